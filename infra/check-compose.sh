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
echo "valid, says $("${client[@]}" version --short 2>/dev/null | head -n 1 | sed "s/^/${client[*]} /")"
