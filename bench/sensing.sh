#!/bin/sh
# Times detection and coverage: exact Pd, look-ups, one radar of a composite moved. Run it on a quiet machine.
set -eu
cd "$(dirname "$0")/.."
raster="${BARTIZAN_DATA:+$BARTIZAN_DATA/data/terrain/afghanistan_dted0_30s.tif}"
if [ -z "$raster" ] || [ ! -f "$raster" ]; then
    echo "BARTIZAN_DATA is not set: coverage over a smooth earth"
    raster=
fi
cargo run --quiet --release -p sensing --example sensing_speed -- ${raster:+"$raster"}
