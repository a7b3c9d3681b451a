#!/usr/bin/env bash
# Is docker-compose.yml valid? Asks a Compose client, which needs no engine for it. Ends with 77 where there is none.
set -euo pipefail
cd "$(dirname "$0")/.."

if docker compose version >/dev/null 2>&1; then client=(docker compose)
else
    if ! command -v docker-compose >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends docker-compose; } >/dev/null 2>&1 </dev/null || true
    fi
    if ! command -v docker-compose >/dev/null; then echo "no Compose client here, and none could be installed" >&2; exit 77; fi
    client=(docker-compose)
fi

"${client[@]}" -f docker-compose.yml config -q </dev/null
# Every service has a read-only file system, no capabilities, no way to more rights, and an ordinary user: of its own, or the image's (USER in
# infra/Dockerfile). Those of a profile are only shown where the profile is named.
config=$("${client[@]}" -f docker-compose.yml --profile operator --profile observe config </dev/null)
awk '
    function finish() {
        if (service == "") return
        if (!readonly) { print service ": its file system can be written"; bad = 1 }
        if (!dropped) { print service ": it keeps capabilities"; bad = 1 }
        if (!locked) { print service ": it can get new privileges"; bad = 1 }
        if (user ~ /^(0|root)(:|$)/ || (user == "" && !ours)) { print service ": it runs as root, or as who knows whom"; bad = 1 }
        count++
    }
    /^[a-z]/ { finish(); service = ""; inside = ($1 == "services:") }
    inside && /^  [a-z]/ { finish(); service = $1; readonly = dropped = locked = ours = 0; user = "" }
    service != "" && /^    read_only: true/ { readonly = 1 }
    service != "" && /^    - ALL$|^      - ALL$/ { dropped = 1 }
    service != "" && /no-new-privileges:true/ { locked = 1 }
    service != "" && /^    user:/ { user = $2; gsub(/["\047]/, "", user) }
    service != "" && /^    image: ingestworker/ { ours = 1 }
    END { finish(); if (count < 8) { print "only " count " services were looked at"; bad = 1 } exit bad }
' <<<"$config"
grep -q '^USER \$APP_UID$' infra/Dockerfile
echo "valid, says $("${client[@]}" version --short 2>/dev/null | head -n 1 | sed "s/^/${client[*]} /")"
