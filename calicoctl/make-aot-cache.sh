#!/bin/bash
# Makes the caches with which bin/calicoctl starts fast, calicoctl/target/calicoctl.aot and version.aot. Run it after `mvn package`: a
# cache fits only the JDK and the jars that it was made with. Does nothing when they are newer than all jars. Takes about ten seconds.
set -euo pipefail

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$here/target
# shellcheck source-path=SCRIPTDIR source=launch.sh
. "$here/launch.sh"

fresh=yes
for jar in "$target/calicoctl.jar" "$target"/lib/*.jar "$home/release"; do
  [[ $cache -nt $jar && $version_cache -nt $jar ]] || fresh=
done
if [[ $fresh ]]; then
  exit 0
fi

log=$(mktemp)
trap 'rm -f "$log" "$cache.new" "$version_cache.new"' EXIT
training=io.ringfence.calicoctl.training
"${java[@]}" "$training.ModernJar" "$target"/lib/picocli-*.jar

train() { # CACHE [COMMAND]
  if ! "${java[@]}" -XX:AOTCacheOutput="$1.new" -Xlog:disable "$training.Training" "${@:2}" > "$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
  mv "$1.new" "$1"
}

train "$cache"
train "$version_cache" version
