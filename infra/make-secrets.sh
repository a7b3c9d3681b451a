#!/usr/bin/env bash
# Makes the secret files that docker-compose.yml mounts, with random content. What is there already stays.
#
#   infra/make-secrets.sh [FOLDER]      infra/secrets where none is given
#
# A password is used when its server starts for the first time; to change one later, change it in the server as well
# (rabbitmqctl change_password, ALTER ROLE).
set -euo pipefail

secrets=${1:-$(cd "$(dirname "$0")" && pwd)/secrets}
random() { head -c "${1:-32}" /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }
keep() { echo "kept  $1"; }
made() { echo "made  $1"; }

# Compose mounts a secret with the permissions it has here, and the containers run as other users than you: so the files can
# be read by all, and the folder by you alone.
mkdir -p "$secrets"
chmod 700 "$secrets"

for name in database_admin database_owner database_worker database_consumer database_operator database_reader \
    broker_worker broker_consumer broker_operator grafana_admin; do
    if [ -s "$secrets/$name" ]; then keep "$name"; continue; fi
    random >"$secrets/$name"
    chmod 644 "$secrets/$name"
    made "$name"
done

# RabbitMQ takes users and what they may do from one file, passwords as salted SHA-256: base64(salt || SHA-256(salt || password)).
bytes() { printf '%b' "$(sed 's/../\\x&/g')"; }
hash_of() {
    local salt
    salt=$(random 4)
    { printf '%s' "$salt"; { printf '%s' "$salt" | bytes; cat "$1"; } | sha256sum | cut -d' ' -f1; } | tr -d '\n' | bytes | base64 -w0
}

if [ -s "$secrets/broker_definitions.json" ]; then
    keep broker_definitions.json
else
    user() { printf '{"name": "ingest-%s", "password_hash": "%s", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": "%s"}' "$1" "$(hash_of "$secrets/broker_$1")" "$2"; }
    template=$(cat "$(cd "$(dirname "$0")" && pwd)/rabbitmq/definitions.json")
    users=$(printf '%s, %s, %s' "$(user worker monitoring)" "$(user consumer '')" "$(user operator monitoring)")
    printf '%s\n' "${template/\"users\": \[\]/\"users\": [$users]}" >"$secrets/broker_definitions.json"
    chmod 644 "$secrets/broker_definitions.json"
    made broker_definitions.json
fi
