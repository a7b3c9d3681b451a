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
for set in ewt-dev gum-dev; do
    python3 - "$shared/data/treebank/$set.conllu" > "$work/$set.txt" <<'PYTHON'
import sys
out, new = [], False
for line in open(sys.argv[1], encoding='utf-8'):
    if line.startswith(('# newpar', '# newdoc')):
        new = True
    elif line.startswith('# text = '):
        out.append(('\n' if new and out else ' ' if out else '') + line[9:].rstrip('\n'))
        new = False
print(''.join(out))
PYTHON
    $command text parse --raw < "$work/$set.txt" > "$work/$set.raw.conllu"
done
$command text dates --jsonl < "$shared/data/dates/gum-train.jsonl" > "$work/dates.jsonl"
python3 "$shared/score/dates.py" "$shared/data/dates/gum-train.jsonl" "$work/dates.jsonl" > "$work/dates.txt"

python3 - "$root" "$work" "$shared" <<'PYTHON'
import json, re, sys
root, work, shared = sys.argv[1:]
figures = {}
for name in ('ewt-dev', 'gum-dev'):
    scores = json.load(open(f'{work}/{name}.json'))
    figures |= {f'{name.replace("-", "_")}_{key}_percent': 100 * scores[key] for key in ('upos', 'lemma', 'uas', 'las', 'core_f1')}
def ends(path):
    """Where each sentence begins and ends, counted in characters that are not white space."""
    at, spans = 0, set()
    for line in open(path, encoding='utf-8'):
        if line.startswith('# text = '):
            length = len(''.join(line[9:].split()))
            spans.add((at, at + length))
            at += length
    return spans
for name in ('ewt-dev', 'gum-dev'):
    gold, found = ends(f'{shared}/data/treebank/{name}.conllu'), ends(f'{work}/{name}.raw.conllu')
    figures[f'{name.replace("-", "_")}_sentences_f1_percent'] = 200 * len(gold & found) / (len(gold) + len(found))
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
