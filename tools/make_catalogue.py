"""Writes the catalogue's TOML files from the five tables of published figures.

    python tools/make_catalogue.py FOLDER

FOLDER holds systems.csv, radars.csv, threats.csv, people.csv and comms.csv, with the columns that
catalogue/README.md describes. One TOML file is written for each entry, its figures in the order of the table;
every file is read back, and the figures are counted against the rows. Needs the standard library alone.
"""

import csv
import json
import re
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
CATALOGUE = TOOLS.parent / "catalogue"

# table -> (folder, kind)
KINDS = {
    "systems": ("fire-units", "fire-unit"),
    "radars": ("radars", "radar"),
    "threats": ("threats", "threat"),
    "people": ("training", "training"),
    "comms": ("links", "link"),
}

# Units that are written as they are.
KEPT = {"km", "m", "m/s", "m2", "kg", "kW", "W", "MHz", "Hz", "dBi", "dB", "dBm", "dB/km", "s", "min", "h", "days",
        "weeks", "months", "g", "deg", "kbit/s", "L/h", "L/kWh", "rounds/min"}  # fmt: skip
# Units whose name already stands in the field: a plain number says it all.
BARE = {"count", "persons", "ratio", "fraction", "probability", "year", "bit"}
# Units that are written in another way: a factor and the unit.
CHANGED = {"per_year": (1, "per year"), "rounds/year": (1, "per year"), "ms": (Decimal("0.001"), "s")}

# Conditions at the head of a note: csv key -> (key, unit).
CONDITIONS = {"rcs_m2": ("rcs", "m2"), "alt_m": ("altitude", "m"), "rated_kw": ("rated", "kW")}
CONDITION = re.compile(r"^(rcs_m2|alt_m|rated_kw)=([^;]*);\s*")
NUMBER = r"\d+(?:\.\d+)?"

HEAD = "# Published figures, unverified unless the confidence says so: see ../README.md for its words.\n"


def plain(number: Decimal) -> str:
    """A decimal number without exponent or trailing noughts."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money_unit(row: dict) -> tuple[Decimal, str]:
    """Millions where the likely price is a million or more, else thousands."""
    return (Decimal(1), "MUSD") if Decimal(row["likely"]) >= 1 else (Decimal(1000), "kUSD")


def value(text: str, row: dict) -> str:
    """One bound as TOML: a plain number, or a number and its unit in quotes."""
    number, unit = Decimal(text), row["unit"]
    if unit in BARE:
        return plain(number)
    if unit == "USD m":
        factor, unit = money_unit(row)
    elif unit in CHANGED:
        factor, unit = CHANGED[unit]
    elif unit in KEPT:
        factor = 1
    else:
        sys.exit(f"{row['entry_id']}.{row['field']}: unknown unit `{unit}`")
    return quoted(f"{plain(number * factor)} {unit}")


def quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def split_note(note: str) -> tuple[list[tuple[str, str]], str]:
    """The conditions at the head of a note, and the rest of it."""
    found = []
    while match := CONDITION.match(note):
        key, unit = CONDITIONS[match[1]]
        found.append((key, with_unit(match[2].strip(), unit)))
        note = note[match.end() :]
    return found, note.strip()


def with_unit(text: str, unit: str) -> str:
    """`2` -> `2 m2`, `1..2 (not stated)` -> `1..2 m2 (not stated)`, `3000+` -> `3000 m or more`; words are kept."""
    match = re.fullmatch(rf"({NUMBER}(?:\.\.{NUMBER})?)(\+?)(.*)", text)
    return f"{match[1]} {unit}{' or more' if match[2] else ''}{match[3]}" if match else text


def figure(row: dict) -> str:
    """One row as a [[figure]] table."""
    lines = ["[[figure]]", f"field = {quoted(row['field'])}"]
    if row["unit"] == "text":
        lines.append(f"text = {quoted(row['likely'])}")
    else:
        lines += [f"{bound} = {value(row[bound], row)}" for bound in ("low", "likely", "high")]
    sources = ", ".join(quoted(s.strip()) for s in row["source"].split(" | "))
    lines += [f"confidence = {quoted(row['confidence'])}", f"source = [{sources}]"]
    conditions, note = split_note(row["note"])
    lines += [f"{key} = {quoted(words)}" for key, words in conditions]
    if note:
        lines.append(f"note = {quoted(note)}")
    return "\n".join(lines) + "\n"


def entry(rows: list[dict], kind: str, names: dict) -> str:
    """One entry as a whole TOML file."""
    words = [r["likely"] for r in rows if r["field"] in ("role_class", "description")]
    says = names["says"] or (words[0] if words else sys.exit(f"{names['id']}: nothing says what it is"))
    head = {"id": names["id"], "kind": kind, "name": names["name"], "says": says}
    top = HEAD + "".join(f"{key} = {quoted(text)}\n" for key, text in head.items())
    return "\n".join([top, *map(figure, rows)])


def read_table(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grouped(rows: list[dict]) -> dict[str, list[dict]]:
    """Rows by entry, entries sorted, rows in the table's order."""
    entries = {}
    for row in rows:
        entries.setdefault(row["entry_id"], []).append(row)
    return dict(sorted(entries.items()))


def write_table(table: str, rows: list[dict], names: dict[str, dict]) -> int:
    """Writes the entries of one table and returns how many figures the files hold when read back."""
    folder, kind = KINDS[table]
    into = CATALOGUE / folder
    into.mkdir(parents=True, exist_ok=True)
    for stale in into.glob("*.toml"):
        stale.unlink()
    count = 0
    for entry_id, entry_rows in grouped(rows).items():
        if entry_id not in names:
            sys.exit(f"{table}: `{entry_id}` has no line in catalogue_names.csv")
        path = into / f"{names[entry_id]['id']}.toml"
        if path.exists():
            sys.exit(f"{path}: two entries share this id")
        path.write_text(entry(entry_rows, kind, names[entry_id]), encoding="utf-8", newline="\n")
        count += len(tomllib.loads(path.read_text(encoding="utf-8"))["figure"])
    return count


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    names = {row["entry_id"]: row for row in read_table(TOOLS / "catalogue_names.csv")}
    ids = [row["id"] for row in names.values()]
    if len(ids) != len(set(ids)):
        sys.exit("catalogue_names.csv: an id stands twice")
    for table in KINDS:
        rows = read_table(Path(sys.argv[1]) / f"{table}.csv")
        count = write_table(table, rows, names)
        if count != len(rows):
            sys.exit(f"{table}: {len(rows)} rows but {count} figures")
        print(f"{table}: {len(grouped(rows))} entries, {count} figures")


if __name__ == "__main__":
    main()
