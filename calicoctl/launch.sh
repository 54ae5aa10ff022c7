# shellcheck shell=bash disable=SC2034,SC2154
# Read by bin/calicoctl and by make-aot-cache.sh, so that both start the same JVM with the same class path: a cache fits no other.
# In: `target`, the folder with calicoctl.jar and lib/. Out: `jars`, the program and its libraries; `start_jar`, all of them in one, which
# is `classpath` if it is newer than they are and `start_list` names the same; the array `java`, the program with its flags; `cache`; and
# `own_caches`, the commands that have a cache of what they alone load: all classes of a cache are made ready, whatever the command.
# Starts no program: each would cost milliseconds.

# Prints nothing, sets `home`: JAVA_HOME if that is a JDK of at least 25, else the first such one in /usr/lib/jvm.
find_jdk() {
  local line LC_ALL=C
  for home in "${JAVA_HOME:-/nonexistent}" /usr/lib/jvm/*; do
    [[ -x $home/bin/java && -r $home/release ]] || continue
    while read -r line; do
      if [[ $line =~ ^JAVA_VERSION=\"?([0-9]+) ]] && ((BASH_REMATCH[1] >= 25)); then
        return 0
      fi
    done < "$home/release"
  done
  return 1
}

# Prints nothing, sets `jars` and `classpath`; the order is the same in every locale.
find_jars() {
  local jar made="" IFS=: LC_ALL=C
  jars=("$target/calicoctl.jar" "$target"/lib/*.jar)
  classpath="${jars[*]}"
  [[ -r $start_list ]] && IFS="" read -r made < "$start_list"
  [[ $made == "$classpath" ]] || return 0
  for jar in "${jars[@]}"; do
    [[ $start_jar -nt $jar ]] || return 0
  done
  classpath=$start_jar
}

# Whether a cache was made of the very classes that will run. A JVM does not ask: it would run those of the cache among those of the jars.
fits() {
  [[ $classpath == "$start_jar" && $1 -nt $start_jar ]]
}

if [[ ! -r $target/calicoctl.jar ]]; then
  echo "calicoctl is not built: $target/calicoctl.jar is missing. Build it: mvn -pl calicoctl -am package -DskipTests" >&2
  exit 1
fi
if ! find_jdk; then
  echo "calicoctl needs a JDK of version 25 or later: set JAVA_HOME, or install openjdk-25-jdk-headless." >&2
  exit 1
fi
start_jar=$target/start.jar
start_list=$target/start.list
find_jars
cache=$target/calicoctl.aot
own_caches=(version get apply)
# The cache is mapped where it was made for, instead of being moved, which costs 20 ms; the parser leaves out types that no option has; and
# for a reflective call no class is written, which is slower than the few calls that there are.
java=("$home/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:+UnlockDiagnosticVMOptions
  -XX:ArchiveRelocationMode=0 "-Dpicocli.converters.excludes=java.*" -Djdk.reflect.useNativeAccessorOnly=true
  -cp "$classpath")
