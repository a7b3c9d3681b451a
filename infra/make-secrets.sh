#!/usr/bin/env bash
# Makes the secret files that docker-compose.yml mounts, with random content. What is there already stays.
#
# A password is used when its server starts for the first time; to change one later, change it in the server as well
# (rabbitmqctl change_password, ALTER ROLE).
set -euo pipefail

secrets=$(cd "$(dirname "$0")" && pwd)/secrets
random() { head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }
keep() { echo "kept  infra/secrets/$1"; }
made() { echo "made  infra/secrets/$1"; }

# Compose mounts a secret with the permissions it has here, and the containers run as other users than you: so the files can
# be read by all, and the folder by you alone.
mkdir -p "$secrets"
chmod 700 "$secrets"

for name in database_password broker_password; do
    if [ -s "$secrets/$name" ]; then keep "$name"; continue; fi
    random >"$secrets/$name"
    chmod 644 "$secrets/$name"
    made "$name"
done

# RabbitMQ's image takes no password from a file; its configuration does.
if [ -s "$secrets/broker_user.conf" ]; then
    keep broker_user.conf
else
    printf 'default_user = ingest\ndefault_pass = %s\n' "$(cat "$secrets/broker_password")" >"$secrets/broker_user.conf"
    chmod 644 "$secrets/broker_user.conf"
    made broker_user.conf
fi
