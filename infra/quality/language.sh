#!/usr/bin/env bash
# Scores "ingest text parse" and "ingest text dates --jsonl" on the trees and dates of ../shared (or $INGEST_SHARED) and holds
# the floors of floors.json. INGEST_COMMAND replaces the program (a published one, for instance).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=$(cd "${INGEST_SHARED:-$root/../shared}" 2>/dev/null && pwd) || { echo "language: no ../shared here (INGEST_SHARED); nothing measured" >&2; exit 77; }
command=${INGEST_COMMAND:-dotnet run -c Release --project "$root/src/IngestWorker" --}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for set in ewt-dev gum-dev; do
    $command text parse < "$shared/data/treebank/$set.conllu" > "$work/$set.conllu"
    python3 "$shared/score/trees.py" "$shared/data/treebank/$set.conllu" "$work/$set.conllu" --json > "$work/$set.json"
done
$command text dates --jsonl < "$shared/data/dates/gum-train.jsonl" > "$work/dates.jsonl"
python3 "$shared/score/dates.py" "$shared/data/dates/gum-train.jsonl" "$work/dates.jsonl" > "$work/dates.txt"

python3 - "$root" "$work" <<'PYTHON'
import json, re, sys
root, work = sys.argv[1:]
figures = {}
for name in ('ewt-dev', 'gum-dev'):
    scores = json.load(open(f'{work}/{name}.json'))
    figures |= {f'{name.replace("-", "_")}_{key}_percent': 100 * scores[key] for key in ('upos', 'lemma', 'uas', 'las', 'core_f1')}
precision, recall, value = map(float, re.search(r'P ([\d.]+) R ([\d.]+)  value \S+ = ([\d.]+)', open(f'{work}/dates.txt').read()).groups())
figures['dates_found_f1_percent'] = 200 * precision * recall / (precision + recall) if precision + recall else 0
figures['dates_value_percent'] = 100 * value
for name, value in figures.items():
    print(f'{name} {value:.2f}')
floors = json.load(open(f'{root}/infra/quality/floors.json'))['language']
below = [f'{name} is {figures[name]:.2f}, floor {floor}' for name, floor in floors.items() if figures[name] < floor]
if below:
    sys.exit('language: below the floor: ' + '; '.join(below))
PYTHON
