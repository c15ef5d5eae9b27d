#!/bin/sh
# Builds and runs the runtime benchmarks in both flavours, one after the other, and prints their figures side by side.
# Orleans' packages must be restorable; without them only the embedded host is measured. runtime.sh [calls of a round]
set -eu
cd "$(dirname "$0")/.."
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

for flavour in Embedded Orleans; do
    if ! GrainRuntime=$flavour dotnet build -c Release -nologo -v q -clp:ErrorsOnly -m:1 bench/Runtime.Benchmarks >"$results/build" 2>&1; then
        [ $flavour = Orleans ] || { cat "$results/build" >&2; exit 1; }
        echo "Orleans is not built:" >&2; tail -5 "$results/build" >&2
        continue
    fi
    dotnet "artifacts/$flavour/bin/Runtime.Benchmarks/release/Kalshi.Runtime.Benchmarks.dll" "${1:-1000000}" >"$results/$flavour"
done

echo "load average: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores"
if [ -f "$results/Orleans" ]; then
    cut -f2 "$results/Orleans" | paste "$results/Embedded" - | awk -F'\t' '{ printf "| %-55s | %12s | %12s |\n", $1, $2, $3 }'
else
    awk -F'\t' '{ printf "| %-55s | %12s |\n", $1, $2 }' "$results/Embedded"
fi
