#!/bin/sh
# Replications a second of the programme yardstick, ours and SimPy's, one core each, by turns in one run. SimPy is installed from
# PyPI into an environment under target/ the first time. Processor time is compared, and turns are short and many, so that a
# machine whose speed changes with its neighbours' work disturbs both alike.
set -eu
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-40}
ours=target/release/examples/programme_speed
python=target/bench-venv/bin/python

cargo build --quiet --release --locked -p programme --example programme_speed
if ! "$python" -c 'import simpy' 2>/dev/null; then
    python3 -m venv target/bench-venv
    "$python" -m pip install --quiet simpy==4.1.2
fi

scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT
round=0
while [ "$round" -lt "$rounds" ]; do
    "$ours" reference/yardsticks/programme 500 >>"$scratch"
    "$python" bench/programme_simpy.py 25 >>"$scratch"
    "$ours" scenarios/afghanistan 100 >>"$scratch"
    round=$((round + 1))
done
"$python" - "$scratch" <<'PYTHON'
import json, statistics, sys

rows = [json.loads(line) for line in open(sys.argv[1])]
speed = lambda row: row["replications"] / row["cpu_seconds"]
ours, simpy = [r for r in rows if r.get("case", "").startswith("reference")], [r for r in rows if "case" not in r]
ratios = [speed(a) / speed(b) for a, b in zip(ours, simpy)]
# Each turn of SimPy walks the same replications, as each of ours does: one of each tells what was computed.
for name, row in [("ours", ours[0]), ("SimPy", simpy[0])]:
    print(f"{name:6} means: " + ", ".join(f"{k} {v}" for k, v in row["means"].items()))
print(f"ours   {statistics.median(map(speed, ours)):8.0f} replications a second (median of {len(ours)} rounds)")
print(f"SimPy  {statistics.median(map(speed, simpy)):8.0f} replications a second")
low, _, high = statistics.quantiles(ratios, n=4)
print(f"ratio  {statistics.median(ratios):8.1f} (median of {len(ratios)} turns; half of them {low:.1f} to {high:.1f}; at least 25 is asked for)")
shipped = [r for r in rows if r.get("case", "").startswith("scenarios")]
# Under 1 ms is asked for on a machine on which SimPy walks its yardstick 185 times a second: each turn beside SimPy's of that turn.
times = [1e3 / speed(a) for a in shipped]
scaled = [time * speed(b) / 185 for time, b in zip(times, simpy)]
print(f"shipped case, 12 years: {statistics.median(times):.2f} ms a replication of the build-up alone, {statistics.median(scaled):.2f} ms on a machine of 185 SimPy replications a second (under 1 ms is asked for)")
PYTHON
