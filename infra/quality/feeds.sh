#!/usr/bin/env bash
# Scores "ingest feed parse --jsonl" on the peers' suites in ../shared (or $INGEST_SHARED) and holds the floors of floors.json.
# The cases set aside are those in the table "Set aside" of infra/docs/feeds.md. INGEST_COMMAND replaces the program (a published one, for instance).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=$(cd "${INGEST_SHARED:-$root/../shared}" 2>/dev/null && pwd) || { echo "feeds: no ../shared here (INGEST_SHARED); nothing measured" >&2; exit 77; }
command=${INGEST_COMMAND:-dotnet run -c Release --project "$root/src/IngestWorker" --}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$shared/data/feeds" && $command feed parse --jsonl < expectations.jsonl) > "$work/results.jsonl"

python3 - "$root" "$shared" "$work" <<'PYTHON'
import json, re, subprocess, sys
root, shared, work = sys.argv[1:]
document = open(f'{root}/infra/docs/feeds.md').read()
set_aside = set(re.findall(r'^\| `([^`]+)`', re.search(r'^### Set aside$(.*?)^# ', document, re.M | re.S).group(1), re.M))
expectations = f'{shared}/data/feeds/expectations.jsonl'
unknown = set_aside - {json.loads(line)['id'] for line in open(expectations)}
if unknown:
    sys.exit(f'feeds: set aside, but not in the set: {sorted(unknown)}')
with open(f'{work}/kept.jsonl', 'w') as kept:
    kept.writelines(line for line in open(expectations) if json.loads(line)['id'] not in set_aside)

def score(file):
    table = subprocess.run([sys.executable, f'{shared}/score/feeds.py', file, f'{work}/results.jsonl'], capture_output=True, text=True, check=True).stdout
    row = next(line for line in table.splitlines() if line.startswith('| **ALL**'))
    files, parsed = re.search(r'\| all \| (\d+) \| (\d+)', row).groups()
    held, scored = re.search(r'(\d+)/(\d+) \(', row.split('|')[8]).groups()
    return table, int(held), int(scored), int(parsed), int(files)

table, held_all, scored_all, parsed, files = score(expectations)
_, held, scored, _, _ = score(f'{work}/kept.jsonl')
print(table)
figures = {
    'cases_fully_held_percent': 100 * held / scored,
    'cases_fully_held_all_percent': 100 * held_all / scored_all,
    'files_parsed_percent': 100 * parsed / files,
}
print(f'cases fully held: {held}/{scored} without the {len(set_aside)} set aside, {held_all}/{scored_all} of all; files read: {parsed}/{files}')
floors = json.load(open(f'{root}/infra/quality/floors.json'))['feeds']
below = [f'{name} is {value:.2f}, floor {floors[name]}' for name, value in figures.items() if value < floors[name]]
if below:
    sys.exit('feeds: below the floor: ' + '; '.join(below))
PYTHON
