#!/usr/bin/env bash
# A real RabbitMQ and a real PostgreSQL for the tests, on free ports of 127.0.0.1, with all they write in one folder.
#
#   infra/test-servers.sh start DIR            start both, wait until they answer, write DIR/env and DIR/pids
#   infra/test-servers.sh stop DIR             stop what start (or start-broker) started, by process id
#   infra/test-servers.sh start-broker DIR     the broker alone: after kill-broker on the same data and port, or new
#   infra/test-servers.sh stop-broker DIR      end it in order
#   infra/test-servers.sh kill-broker DIR      end it as a power cut does (SIGKILL)
#   infra/test-servers.sh restart-broker DIR   stop-broker and start-broker
#   infra/test-servers.sh start-postgres DIR   PostgreSQL alone: after stop-postgres or kill-postgres on the same data and port, or new
#   infra/test-servers.sh stop-postgres DIR    end it in order
#   infra/test-servers.sh kill-postgres DIR    end it without a checkpoint (SIGQUIT): it recovers when it starts again
#
# Where they are there before the first start (installed servers only): DIR/broker.conf is added to the broker's settings, DIR/broker.plugins
# ("[rabbitmq_management].") names its plugins, DIR/postgres.conf is added to PostgreSQL's settings, DIR/pg_hba.conf and DIR/postgres.key
# become its rules of access and its private key.
#
# `. DIR/env` gives INGEST_TEST_POSTGRES, INGEST_TEST_RABBITMQ and INGEST_TEST_RABBITMQCTL (a rabbitmqctl for this broker).
# The servers are the installed ones (as root, apt-get installs what is missing), or containers where a Docker engine
# answers. INGEST_TEST_ENGINE=local|docker chooses by hand. The Docker way has not been tested: no engine was at hand.
set -euo pipefail

say() { echo "test-servers: $*" >&2; }
die() { say "$@"; exit 1; }

