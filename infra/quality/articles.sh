#!/usr/bin/env bash
# Measures article extraction on the sets beside the repository and fails where a figure is below its floor in floors.json.
#
#   infra/quality/articles.sh            measure and compare
#   INGEST_SHARED=FOLDER                 the sets' place (default: ../shared beside the repository)
#   INGEST_COMMAND="..."                 the program (default: the release build of src/IngestWorker)
#
# The model of the program has seen these pages: the floors guard against loss, they are no estimate for other pages.
# infra/docs/articles.md has the figures on pages that were held out.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=${INGEST_SHARED:-$root/../shared}
if [ ! -d "$shared/data/articles" ]; then
    echo "articles.sh: no pages in $shared/data/articles (INGEST_SHARED names the folder); nothing measured" >&2
    exit 77
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${INGEST_COMMAND:-}" ]; then
    dotnet build -c Release -v q "$root/src/IngestWorker" >&2
    INGEST_COMMAND="dotnet run -c Release --no-build --project $root/src/IngestWorker --"
fi

status=0
for set in aeb wcxb-dev; do
    gzip -dc "$shared/data/articles/$set.pages.jsonl.gz" | $INGEST_COMMAND article extract --jsonl > "$work/$set.jsonl"
    python3 "$shared/score/articles.py" "$shared/data/articles/$set.gold.json" "$work/$set.jsonl" --json > "$work/$set.json"
    python3 - "$root/infra/quality/floors.json" "$work/$set.json" "$set" "$shared/data/articles/$set.gold.json" "$work/$set.jsonl" <<'PYTHON' || status=1
import collections, json, re, sys

floors = json.load(open(sys.argv[1], encoding="utf-8"))["articles"][sys.argv[3]]
got = json.load(open(sys.argv[2], encoding="utf-8"))
flat = {f"{k}.{a}": b for k, v in got.items() if isinstance(v, dict) for a, b in v.items()} | {k: v for k, v in got.items() if not isinstance(v, dict)}

# Of the articles that it is sure of (confidence of 0.9 and more), how many have an F1 of 0.9 and more.
gold = json.load(open(sys.argv[4], encoding="utf-8"))
words = lambda text: collections.Counter(re.findall(r"\w+", (text or "").lower()))
sure = []
for line in open(sys.argv[5], encoding="utf-8"):
    page = json.loads(line)
    if (page.get("confidence") or 0) >= 0.9:
        a, b = words(page["text"]), words(gold[page["id"]]["articleBody"])
        sure.append(2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values())) >= 0.9)
flat["sure.right"] = sum(sure) / max(1, len(sure))
flat["sure.share"] = len(sure) / len(gold)

below = 0
for name, floor in floors.items():
    value = flat[name]
    below += value < floor
    print(f"{sys.argv[3]:9} {name:14} {value:.4f}  floor {floor:.4f}{'  BELOW' if value < floor else ''}")
sys.exit(1 if below else 0)
PYTHON
done
exit $status
