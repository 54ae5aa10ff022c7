#!/bin/bash
# Makes what bin/calicoctl starts fast with, in calicoctl/target: start.jar, the program and its libraries in one, and the AOT caches
# calicoctl.aot and one for each of some commands. Run it after `mvn package`: a cache fits only the JDK and the jar that it was made with.
# Does nothing when all are newer than what they are made of. Takes about fifteen seconds.
set -euo pipefail

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$here/target
# shellcheck source-path=SCRIPTDIR source=launch.sh
. "$here/launch.sh"

caches=("$cache")
for command in "${own_caches[@]}"; do
  caches+=("$target/$command.aot")
done
fresh=yes
[[ $classpath == "$start_jar" && $start_jar -nt $home/release ]] || fresh=
for each in "${caches[@]}"; do
  fits "$each" || fresh=
done
if [[ $fresh ]]; then
  exit 0
fi

log=$(mktemp)
trap 'rm -f "$log" "$start_jar.new" "${caches[@]/%/.new}"' EXIT
training=io.ringfence.calicoctl.training
"${java[@]}" "$training.StartJar" "$start_jar" "${jars[@]}"
(IFS=: && printf '%s\n' "${jars[*]}") > "$start_list"
# Now with that jar.
# shellcheck source-path=SCRIPTDIR source=launch.sh
. "$here/launch.sh"

train() { # CACHE [COMMAND]
  if ! "${java[@]}" -XX:AOTCacheOutput="$1.new" -Xlog:disable "$training.Training" "${@:2}" > "$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
  mv "$1.new" "$1"
}

train "$cache"
for command in "${own_caches[@]}"; do
  train "$target/$command.aot" "$command"
done