[ $# -eq 2 ] || { sed -n '2,20s/^# \{0,1\}//p' "$0" >&2; exit 2; }
action=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
state=$dir/state

# --- what is remembered between two calls -----------------------------------------------------------------------------

remember() { printf '%s=%q\n' "$1" "$2" >>"$state"; printf -v "$1" '%s' "$2"; }
recall() { [ ! -f "$state" ] || . "$state"; }

free_port() {
    # Below 32768, where Linux hands out no ports by itself, so nothing takes one between this look and its use.
    local port
    while :; do
        port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

# A process is known by id and start time, so an id that the system gave to somebody else is never signalled.
started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
record_pid() { forget_pid "$1"; echo "$1 $2 $(started_at "$2")" >>"$dir/pids"; }
forget_pid() { [ ! -f "$dir/pids" ] || { sed "/^$1 /d" "$dir/pids" >"$dir/pids.new" && mv "$dir/pids.new" "$dir/pids"; }; }
pid_of() {
    local name pid started
    [ -f "$dir/pids" ] || return 0
    while read -r name pid started; do
        if [ "$name" = "$1" ] && [ -n "$started" ] && [ "$(started_at "$pid")" = "$started" ]; then echo "$pid"; fi
    done <"$dir/pids"
}

end_process() { # name signal seconds: the signal, and SIGKILL where it did not help
    local pid left=$(($3 * 10))
    pid=$(pid_of "$1")
    if [ -n "$pid" ]; then
        kill -"$2" "$pid" 2>/dev/null || true
        while [ -n "$(pid_of "$1")" ] && [ "$left" -gt 0 ]; do sleep 0.1; left=$((left - 1)); done
        if [ -n "$(pid_of "$1")" ]; then say "$1 ($pid) did not end in $3 s: SIGKILL"; kill -KILL "$pid" || true; fi
    fi
    forget_pid "$1"
}

# --- the servers, installed on this machine ---------------------------------------------------------------------------

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

install_missing() {
    local missing=()
    [ -x "$(postgres_bin)/initdb" ] || missing+=(postgresql)
    [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] ||
        die "missing here: ${missing[*]}. Install them, start Docker, or run this as root on Debian or Ubuntu."
    say "installing ${missing[*]}"
    # Debian starts a service as soon as it is installed; exit code 101 of policy-rc.d forbids it.
    local policy=/usr/sbin/policy-rc.d failed=0
    if [ -e "$policy" ]; then policy=; else printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod +x "$policy"; fi
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } \
        >"$dir/apt.log" 2>&1 </dev/null || failed=1
    [ -z "$policy" ] || rm -f "$policy"
    [ $failed = 0 ] || { tail -n 20 "$dir/apt.log" >&2; die "apt-get could not install ${missing[*]}"; }
}

# Neither server is to run as root.
exec_as() {
    local user=$1
    shift
    if [ "$(id -u)" = 0 ]; then exec setpriv --reuid="$user" --regid="$user" --clear-groups "$@"; else exec "$@"; fi
}
run_as() { (exec_as "$@"); }
own_folder() { mkdir -p "$2"; [ "$(id -u)" != 0 ] || chown "$1" "$2"; chmod 700 "$2"; }

start_postgres_local() {
    local bin data=$dir/postgres
    bin=$(postgres_bin)
    own_folder postgres "$data"
    cd "$data"
    [ -f "$data/data/postgresql.conf" ] || init_postgres_local
    # fsync stays on: the tests kill processes and trust what was committed.
    run_as postgres env LC_ALL=C.UTF-8 "$bin/pg_ctl" start -w -t 60 -D "$data/data" -l "$data/log" >/dev/null </dev/null ||
        { tail -n 20 "$data/log" >&2; die "PostgreSQL did not start"; }
    record_pid postgres "$(head -n 1 "$data/data/postmaster.pid")"
    cd - >/dev/null
}

init_postgres_local() {
    run_as postgres "$bin/initdb" -D "$data/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 ||
        { cat "$dir/initdb.log" >&2; die "initdb failed"; }
    cat >>"$data/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $postgres_port
unix_socket_directories = ''
max_connections = 200
log_min_error_statement = panic
CONF
    if [ -f "$dir/postgres.conf" ]; then cat "$dir/postgres.conf" >>"$data/data/postgresql.conf"; fi
    if [ -f "$dir/pg_hba.conf" ]; then cat "$dir/pg_hba.conf" >"$data/data/pg_hba.conf"; fi
    # A key that others can read is refused.
    if [ -f "$dir/postgres.key" ]; then
        install -m 600 "$dir/postgres.key" "$data/data/server.key"
        [ "$(id -u)" != 0 ] || chown postgres "$data/data/server.key"
    fi
}

# The scripts in /usr/lib/rabbitmq/bin, not the wrappers in /usr/sbin, which insist on Debian's own folders.
rabbit_environment() {
    local base=$dir/rabbitmq
    printf '%s\n' HOME="$base" ERL_EPMD_PORT="$epmd_port" RABBITMQ_NODENAME="ingest-test-$broker_port@localhost" \
        RABBITMQ_CONF_ENV_FILE="$base/none" RABBITMQ_CONFIG_FILE="$base/rabbitmq.conf" \
        RABBITMQ_ADVANCED_CONFIG_FILE="$base/advanced.config" RABBITMQ_ENABLED_PLUGINS_FILE="$base/enabled_plugins" RABBITMQ_MNESIA_BASE="$base/mnesia" \
        RABBITMQ_LOG_BASE="$base/log" RABBITMQ_PID_FILE="$base/pid" RABBITMQ_DIST_PORT="$dist_port" \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}" LC_ALL=C.UTF-8
}

