#!/bin/bash
# Makes the cache with which bin/calicoctl starts fast, calicoctl/target/calicoctl.aot. Run it after `mvn package`: a cache fits only
# the JDK and the jars that it was made with. Does nothing when the cache is newer than all jars. Takes about five seconds.
set -euo pipefail

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$here/target
# shellcheck source-path=SCRIPTDIR source=launch.sh
. "$here/launch.sh"

fresh=yes
for jar in "$target/calicoctl.jar" "$target"/lib/*.jar "$home/release"; do
  [[ $cache -nt $jar ]] || fresh=
done
if [[ $fresh ]]; then
  exit 0
fi

log=$(mktemp)
trap 'rm -f "$log" "$cache.new"' EXIT
training=io.ringfence.calicoctl.training
"${java[@]}" "$training.ModernJar" "$target"/lib/picocli-*.jar
if ! "${java[@]}" -XX:AOTCacheOutput="$cache.new" -Xlog:disable "$training.Training" > "$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
mv "$cache.new" "$cache"
