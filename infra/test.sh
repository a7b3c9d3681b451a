#!/usr/bin/env bash
# Everything that must hold, on a clean checkout: format, build, unit and integration tests on real servers, the quality floors,
# the container files. Needs git and the .NET 10 SDK, and root on Debian or Ubuntu (or a Docker engine) for the servers.
# INGEST_TEST_FAULTS=all adds the longest fault tests (infra/docs/faults.md).
# Ends with one line "N passed, N failed, N skipped" and with 0 only if nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.."

# A server that is missing is a failure here, not a reason to skip.
export CI=true
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1

passed=0
failed=0
skipped=0
servers=
work=$(mktemp -d)
# The servers run as users of their own, who must get to their folders.
chmod 755 "$work"

finish() {
    trap - EXIT
    [ -z "$servers" ] || infra/test-servers.sh stop "$servers"
    rm -rf "$work" "$servers"
    echo "$passed passed, $failed failed, $skipped skipped"
    if [ "$failed" = 0 ] && [ "$passed" -gt 0 ]; then exit 0; else exit 1; fi
}
trap finish EXIT
trap 'failed=$((failed + 1)); exit' INT TERM

section() { printf '\n== %s (%d s)\n' "$1" "$SECONDS"; }

# Something that is right or wrong as a whole; 77 says that it could not be tried here.
check() {
    section "$1"
    shift
    "$@" </dev/null
    case $? in
        0) passed=$((passed + 1)) ;;
        77) skipped=$((skipped + 1)) ;;
        *) failed=$((failed + 1)); return 1 ;;
    esac
}

# A test program; its own counts are added up.
run_tests() {
    section "$1"
    local program=tests/$1/bin/Release/net10.0/$1 log=$work/$1.log ended counts
    # The longest fault tests, some fifteen minutes more, run where INGEST_TEST_FAULTS is set.
    timeout "${INGEST_TEST_FAULTS:+3}900" "$program" --no-ansi --no-progress ${INGEST_TEST_FAULTS:+--explicit on} </dev/null 2>&1 | tee "$log"
    ended=$?
    counts=$(sed -n 's/^ *\(total\|succeeded\|failed\|skipped\): *\([0-9][0-9]*\) *$/\1=\2/p' "$log" | tail -n 4)
    passed=$((passed + $(sed -n 's/^succeeded=//p' <<<"$counts" | grep . || echo 0)))
    failed=$((failed + $(sed -n 's/^failed=//p' <<<"$counts" | grep . || echo 0)))
    skipped=$((skipped + $(sed -n 's/^skipped=//p' <<<"$counts" | grep . || echo 0)))
    # A program that died in the middle has counted nothing.
    if [ $ended != 0 ] && ! grep -q '^failed=[1-9]' <<<"$counts"; then
        echo "$1 ended with $ended"
        failed=$((failed + 1))
    fi
    [ $ended = 0 ]
}

command -v dotnet >/dev/null || { echo "the .NET SDK is missing (global.json names its version)"; failed=1; exit; }

section "restore"
dotnet restore --locked-mode -v q </dev/null || { failed=1; exit; }
check "format" dotnet format --verify-no-changes --no-restore || exit
section "build"
dotnet build -c Release --no-restore -v q --disable-build-servers </dev/null || { failed=$((failed + 1)); exit; }

run_tests IngestWorker.Tests || exit

section "servers"
# Not inside $work, which the servers' users may not enter.
servers=$(mktemp -d)
infra/test-servers.sh start "$servers" || { failed=$((failed + 1)); exit; }
# shellcheck disable=SC1091
. "$servers/env"
# Prometheus's tool for its rules, out of Debian's package without installing it; what needs it is skipped where that cannot be had.
if ! command -v promtool >/dev/null && command -v apt-get >/dev/null; then
    (mkdir "$work/prometheus" && cd "$work/prometheus" && timeout 120 apt-get download -q prometheus && dpkg-deb -x prometheus_*.deb .) </dev/null >"$work/prometheus.log" 2>&1 &&
        export INGEST_TEST_PROMTOOL=$work/prometheus/usr/bin/promtool
fi
run_tests IngestWorker.IntegrationTests || exit

# What was just built; `dotnet run` would look at every project again.
export INGEST_COMMAND=$PWD/src/IngestWorker/bin/Release/net10.0/ingest
for script in infra/quality/*.sh; do
    [ -e "$script" ] || continue
    check "quality: $(basename "$script" .sh)" bash "$script" || exit
done
check "docker-compose.yml" infra/check-compose.sh || exit
check "Dockerfile" infra/check-image.sh || exit