prepare_rabbit_local() {
    local base=$dir/rabbitmq
    own_folder rabbitmq "$base"
    cat >"$base/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:$broker_port
vm_memory_high_watermark.absolute = 1GB
disk_free_limit.absolute = 200MB
raft.wal_max_size_bytes = 64000000
CONF
    # Quorum queues count their messages at each tick, every 5 s unless told otherwise: too slow for a test that waits for a count.
    echo '[{rabbit, [{quorum_tick_interval, 200}]}].' >"$base/advanced.config"
    if [ -f "$dir/broker.conf" ]; then cat "$dir/broker.conf" >>"$base/rabbitmq.conf"; fi
    if [ -f "$dir/broker.plugins" ]; then cp "$dir/broker.plugins" "$base/enabled_plugins"; else echo '[].' >"$base/enabled_plugins"; fi
    {
        echo '#!/usr/bin/env bash'
        echo '# rabbitmqctl for the broker of this folder.'
        printf 'exec '
        if [ "$(id -u)" = 0 ]; then printf 'setpriv --reuid=rabbitmq --regid=rabbitmq --clear-groups '; fi
        printf 'env'
        rabbit_environment | while IFS= read -r setting; do printf ' %q' "$setting"; done
        echo ' /usr/lib/rabbitmq/bin/rabbitmqctl -q "$@"'
    } >"$dir/rabbitmqctl"
    chmod 755 "$dir/rabbitmqctl"
    if [ "$(id -u)" = 0 ]; then chown rabbitmq "$base"/*; fi
}

start_broker_local() {
    local base=$dir/rabbitmq environment
    [ -f "$base/rabbitmq.conf" ] || prepare_rabbit_local
    mapfile -t environment < <(rabbit_environment)
    cd "$base"
    if [ -z "$(pid_of epmd)" ]; then
        exec_as rabbitmq setsid env "${environment[@]}" epmd -address 127.0.0.1 </dev/null >"$dir/epmd.log" 2>&1 &
        record_pid epmd $!
    fi
    rm -f "$base/pid"
    exec_as rabbitmq setsid env "${environment[@]}" /usr/lib/rabbitmq/bin/rabbitmq-server </dev/null >>"$dir/rabbitmq.log" 2>&1 &
    local shell=$!
    local left=900
    # The broker opens its port last, when it has recovered everything.
    until broker_answers; do
        if ! kill -0 "$shell" 2>/dev/null || [ "$left" -le 0 ]; then
            tail -n 30 "$dir/rabbitmq.log" >&2
            [ ! -s "$base/pid" ] || { record_pid broker "$(cat "$base/pid")"; end_process broker KILL 5; }
            die "RabbitMQ did not start"
        fi
        # Known as early as possible, so that a stop in the middle of a start finds it.
        if [ -s "$base/pid" ] && [ -z "$(pid_of broker)" ]; then record_pid broker "$(cat "$base/pid")"; fi
        sleep 0.1
        left=$((left - 1))
    done
    record_pid broker "$(cat "$base/pid")"
    cd - >/dev/null
}

# --- the servers as containers (untested) -----------------------------------------------------------------------------

rabbit_image=${INGEST_TEST_RABBITMQ_IMAGE:-rabbitmq:4.1}
postgres_image=${INGEST_TEST_POSTGRES_IMAGE:-postgres:17}

start_postgres_docker() {
    docker run -d --name "$name-postgres" -p "127.0.0.1:$postgres_port:5432" -e POSTGRES_HOST_AUTH_METHOD=trust \
        "$postgres_image" -c max_connections=200 >/dev/null
    local left=120
    # -h: during its first start the image runs a server on the socket only, which is not the one to wait for.
    until docker exec "$name-postgres" pg_isready -q -h 127.0.0.1 -U postgres; do
        left=$((left - 1)); [ "$left" -gt 0 ] || die "PostgreSQL did not start"; sleep 0.5
    done
}

start_broker_docker() {
    if docker container inspect "$name-rabbitmq" >/dev/null 2>&1; then docker start "$name-rabbitmq" >/dev/null; else
        docker run -d --name "$name-rabbitmq" --hostname ingest-test -p "127.0.0.1:$broker_port:5672" "$rabbit_image" >/dev/null
        printf '#!/usr/bin/env bash\nexec docker exec %q rabbitmqctl -q "$@"\n' "$name-rabbitmq" >"$dir/rabbitmqctl"
        chmod 755 "$dir/rabbitmqctl"
    fi
    local left=180
    until broker_answers && docker exec "$name-rabbitmq" rabbitmq-diagnostics -q check_running; do
        left=$((left - 1)); [ "$left" -gt 0 ] || die "RabbitMQ did not start"; sleep 0.5
    done
}

# --- both -------------------------------------------------------------------------------------------------------------

# An AMQP 0-9-1 client speaks first; the broker's Connection.Start is a method frame, whose first byte is 1.
broker_answers() {
    (
        exec 3<>"/dev/tcp/127.0.0.1/$broker_port" || exit 1
        printf 'AMQP\0\0\011\001' >&3
        IFS= read -r -t 3 -N 1 -u 3 byte && [ "$byte" = $'\001' ]
    ) 2>/dev/null
}

choose() {
    recall
    [ -z "${engine:-}" ] || return 0
    # Other users (postgres, rabbitmq) must be able to pass through; what is inside stays their own.
    chmod a+x "$dir"
    remember name "ingest-test-$$"
    remember postgres_port "$(free_port)"
    remember broker_port "$(free_port)"
    remember dist_port "$(free_port)"
    remember epmd_port "$(free_port)"
    local found=local
    if timeout 10 docker info >/dev/null 2>&1; then found=docker; fi
    remember engine "${INGEST_TEST_ENGINE:-$found}"
}

write_env() {
    cat >"$dir/env" <<ENV
export INGEST_TEST_POSTGRES="Host=127.0.0.1;Port=$postgres_port;Username=postgres"
export INGEST_TEST_RABBITMQ="amqp://guest:guest@127.0.0.1:$broker_port/"
export INGEST_TEST_RABBITMQCTL="$dir/rabbitmqctl"
export INGEST_TEST_SERVERS="$dir"
ENV
}

stop_broker() { # signal
    recall
    case ${engine:-local} in
        docker) if [ "$1" = KILL ]; then docker kill "$name-rabbitmq" >/dev/null; else docker stop -t 30 "$name-rabbitmq" >/dev/null; fi ;;
        local) end_process broker "$1" 30 ;;
    esac
}

stop_all() {
    recall
    if [ "${engine:-local}" = docker ]; then
        docker rm -f -v "$name-rabbitmq" "$name-postgres" >/dev/null 2>&1 || true
        return
    fi
    end_process broker TERM 30
    end_process epmd TERM 5
    # SIGINT is PostgreSQL's "fast": SIGTERM would wait for the clients.
    end_process postgres INT 30
}

case $action in
    start)
        choose
        trap '[ $? = 0 ] || stop_all' EXIT
        if [ "$engine" = local ]; then install_missing; fi
        "start_postgres_$engine"
        "start_broker_$engine"
        write_env
        say "PostgreSQL on 127.0.0.1:$postgres_port, RabbitMQ on 127.0.0.1:$broker_port ($engine)"
        ;;
    start-broker)
        choose
        if [ "$engine" = local ]; then install_missing; fi
        "start_broker_$engine"
        [ -f "$dir/env" ] || write_env
        ;;
    stop-broker) stop_broker TERM ;;
    kill-broker) stop_broker KILL ;;
    restart-broker) stop_broker TERM; "$0" start-broker "$dir" ;;
    start-postgres)
        choose
        [ "$engine" = local ] || die "$action needs the installed server, not a container"
        install_missing
        start_postgres_local
        [ -f "$dir/env" ] || write_env
        ;;
    stop-postgres) recall; end_process postgres INT 30 ;;
    kill-postgres) recall; end_process postgres QUIT 30 ;;
    stop) stop_all ;;
    *) die "no such action: $action (start, stop, and start-, stop-, kill-, restart-broker, start-, stop-, kill-postgres)" ;;
esac
