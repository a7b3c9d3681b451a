#!/bin/bash
# Codes the gold documents with the program's filter and holds the scores against infra/quality/floors.json.
# Gold and scorer are outside the project: ../shared beside the root, or INGEST_SHARED. INGEST_COMMAND replaces the program.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=${INGEST_SHARED:-$root/../shared}
if [ ! -d "$shared/gold" ]; then
    echo "events.sh: no gold in $shared (INGEST_SHARED names the folder); nothing measured" >&2
    exit 77
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
read -ra ingest <<< "${INGEST_COMMAND:-dotnet run -c Release --project $root/src/IngestWorker --}"

# The seed's own lines that are no text are blanked, as the article extractor leaves them out.
python3 - "$shared" "$out" "$root" <<'PY'
import json, pathlib, sys
shared, out, root = map(pathlib.Path, sys.argv[1:])
seed = json.loads((shared / 'gold/seed.json').read_text(encoding='utf-8'))
lines = (shared / 'seed' / seed['source']).read_text(encoding='utf-8').split('\n')
for noise in seed['noise']:
    lines[noise['line'] - 1] = ' ' * len(lines[noise['line'] - 1])
(out / 'seed.in').write_text(json.dumps({'id': seed['id'], 'published': seed['published'], 'text': '\n'.join(lines)}) + '\n', encoding='utf-8')
docs = [l for f in ('snippets', 'articles') for l in (shared / f'gold/{f}.jsonl').read_text(encoding='utf-8').splitlines() if l.strip()]
(out / 'both.gold.jsonl').write_text('\n'.join(docs) + '\n', encoding='utf-8')
strip = lambda d: {k: d.get(k) for k in ('id', 'published', 'text')}
# Reports and single sentences written for measuring are part of the project.
own = lambda name: (root / f'infra/quality/{name}.jsonl').read_text(encoding='utf-8').splitlines()
for name, texts in [('both', docs)] + [(name, own(name)) for name in ('reports', 'agency', 'news', 'acts')]:
    (out / f'{name}.in').write_text('\n'.join(json.dumps(strip(json.loads(d))) for d in texts) + '\n', encoding='utf-8')
PY
# The labelled sentences with nobody named beforehand: whether the coder finds the event and its sides by itself.
python3 - "$shared" "$out" <<'PY'
import csv, json, pathlib, re, sys
shared, out = map(pathlib.Path, sys.argv[1:])
rows = list(csv.DictReader((shared / 'data/events/plv-train.tsv').open(encoding='utf-8'), delimiter='\t'))
(out / 'open.in').write_text(''.join(json.dumps({'id': str(i), 'text': re.sub('</?[st]>', '', r['marked_sentence'])}) + '\n' for i, r in enumerate(rows)), encoding='utf-8')
PY
for set in seed both open reports agency news acts; do "${ingest[@]}" events code --jsonl < "$out/$set.in" > "$out/$set.out"; done
python3 "$shared/score/events.py" "$shared/gold/seed.json" "$out/seed.out" --json > "$out/seed.json"
python3 "$shared/score/events.py" "$out/both.gold.jsonl" "$out/both.out" --json > "$out/both.json"
for set in reports agency news acts; do python3 "$shared/score/events.py" "$root/infra/quality/$set.jsonl" "$out/$set.out" --json > "$out/$set.json"; done
# The pair model is made from these sentences, so each tenth is answered by a model of the others.
dotnet run -c Release "$root/infra/training/pairs/train-pairs.cs" -- "$shared/data/events/plv-train.tsv" - --folds 10 | tee "$out/plv.txt"

python3 - "$root/infra/quality/floors.json" "$out" "$shared" <<'PY'
import json, pathlib, re, sys
floors = json.loads(pathlib.Path(sys.argv[1]).read_text())['events']
out = pathlib.Path(sys.argv[2])
found = {}
for name in ('seed', 'both', 'reports', 'agency', 'news', 'acts'):
    r = json.loads((out / f'{name}.json').read_text())
    found |= {f'{name}.events': r['events']['f1'], f'{name}.tuples': r['tuples']['f1']}
    found |= {f'{name}.{k}': v['share'] for k, v in r['fields'].items()}
import csv
coded = {d['id']: d.get('events', []) for d in map(json.loads, (out / 'open.out').read_text(encoding='utf-8').splitlines())}
rows = list(csv.DictReader((pathlib.Path(sys.argv[3]) / 'data/events/plv-train.tsv').open(encoding='utf-8'), delimiter='\t'))
words = lambda text: set(re.findall(r'\w+', text.lower())) - {'the', 'a', 'an', 'of', 'and', 'in', 's'}
names = lambda parties, text: any(words(p['text']) & words(text) for p in parties)
of_type = [[e for e in coded.get(str(i), []) if ('YIELD' if e['event'] in ('CONCEDE', 'RETREAT') else e['event']) == r['gold_root']] for i, r in enumerate(rows)]
found['open.type'] = sum(bool(e) for e in of_type) / len(rows)
found['open.sides'] = sum(any(names(e['actors'], r['source']) and (not r['target'] or names(e['recipients'] + e['actors'], r['target'])) for e in es) for es, r in zip(of_type, rows)) / len(rows)
types, quads = re.search(r'types ([\d.]+), quads ([\d.]+)', (out / 'plv.txt').read_text()).groups()
found |= {'plv.types': float(types), 'plv.quads': float(quads)}
low = [k for k, floor in floors.items() if found.get(k, 0) < floor]
for k, v in found.items(): print(f'{k:24} {v:.3f}' + (f'   floor {floors[k]:.3f}' if k in floors else '') + ('   BELOW' if k in low else ''))
sys.exit(1 if low else 0)
PY
