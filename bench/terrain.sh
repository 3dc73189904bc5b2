#!/bin/sh
# A viewshed of 1,000 cells' radius (3.1 million cells) by ours and by the peers, by turns in one run, over one seeded fractal
# terrain; each held against a brute force of lines of sight. libgdal comes with the rasterio wheel, which is installed from
# PyPI into an environment under target/ the first time; GRASS is used where it is installed (Debian: grass-core, gdal-bin).
# Run it on a quiet machine; processor time is told beside wall time.
set -eu
cd "$(dirname "$0")/.."
python=target/bench-venv/bin/python

cargo build --quiet --release --locked -p terrain --example viewshed_speed --example viewshed_truth
if ! "$python" -c 'import rasterio' 2>/dev/null; then
    python3 -m venv target/bench-venv
    "$python" -m pip install --quiet rasterio==1.4.4
fi
"$python" bench/terrain.py target/release/examples target/bench-terrain "${ROUNDS:-7}"
