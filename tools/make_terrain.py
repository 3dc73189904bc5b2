"""Writes the coarse terrain that ships with the Afghan case.

    python tools/make_terrain.py [--from RASTER]

Source: the 5-arc-minute topography of Recommendation ITU-R P.1511-2, as the PyPI package `itur` 0.4.0 carries it.
Its grid runs from north to south and west to east, and its points lie at the *middle* of the 1/12-degree cells
(90.125 N is the first row, 180.125 W the first column: a frame of two cells repeats the far side). So the box of
whole degrees 58-76 E, 27-41 N is 216 x 168 cells, without a half cell over.

With --from, the same raster is made as cell means of a finer one, given as any GeoTIFF in EPSG:4326 whose pixel centres
are posts at whole fractions of a degree (DTED, SRTM): a terrain without the terms that bind ITU's data.
"""

import argparse
import importlib.util
from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin

WEST, SOUTH, EAST, NORTH = 58, 27, 76, 41
PER_DEGREE = 12
OUT = Path(__file__).resolve().parent.parent / "scenarios/afghanistan/terrain/afghanistan_5min.tif"


def cell_centres() -> tuple[np.ndarray, np.ndarray]:
    """Latitudes from north to south and longitudes from west to east of the cells' middles [deg]."""
    rows, columns = (NORTH - SOUTH) * PER_DEGREE, (EAST - WEST) * PER_DEGREE
    latitudes = NORTH - (np.arange(rows) + 0.5) / PER_DEGREE
    longitudes = WEST + (np.arange(columns) + 0.5) / PER_DEGREE
    return latitudes, longitudes


def from_itur() -> np.ndarray:
    """The box of the package's grid, found by the coordinates that stand beside it."""
    # find_spec does not run the package, which would want astropy and scipy.
    folder = Path(importlib.util.find_spec("itur").submodule_search_locations[0]) / "data/1511"
    read = lambda name: np.load(folder / f"v2_{name}.npz")["arr_0"]  # noqa: E731
    latitudes, longitudes, heights = read("lat")[:, 0], read("lon")[0], read("topo")
    wanted_latitudes, wanted_longitudes = cell_centres()
    rows = np.array([np.abs(latitudes - wanted).argmin() for wanted in wanted_latitudes])
    columns = np.array([np.abs(longitudes - wanted).argmin() for wanted in wanted_longitudes])
    # The package rounds its coordinates to eight decimals.
    assert np.abs(latitudes[rows] - wanted_latitudes).max() < 1e-6, "rows do not lie at the middles of the cells"
    assert np.abs(longitudes[columns] - wanted_longitudes).max() < 1e-6, "columns do not lie at the middles of the cells"
    return heights[np.ix_(rows, columns)]


def from_raster(path: Path) -> np.ndarray:
    """Means over the cells of a finer raster of posts; a post on a cell's edge counts by half, at a corner by a quarter."""
    with rasterio.open(path) as file:
        posts = file.read(1).astype(float)
        step = round(1 / file.res[0]) // PER_DEGREE
        # `index` counts from the pixels' edges, a post is a pixel's centre.
        first_row, first_column = (round(edge - 0.5) for edge in file.index(WEST, NORTH, op=float))
        assert file.crs.to_epsg() == 4326 and step >= 2, "a finer raster in EPSG:4326 is needed"
        assert file.nodata is None or not (posts == file.nodata).any(), "the raster has voids"
    weights = np.ones(step + 1)
    weights[[0, -1]] = 0.5
    weights /= weights.sum()
    rows, columns = (NORTH - SOUTH) * PER_DEGREE, (EAST - WEST) * PER_DEGREE
    means = np.empty((rows, columns))
    for row in range(rows):
        for column in range(columns):
            top, left = first_row + row * step, first_column + column * step
            means[row, column] = weights @ posts[top : top + step + 1, left : left + step + 1] @ weights
    return means


def write(heights: np.ndarray) -> None:
    """GeoTIFF, EPSG:4326, north up, int16 metres above mean sea level, PixelIsArea."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    rounded = np.round(heights).astype("int16")
    profile = dict(driver="GTiff", dtype="int16", count=1, height=rounded.shape[0], width=rounded.shape[1], nodata=-32768,
                   crs="EPSG:4326", transform=from_origin(WEST, NORTH, 1 / PER_DEGREE, 1 / PER_DEGREE),
                   compress="deflate", predictor=2, zlevel=9)  # fmt: skip
    with rasterio.open(OUT, "w", **profile) as file:
        file.write(rounded, 1)
    with rasterio.open(OUT) as file:
        assert (file.read(1) == rounded).all() and file.crs.to_epsg() == 4326
        print(f"{OUT.name}: {file.width} x {file.height}, {rounded.min()} to {rounded.max()} m, {OUT.stat().st_size} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="raster", type=Path, help="a finer raster to average instead")
    raster = parser.parse_args().raster
    write(from_raster(raster) if raster else from_itur())


if __name__ == "__main__":
    main()
