"""Viewsheds timed and scored beside the peers; run by terrain.sh.  terrain.py EXAMPLES WORK_FOLDER ROUNDS

Eye 20 m up, target 100 m up, 4/3 earth over GDAL's radius, cells of 30 m, to 30 km."""

import ctypes
import glob
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import numpy as np
import rasterio

SIDE, CELL, REACH, EYE, TARGET = 3601, 30.0, 1000, 20.0, 100.0
WEST, NORTH = 400_000.0, 5_500_000.0
EXAMPLES, WORK, ROUNDS = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), int(sys.argv[3])


def make_terrain():
    """Fractal heights of 0 to 2,000 m (power falls with the 3.2th power of frequency) and 101 observers; the middle first."""
    random = np.random.default_rng(20240711)
    waves = np.fft.rfft2(random.standard_normal((SIDE, SIDE)))
    frequency = np.hypot(np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)[None, :])
    frequency[0, 0] = 1.0
    waves *= frequency**-1.6
    waves[0, 0] = 0.0
    heights = np.fft.irfft2(waves, s=(SIDE, SIDE))
    heights = ((heights - heights.min()) / np.ptp(heights) * 2000.0).astype("<f4")
    heights.tofile(WORK / "dem.bin")
    place = rasterio.transform.from_origin(WEST, NORTH, CELL, CELL)
    with rasterio.open(WORK / "dem.tif", "w", driver="GTiff", width=SIDE, height=SIDE, count=1, dtype="float32",
                       crs="EPSG:32633", transform=place) as file:
        file.write(heights, 1)
    cells = [(SIDE // 2, SIDE // 2)] + [tuple(map(int, c)) for c in random.integers(REACH, SIDE - REACH, (100, 2))]
    with open(WORK / "observers.csv", "w") as file:
        file.write("id,col,row\n")
        for number, (column, row) in enumerate(cells):
            file.write(f"{number},{column},{row}\n")


def observers():
    rows = [line.split(",") for line in open(WORK / "observers.csv").read().split()[1:]]
    return [(int(column), int(row)) for _, column, row in rows]


def at(column, row):
    return WEST + (column + 0.5) * CELL, NORTH - (row + 0.5) * CELL


class Gdal:
    """GDALViewshedGenerate of the libgdal in the rasterio wheel, in this process, from memory to memory."""

    MODES = {"NORMAL": 1, "DEM": 2, "GROUND": 3}

    def __init__(self):
        path = glob.glob(os.path.dirname(rasterio.__file__) + ".libs/libgdal-*")[0]
        self.lib = lib = ctypes.CDLL(path)
        pointer, number, text, whole = ctypes.c_void_p, ctypes.c_double, ctypes.c_char_p, ctypes.c_int
        self.declare("GDALOpen", pointer, text, whole)
        self.declare("GDALClose", None, pointer)
        self.declare("GDALGetDriverByName", pointer, text)
        self.declare("GDALGetRasterBand", pointer, pointer, whole)
        self.declare("GDALCreateCopy", pointer, pointer, text, pointer, whole, pointer, pointer, pointer)
        self.declare("GDALViewshedGenerate", pointer, pointer, text, text, pointer, *[number] * 9, whole, number,
                     pointer, pointer, whole, pointer)
        self.declare("GDALRasterIO", whole, pointer, whole, whole, whole, whole, whole, pointer, whole, whole, whole,
                     whole, whole)
        self.declare("GDALGetRasterXSize", whole, pointer)
        self.declare("GDALGetRasterYSize", whole, pointer)
        self.declare("GDALGetGeoTransform", whole, pointer, pointer)
        lib.GDALAllRegister()
        source = lib.GDALOpen(str(WORK / "dem.tif").encode(), 0)
        self.data = lib.GDALCreateCopy(lib.GDALGetDriverByName(b"MEM"), b"", source, 0, None, None, None)
        self.band = lib.GDALGetRasterBand(self.data, 1)

    def declare(self, name, result, *arguments):
        function = getattr(self.lib, name)
        function.restype, function.argtypes = result, list(arguments)

    def view(self, mode, column, row):
        x, y = at(column, row)
        return self.lib.GDALViewshedGenerate(self.band, b"MEM", b"", None, x, y, EYE, TARGET, 255.0, 0.0, 0.0, -1.0, 0.75,
                                             2, REACH * CELL, None, None, self.MODES[mode], None)

    def timed(self, mode, cells):
        walls, begin = [], time.process_time()
        for column, row in cells:
            start = time.perf_counter()
            result = self.view(mode, column, row)
            walls.append(time.perf_counter() - start)
            self.lib.GDALClose(result)
        return walls, (time.process_time() - begin) / len(walls)

    def cells(self, mode, column, row):
        """The result in the square around the observer; NaN where it has no cell."""
        result = self.view(mode, column, row)
        width, height = self.lib.GDALGetRasterXSize(result), self.lib.GDALGetRasterYSize(result)
        place = (ctypes.c_double * 6)()
        self.lib.GDALGetGeoTransform(result, place)
        grid = np.empty((height, width))
        band = self.lib.GDALGetRasterBand(result, 1)
        self.lib.GDALRasterIO(band, 0, 0, 0, width, height, grid.ctypes.data, width, height, 7, 0, 0)
        self.lib.GDALClose(result)
        left = round((place[0] - WEST) / CELL) - (column - REACH)
        top = round((NORTH - place[3]) / CELL) - (row - REACH)
        square = np.full((2 * REACH + 1 + 8, 2 * REACH + 1 + 8), np.nan)
        square[4 + top:4 + top + height, 4 + left:4 + left + width] = grid
        return square[4:-4, 4:-4]


def ours(repeat, only_first=True):
    settings = dict(os.environ, REPEAT=str(repeat))
    if only_first:
        settings["ONLY_FIRST"] = "1"
    program = [EXAMPLES / "viewshed_speed", WORK / "dem.bin", str(SIDE), WORK / "observers.csv", WORK / "ours.bin"]
    told = subprocess.run(program, env=settings, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in told.splitlines()]


def grass():
    """Seconds of r.viewshed and where it sees; none where GRASS is not installed."""
    if not shutil.which("grass"):
        print("GRASS: not installed (Debian: apt-get install grass-core gdal-bin)")
        return None
    home = WORK / "grassdb"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    quiet = dict(check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run(["grass", "-c", "EPSG:32633", "-e", home / "loc"], **quiet)

    def run(*command):
        subprocess.run(["grass", home / "loc" / "PERMANENT", "--exec", *map(str, command)], **quiet)

    run("r.in.gdal", "--o", f"input={WORK / 'dem.tif'}", "output=dem")
    x, y = at(*observers()[0])
    edge = REACH * CELL + CELL / 2
    run("g.region", "raster=dem", f"n={y + edge}", f"s={y - edge}", f"e={x + edge}", f"w={x - edge}")
    start = time.perf_counter()
    run("r.viewshed", "--o", "-b", "-c", "-r", "refraction_coeff=0.25", "input=dem", "output=seen", f"coordinates={x},{y}",
        f"observer_elevation={EYE}", f"target_elevation={TARGET}", f"max_distance={REACH * CELL}", "memory=4000")
    seconds = time.perf_counter() - start
    run("r.out.gdal", "--o", "input=seen", f"output={WORK / 'grass.tif'}", "type=Byte")
    with rasterio.open(WORK / "grass.tif") as file:
        return seconds, file.read(1) == 1


def line(name, wall=None, note=""):
    told = "" if wall is None else f"{wall * 1e3:9.1f} ms"
    print(f"{name:44} {told:>12}  {note}")


def agreement(name, seen, truth, lowest=None):
    disk = np.isfinite(truth)
    right = truth[disk] <= TARGET
    found = seen[disk]
    text = f"{name:36} {100 * (found == right).mean():8.3f} %   seen, truly hidden {int((found & ~right).sum()):6}   missed {int((~found & right).sum()):6}"
    if lowest is not None:
        both = disk & np.isfinite(lowest)
        off = np.abs(lowest[both] - truth[both])
        median, high, most = np.percentile(off, [50, 99, 100])
        text += f"   lowest height off by {median:.4f} m (median), {high:.2f} m (99 %), {most:.1f} m (largest)"
    print(text)


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    if not (WORK / "observers.csv").exists():
        make_terrain()
    eyes = observers()
    column, row = eyes[0]
    square = (2 * REACH + 1, 2 * REACH + 1)
    if not (WORK / "truth.bin").exists():
        program = [EXAMPLES / "viewshed_truth", WORK / "dem.bin", SIDE, column, row, WORK / "truth.bin"]
        subprocess.run(list(map(str, program)), check=True)
    truth = np.fromfile(WORK / "truth.bin", "<f4").reshape(square)

    gdal = Gdal()
    gdal.timed("DEM", eyes[:1])
    dem, normal, kept, anew, cpu = [], [], [], [], []
    for _ in range(ROUNDS):
        walls, spent = gdal.timed("DEM", eyes[:1] * 5)
        dem += walls
        cpu.append(spent)
        normal += gdal.timed("NORMAL", eyes[:1] * 3)[0]
        first = {case["case"]: case for case in ours(9)}
        kept.append(first["alone, memory kept"]["median_s"])
        anew.append(first["alone, new memory"]["median_s"])
    middle = statistics.median
    print(f"one observer, lowest visible height, {int(np.isfinite(truth).sum()):,} cells (medians of {ROUNDS} rounds by turns):")
    line(f"libgdal {rasterio.__gdal_version__} in process, DEM mode", middle(dem), f"{middle(cpu) * 1e3:.1f} ms of processor")
    line("libgdal in process, NORMAL mode (seen or not)", middle(normal))
    line("ours, into new memory", middle(anew), f"{middle(dem) / middle(anew):.2f} times as fast as libgdal")
    line("ours, into memory kept", middle(kept), f"{middle(dem) / middle(kept):.2f} times as fast as libgdal")

    rest = ours(9, only_first=False)
    cases = {case["case"]: case for case in rest}
    copy = cases["copying the square once"]
    line("copying the square's heights once", copy["median_s"], f"ours takes {middle(kept) / copy['median_s']:.1f} times that")
    polar = cases["polar table"]
    line("ours, the polar table of 720 rays", polar["sweep_s"], f"and {polar['lookups_s'] * 1e3:.0f} ms to look up every cell")
    walls, _ = gdal.timed("DEM", eyes[1:])
    print("\n100 observers:")
    line("libgdal in process", sum(walls), f"{100 / sum(walls):.1f} a second")
    many = [case for case in rest if case["case"] == "many"]
    for case in many:
        line(f"ours, {case['threads']} thread(s)", case["seconds"], f"{case['eyes_per_s']:.1f} a second")
    line("two threads over one", None, f"{many[1]['eyes_per_s'] / many[0]['eyes_per_s']:.2f} times the rate")

    print("\nagainst the brute force:")
    mine = np.fromfile(WORK / "ours.bin", "<f4").reshape(square)
    agreement("ours", mine <= TARGET, truth, mine)
    table = np.fromfile(WORK / "ours.bin.polar", "<f4").reshape(square)
    agreement("ours, the polar table", table <= TARGET, truth, table)
    ground = gdal.cells("GROUND", column, row)
    agreement("libgdal", gdal.cells("NORMAL", column, row) == 255, truth, np.where(ground >= 0, ground, np.nan))
    peer = grass()
    if peer:
        agreement(f"GRASS r.viewshed ({peer[0]:.1f} s)", peer[1], truth)


main()
