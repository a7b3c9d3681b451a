#!/usr/bin/env bash
# Measures a worker's dispatch, fetch and archive stages beside a bare HttpClient loop (200 sites on loopback with 50 ms latency, as many
# fetches at a time as a worker has by default), and its memory, and holds the floors of floors.json.
#
#   infra/quality/fetching.sh            the short form, under a minute; PostgreSQL too where INGEST_TEST_POSTGRES names a server
#   infra/quality/fetching.sh --long     more pages and rounds, also 64 at a time, and the memory of 100,000 fetches
#
# On a machine that has more to do than it has cores, figures below the floor say nothing: they are shown, and the check is skipped (77).
set -euo pipefail
busy=$(awk -v cores="$(nproc)" '{ print ($1 > cores ? 1 : 0) }' /proc/loadavg)
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$root/tests/IngestWorker.Benchmarks/bin/Release/net10.0/IngestWorker.Benchmarks
[ -x "$program" ] || dotnet build -c Release "$root/tests/IngestWorker.Benchmarks" -v q
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() { timeout 900 "$program" archive "$@" | tee -a "$work/results"; }

pages=600 rounds=3 kinds=("")
[ -z "${INGEST_TEST_POSTGRES:-}" ] || kinds+=("--postgres")
[ "${1:-}" != --long ] || pages=5000
for kind in "${kinds[@]}"; do
    # shellcheck disable=SC2086
    run $kind --at-a-time 16 --pages $pages --rounds $rounds
    if [ "${1:-}" = --long ]; then
        # shellcheck disable=SC2086
        run $kind --at-a-time 64 --pages $pages --rounds $rounds
        # shellcheck disable=SC2086
        run $kind --at-a-time 64 --pages 5000 --rounds 20 --no-bare
    fi
done

python3 - "$root" "$work/results" "$busy" <<'PYTHON'
import json, sys
root, results, busy = sys.argv[1:]
floors = json.load(open(f'{root}/infra/quality/floors.json'))['fetching']
below, memory = [], []
for line in open(results):
    r = json.loads(line)
    if r['ratio'] and r['at_a_time'] == 16:
        name = f"{r['database']}_archive_to_bare"
        if r['ratio'] < floors[name]:
            below.append(f"{name} is {r['ratio']}, floor {floors[name]}")
    if r['peak_memory_mb'] > floors['peak_memory_mb_at_most']:
        memory.append(f"{r['fetched']} fetches took {r['peak_memory_mb']} MB, at most {floors['peak_memory_mb_at_most']}")
if below and busy == '1' and not memory:
    print('fetching: below the floor on a machine that is busy with other things, so nothing is said: ' + '; '.join(below), file=sys.stderr)
    sys.exit(77)
if below or memory:
    sys.exit('fetching: below the floor: ' + '; '.join(below + memory))
PYTHON
