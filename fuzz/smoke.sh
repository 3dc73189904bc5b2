#!/bin/sh
# Runs every fuzz target for SECONDS_EACH seconds (20). Stops at the first finding.
set -eu
cd "$(dirname "$0")/.."
seconds=${SECONDS_EACH:-20}
if ! cargo fuzz --version >/dev/null 2>&1; then
    echo "make fuzz-smoke needs cargo-fuzz: cargo install cargo-fuzz --locked" >&2
    exit 2
fi
# Coverage needs no nightly compiler, but cargo-fuzz asks for one; no sanitizer, as nothing here is unsafe.
export RUSTC_BOOTSTRAP=1
for target in ${TARGETS:-$(cargo fuzz list)}; do
    learned=target/fuzz-corpus/$target
    mkdir -p "$learned" "fuzz/findings/$target"
    echo "== $target"
    cargo fuzz run -s none --target-dir target/fuzz "$target" "$learned" "fuzz/corpus/$target" "fuzz/findings/$target" -- \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=16384 -print_final_stats=1 -verbosity=1
done
