#!/usr/bin/env bash
# Measures delivery beside its parts (the bus without storage, the storage without bus) on a real RabbitMQ and PostgreSQL, turn by turn in one
# run, and holds the floors of floors.json.
#
#   infra/quality/delivery.sh            the short form, a minute or two
#   infra/quality/delivery.sh --long     also the whole way of 5,000 pages, a database of 5 million events, a month's drop: half an hour
#   INGEST_QUALITY_PAGES=FOLDER          with --long: pages for the whole way (*.pages.jsonl.gz), else the demo's
#
# Takes the servers that INGEST_TEST_POSTGRES and INGEST_TEST_RABBITMQ name, else starts some and stops them. On a machine that has more to do than
# it has cores, figures below the floor say nothing: they are shown, and the check is skipped (77).
set -euo pipefail
busy=$(awk -v cores="$(nproc)" '{ print ($1 > cores ? 1 : 0) }' /proc/loadavg)
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$root/tests/IngestWorker.Benchmarks/bin/Release/net10.0/IngestWorker.Benchmarks
[ -x "$program" ] || dotnet build -c Release "$root/tests/IngestWorker.Benchmarks" -v q
work=$(mktemp -d)
started=
cleanup() {
    [ -z "$started" ] || "$root/infra/test-servers.sh" stop "$work/servers" || true
    rm -rf "$work"
}
trap cleanup EXIT
if [ -z "${INGEST_TEST_POSTGRES:-}" ] || [ -z "${INGEST_TEST_RABBITMQ:-}" ]; then
    started=1
    "$root/infra/test-servers.sh" start "$work/servers"
    . "$work/servers/env"
fi

if [ "${1:-}" = --long ]; then
    timeout 1200 "$program" delivery --messages 5000 --rounds 7 | tee "$work/result"
    timeout 600 "$program" delivery --messages 5000 --rounds 5 --text 1200 --events 2
    timeout 3000 "$program" delivery --messages 2000 --rounds 7 --filled-events 5000000 --filled-items 1000000
    timeout 2400 "$program" way --pages 5000 ${INGEST_QUALITY_PAGES:+--html "$INGEST_QUALITY_PAGES"}
    timeout 1800 "$program" months --rows 200000
else
    timeout 600 "$program" delivery --messages 1500 --rounds 5 | tee "$work/result"
fi

python3 - "$root" "$work/result" "$busy" <<'PYTHON'
import json, sys
root, result, busy = sys.argv[1:]
floors = json.load(open(f'{root}/infra/quality/floors.json'))['delivery']
r = json.loads(open(result).read())
below = [f'{name} is {value}, floor {floors[name]}'
         for name, value in (('delivery_to_slower_part', r['ratio']), ('events_per_second', r['events_per_second'])) if value < floors[name]]
if below and busy == '1':
    print('delivery: below the floor on a machine that is busy with other things, so nothing is said: ' + '; '.join(below), file=sys.stderr)
    sys.exit(77)
if below:
    sys.exit('delivery: below the floor: ' + '; '.join(below))
PYTHON
