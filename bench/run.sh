#!/bin/sh
# Times what the README's table states: the build is not timed here, only the program. Run it on a quiet machine.
set -eu
cd "$(dirname "$0")/.."
program=target/release/bartizan
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

echo "shipped case, 1,000 replications with raids once a year, all cores (at most 60 s; peak memory under 1 GB):"
/usr/bin/env time -f '  %e s wall, %U s cpu, %M kB peak' "$program" run scenarios/afghanistan --replications 1000 --seed 1 --out "$scratch/run" >/dev/null

echo "report of that run:"
/usr/bin/env time -f '  %e s wall, %M kB peak' "$program" report "$scratch/run" >/dev/null

echo "horizon table of one site, 100 km, 30 arc-seconds, one core (under 5 ms):"
if [ -n "${BARTIZAN_DATA:-}" ] && [ -f "$BARTIZAN_DATA/data/terrain/afghanistan_dted0_30s.tif" ]; then
    cargo run --quiet --release -p terrain --example sweep_speed -- "$BARTIZAN_DATA/data/terrain/afghanistan_dted0_30s.tif"
else
    echo "  BARTIZAN_DATA is not set: over synthetic hills of the same posting"
    cargo run --quiet --release -p terrain --example sweep_speed
fi
