#!/usr/bin/env bash
# Does infra/Dockerfile build a program that runs? Without an engine: does what the COPY and RUN lines of its build stage say in a
# temporary folder, where everything they forget is missing, and starts the result as the image's user, who may write nowhere.
# What this cannot show (base images, HEALTHCHECK, the file system) is in infra/docs/containers.md.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod a+rx "$folder"
build=$folder/build
mkdir "$build"

sed -n '1,/^FROM .*aspnet/p' infra/Dockerfile | while read -r -a line; do
    case ${line[0]:-} in
        COPY)
            to=$build/${line[-1]}
            # Wildcards of the Dockerfile are the shell's.
            # shellcheck disable=SC2206
            from=(${line[*]:1:${#line[@]}-2})
            case ${line[-1]} in */) mkdir -p "$to" ;; esac
            if [ -d "${from[0]}" ]; then
                # bin and obj are kept out by .dockerignore.
                tar -C "${from[0]}" --exclude=bin --exclude=obj -cf - . | tar -C "$to" -xf -
            else
                cp "${from[@]}" "$to"
            fi
            ;;
        RUN)
            command=${line[*]:1}
            echo "+ $command"
            (cd "$build" && ${command//\/app/$folder/app} -v q --disable-build-servers </dev/null)
            ;;
    esac
done

as_image_user=()
if [ "$(id -u)" = 0 ]; then as_image_user=(setpriv --reuid=1654 --regid=1654 --clear-groups); fi
cd "$folder/app"
runtime=$(dotnet --list-runtimes | grep -c '^Microsoft.AspNetCore.App 10\.' || true)
[ "$runtime" -gt 0 ] || { echo "no ASP.NET Core 10 runtime here" >&2; exit 1; }
"${as_image_user[@]}" env HOME=/nonexistent DOTNET_EnableDiagnostics=0 "$(command -v dotnet)" ingest.dll --help >/dev/null
echo "built as infra/Dockerfile says: $(du -sh . | cut -f1), starts as an ordinary user"
