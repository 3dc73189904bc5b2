#!/bin/sh
# Opens a synthetic country of TILES (200) tiles at 1 arc-second and uses it within the usual memory. Needs 2 GB of disk below target/.
set -eu
cd "$(dirname "$0")/.."
cargo run --release --locked --quiet -p terrain --example country -- target/country "${TILES:-200}"
