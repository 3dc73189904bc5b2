"""Writes the seeds of the fuzz targets into corpus/: small and synthetic. Standard library alone.

    python3 fuzz/make_seeds.py
"""

import io
import pathlib
import struct
import zipfile
import zlib

CORPUS = pathlib.Path(__file__).parent / "corpus"


def write(target, name, data):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def tiff(order="<", big=False, tile=None, packed=False, predictor=1, kind="h", nodata=None, epsg=4326, side=16):
    """One image of side x side cells at 69 E, 35 N."""
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "H", 43 if big else 42)
    body = bytearray(head + (struct.pack(order + "HHQ", 8, 0, 0) if big else struct.pack(order + "I", 0)))
    link = 8 if big else 4
    offset = "Q" if big else "I"
    rows = tile or 4
    places, counts = [], []
    for top in range(0, side, rows):
        for left in range(0, side, tile or side):
            width = tile or side
            plain = b""
            for r in range(top, top + rows):
                cells = [1000 + 40 * r + c for c in range(left, left + width)]
                if predictor == 2:
                    cells = [cells[0]] + [(b - a) & 0x7FFF for a, b in zip(cells, cells[1:])]
                if predictor == 3:
                    quads = [struct.pack(">f", c) for c in cells]
                    planes = bytes(q[i] for i in range(4) for q in quads)
                    plain += bytes((b - a) & 255 for a, b in zip(b"\0" + planes, planes))
                else:
                    plain += struct.pack(order + f"{width}{kind}", *cells)
            chunk = zlib.compress(plain) if packed else plain
            places.append(len(body))
            counts.append(len(chunk))
            body += chunk
    bits, form = {"h": (16, 2), "H": (16, 1), "f": (32, 3)}[kind]
    short = lambda *v: (3, len(v), struct.pack(order + f"{len(v)}H", *v))
    wide = lambda *v: (16 if big else 4, len(v), struct.pack(order + f"{len(v)}{offset}", *v))
    double = lambda *v: (12, len(v), struct.pack(order + f"{len(v)}d", *v))
    tags = {
        256: short(side), 257: short(side), 258: short(bits), 259: short(8 if packed else 1), 262: short(1),
        277: short(1), 317: short(predictor), 339: short(form),
        33550: double(0.01, 0.01, 0.0), 33922: double(0.0, 0.0, 0.0, 69.0, 35.0, 0.0),
        34735: short(1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 2, 2048, 0, 1, epsg),
    }
    if tile:
        tags.update({322: short(tile), 323: short(tile), 324: wide(*places), 325: wide(*counts)})
    else:
        tags.update({278: short(rows), 273: wide(*places), 279: wide(*counts)})
    if nodata:
        tags[42113] = (2, len(nodata) + 1, nodata.encode() + b"\0")
    room = 8 if big else 4
    table = struct.pack(order + ("Q" if big else "H"), len(tags))
    for tag, (kind, count, value) in sorted(tags.items()):
        if len(value) > room:
            at = struct.pack(order + offset, len(body))
            body += value
            value = at
        table += struct.pack(order + "HH" + offset, tag, kind, count) + value.ljust(room, b"\0")
    body[link:link + room] = struct.pack(order + offset, len(body))
    return bytes(body + table + bytes(room))


def dted(side=11, interval=300):
    """A cell of side x side posts."""
    uhl = b"UHL10690000E0340000N%04d%04d0000U  " % (interval, interval)
    uhl = uhl[:47].ljust(47) + b"%04d%04d0" % (side, side)
    dsi = bytearray(b"DSI".ljust(648))
    dsi[141:149] = b"E96WGS84"
    records = b""
    for line in range(side):
        record = struct.pack(">BBHHH", 0xAA, 0, line, line, 0)
        record += struct.pack(f">{side}H", *(1000 + 40 * line + p for p in range(side)))
        records += record + struct.pack(">I", sum(record))
    return uhl.ljust(80) + bytes(dsi) + b"ACC".ljust(2700) + records


def horizon(rays=4, bins=3):
    """The body of a horizon file."""
    numbers = struct.pack("<8d", 34.5, 69.2, 20.0, bins * 100.0, 100.0, -1.0, 4 / 3, 1800.0)
    texts = b"".join(struct.pack("<I", len(t)) + t for t in (b"ab" * 32, b"hills.tif"))
    return numbers + struct.pack("<I", rays) + texts + struct.pack("<I", bins + 1) * rays + bytes([2, 4, 1, 0] * rays * 2)


def zipped(name, data):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


for name, options in {
    "strips": {}, "big-endian": {"order": ">"}, "big-tiff": {"big": True, "order": ">"},
    "tiles-deflate-float": {"tile": 16, "packed": True, "predictor": 3, "kind": "f"},
    "deflate-differences": {"packed": True, "predictor": 2, "kind": "H", "nodata": "1003"}, "metres": {"epsg": 3857},
}.items():
    write("geotiff", name, tiff(**options))
write("geotiff", "cut-off", tiff()[:300])
write("hgt", "tile", b"N34E069\n" + struct.pack(">4h", 1000, 1040, -32768, 8000))
write("hgt", "south-west", b"S01W180.SRTMGL1\n\x01\x02")
write("hgt", "odd", b"N34E069\n\x01\x02\x03")
write("hgt_zip", "small", zipped("N34E069.hgt", b"\x03\xe8" * 100))
write("hgt_zip", "whole", zipped("N34E069.hgt", b"\x03\xe8" * 1201 * 1201))
write("hgt_zip", "no-tile", zipped("readme.txt", b"nothing"))
write("dted", "cell", dted())
write("dted", "cut-off", dted()[:3600])
write("horizon", "table", horizon())
write("horizon", "cut-off", horizon()[:-5])
LEDGER = ("id,date,claim,who,bears_on,direction,strength,source_reliability,information_credibility,confidence,source_title,"
          "source_address,note\n")
write("ledger", "two", LEDGER + "E1,2023-08-29,A minister wishes for it.,a minister,deal.willingness,+,2,C,3,page,A page,"
      "https://example.org/,\nE2,2024,\"It is denied, twice.\",a spokesman,deal.willingness,-,1,A,6,mixed,B,,quoted\n")
write("ledger", "bad", LEDGER + "E1,yesterday,x,,,?,9,Q,0,,,,\nE1,2023\n")
FACTS = "id,parameter,unit,low,likely,high,as_of,source_title,source_address,confidence,note\n"
write("facts", "two", FACTS + "F1,place.a.lat,deg,,34.5,,2026,a map,,memory,\nF2,crew.size,people,3,4,6,2020-05,a page,"
      "https://example.org/,page,\n")
write("facts", "bad", FACTS + "F1,x,furlong,9,4,1,never,,,,\n")
ROWS = "id,group,quantity,inputs,value,unit,rel_tol,abs_tol\n"
write("vectors", "rows", ROWS + "a,g,q,freq_hz=1e9;k=2,1.5 2.5,dB,1e-6,0\nb,g,q,m=1 2|3 4,inf,1,0,1\n")
write("vectors", "profiles", "profile,point,distance_m,height_m\np,0,0,100\np,1,50,nan\n")
write("scenario", "empty", "")
write("scenario", "first-steps", (CORPUS.parent.parent / "scenarios/first-steps/scenario.toml").read_bytes())
write("scenario", "odd", 'name = "x"\nseed = -1\n[site.a]\nat = [91, "east"]\nmast = "18 parsecs"\n[[site]]\n[unit.b]\n'
      'people = { low = 3, likely = 2, high = nan }\n')
