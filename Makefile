# Bartizan: everything a user or a developer runs. `make run` and `make test` need only Rust and make.

CARGO    ?= cargo
BARTIZAN := target/release/bartizan
RUN      := runs/afghanistan-1
MEASURED := verify --vectors reference --vectors $(BARTIZAN_DATA)/reference-published --book docs/src
SECONDS_EACH ?= 20

.PHONY: run test build lint docs docs-check validate bench bench-programme bench-sensing bench-terrain bench-country fuzz-smoke horizons clean

## Sets up, runs the shipped case (or goes on with it), writes the report and says where it is. After a change of the case:
## make run RUN=runs/another
run: build
	@$(BARTIZAN) run scenarios/afghanistan --out $(RUN) $(if $(wildcard $(RUN)),--resume) || \
		{ code=$$?; echo "with make: make run RUN=runs/another" >&2; exit $$code; }
	$(BARTIZAN) report $(RUN)
	$(BARTIZAN) show $(RUN)

## Builds the program.
build: need-cargo
	$(CARGO) build --release --locked -p bartizan

## Sets up and passes all tests. Tests that need the fine terrain say that they were passed by without it.
test: need-cargo
	$(CARGO) test --workspace --locked

## What CI checks beside the tests.
lint: need-cargo
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked

## Puts the measured errors into the book. Needs the published tables, beside the data: BARTIZAN_DATA=folder.
docs: need-cargo need-tables
	$(CARGO) run --quiet --locked -p bartizan -- $(MEASURED)

## Says whether the book's measured errors are those of this tree, and whether every published row passes.
docs-check: need-cargo need-tables
	$(CARGO) run --quiet --locked -p bartizan -- $(MEASURED) --check

## The large statistical checks: the build-up against two other programs, 20,000 replications each.
validate: need-cargo
	$(CARGO) test --workspace --locked --release -- --ignored

## Opens a synthetic country at 1 arc-second, over a gigabyte, and uses it within the usual memory.
bench-country: need-cargo
	sh bench/country.sh

## Runs the fuzz target of every reader for a short while: make fuzz-smoke SECONDS_EACH=600
fuzz-smoke: need-cargo
	SECONDS_EACH=$(SECONDS_EACH) sh fuzz/smoke.sh

## Times the sweep, a replication and the shipped study.
bench: build
	sh bench/run.sh

## Times the build-up engine against the same model in SimPy, by turns in one run. Needs Python 3, and PyPI the first time.
bench-programme: need-cargo
	sh bench/programme.sh

## Times exact detection, look-ups, and moving one radar of a composite.
bench-sensing: need-cargo
	sh bench/sensing.sh

## Times a viewshed beside libgdal's and, where it is installed, GRASS's, and scores each. Needs Python 3, and PyPI the first time.
bench-terrain: need-cargo
	sh bench/terrain.sh

## Makes the shipped case's horizon tables anew from a fine raster: make horizons RASTER=path/to/30s.tif
horizons: build
	$(BARTIZAN) horizons scenarios/afghanistan --raster $(RASTER)

.PHONY: need-tables
need-tables:
	@test -d "$(BARTIZAN_DATA)/reference-published" || { echo "BARTIZAN_DATA must name the folder that holds reference-published/"; exit 2; }

.PHONY: need-cargo
need-cargo:
	@command -v $(CARGO) >/dev/null || { echo "Bartizan needs Rust 1.89 or newer with cargo: see https://rustup.rs"; exit 2; }

clean:
	rm -rf target runs
