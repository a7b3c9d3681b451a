#!/bin/sh
# Renews src/IngestWorker.Fetching/Data/public-suffix-list.txt from the published list, without its comments.
#
#   infra/renew-public-suffix-list.sh [FILE]
#
# FILE: a list in its published form, such as /usr/share/publicsuffix/public_suffix_list.dat of Debian's package publicsuffix.
# Without it the list is fetched from https://publicsuffix.org/list/public_suffix_list.dat, the one address its keepers ask to use.
set -eu
cd "$(dirname "$0")/.."
target=src/IngestWorker.Fetching/Data/public-suffix-list.txt
list=$(mktemp)
trap 'rm -f "$list" "$list.new"' EXIT

if [ $# -gt 0 ]; then
    cp "$1" "$list"
    # Lists before 2024 have no VERSION line: the file's own date stands for it.
    version=$(sed -n 's|^// VERSION: *||p' "$list")
    [ -n "$version" ] || version=$(date -u -r "$1" +%Y-%m-%d_%H-%M-%S_UTC)
else
    curl --fail --silent --show-error --location --output "$list" https://publicsuffix.org/list/public_suffix_list.dat
    version=$(sed -n 's|^// VERSION: *||p' "$list")
fi

cat > "$list.new" <<HEAD
// This Source Code Form is subject to the terms of the Mozilla Public
// License, v. 2.0. If a copy of the MPL was not distributed with this
// file, You can obtain one at https://mozilla.org/MPL/2.0/.
//
// The public suffix list of https://publicsuffix.org/list/ without its comments, in its order. Renewed by
// infra/renew-public-suffix-list.sh; a newer list can be used without a build by the setting Fetching:PublicSuffixListFile.
// VERSION: $version
HEAD
grep -v -e '^//' -e '^[[:space:]]*$' "$list" | awk '{print $1}' >> "$list.new"

rules=$(grep -vc '^//' "$list.new")
if [ "$rules" -lt 5000 ]; then
    echo "The list has only $rules rules; it was not replaced." >&2
    exit 1
fi
cp "$list.new" "$target"
echo "$target: $rules rules, version $version"
