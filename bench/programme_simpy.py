"""The programme yardstick in SimPy: what `make bench-programme` holds the build-up engine against.

    programme_simpy.py REPLICATIONS

Eight batteries from one line that stops now and then; classes of twenty with two of six instructors; three crews of ten for each
battery, by order of delivery; then failures, spares and repair for ten years of 365 days. The same model as
`reference/yardsticks/programme/scenario.toml`. Prints one JSON line: seconds of processor time, and the means of the outputs.
"""

import json
import math
import random
import sys
import time

import simpy

DAYS, LAST_YEAR = 3650.0, 3285.0
BATTERIES, CREWS, CREW = 8, 3, 10
SEATS, COURSE, EVERY, HOLDS = 20, 273.75, 60.0, 2
REPAIR_SIGMA = 0.8
REPAIR_MU = math.log(20.0 / 24.0) - REPAIR_SIGMA**2 / 2


class Walk:
    """One replication: four streams that meet in the batteries."""

    def __init__(self, chance):
        self.chance = chance
        self.env = simpy.Environment()
        self.instructors = simpy.Container(self.env, init=6)
        self.spares = simpy.Container(self.env, init=2)
        self.qualified, self.lacking, self.crewed = 0, [], 0
        self.up, self.failures = 0, 0
        self.four_up, self.all_crewed = None, None
        self.area, self.since = 0.0, LAST_YEAR
        self.building = self.env.process(self.line())
        self.env.process(self.stoppages())
        self.env.process(self.school())
        self.env.run(until=DAYS)
        self.changed(0)

    def line(self):
        for _ in range(BATTERIES):
            left = 182.5 * self.chance.triangular(0.8, 1.3, 0.9)
            while left > 0.0:
                began = self.env.now
                try:
                    yield self.env.timeout(left)
                    left = 0.0
                except simpy.Interrupt as stop:
                    left -= self.env.now - began
                    yield self.env.timeout(stop.cause)
            self.env.process(self.shipping())

    def stoppages(self):
        while True:
            yield self.env.timeout(self.chance.expovariate(1 / 365.0))
            if not self.building.is_alive:
                return
            lasts = self.chance.expovariate(1 / 45.0)
            self.building.interrupt(lasts)
            yield self.env.timeout(lasts)

    def shipping(self):
        yield self.env.timeout(self.chance.triangular(20.0, 60.0, 30.0))
        self.lacking.append(CREWS)
        self.form_crews()

    def school(self):
        while True:
            self.env.process(self.one_class())
            yield self.env.timeout(EVERY)

    def one_class(self):
        yield self.instructors.get(HOLDS)
        yield self.env.timeout(COURSE)
        self.qualified += sum(self.chance.random() >= 0.25 for _ in range(SEATS))
        self.form_crews()
        yield self.env.timeout(self.chance.expovariate(1 / 20.0))
        yield self.instructors.put(HOLDS)

    def form_crews(self):
        while self.qualified >= CREW and self.lacking:
            self.qualified -= CREW
            self.lacking[0] -= 1
            if self.lacking[0] == 0:
                self.lacking.pop(0)
                self.crewed += 1
                if self.crewed == BATTERIES:
                    self.all_crewed = self.env.now
                self.env.process(self.battery())

    def battery(self):
        while True:
            self.changed(1)
            yield self.env.timeout(self.chance.expovariate(1 / 12.5))
            self.changed(-1)
            self.failures += 1
            if self.chance.random() < 0.05:
                self.env.process(self.order())
                yield self.spares.get(1)
            yield self.env.timeout(self.chance.lognormvariate(REPAIR_MU, REPAIR_SIGMA))

    def order(self):
        yield self.env.timeout(60.0)
        yield self.spares.put(1)

    def changed(self, by):
        now = self.env.now
        if now > LAST_YEAR:
            self.area += self.up * (now - self.since)
            self.since = now
        self.up += by
        if self.up >= 4 and self.four_up is None:
            self.four_up = now


def main():
    replications = int(sys.argv[1])
    began = time.process_time()
    walks = [Walk(random.Random(n)) for n in range(replications)]
    seconds = time.process_time() - began
    mean = lambda values: sum(values) / len(values)
    means = {
        "t4": mean([w.four_up for w in walks if w.four_up is not None]),
        "a10": mean([w.area / (BATTERIES * (DAYS - LAST_YEAR)) for w in walks]),
        "tN": mean([w.all_crewed for w in walks if w.all_crewed is not None]),
        "fails": mean([w.failures for w in walks]),
    }
    told = {name: round(value, 4) for name, value in means.items()}
    print(json.dumps({"replications": replications, "cpu_seconds": round(seconds, 4), "means": told}))


if __name__ == "__main__":
    main()
