# shellcheck shell=bash
# Shared by the other scripts: the published modules, and functions that find or install tools.

# the modules whose jars are published, in the order of the build
# shellcheck disable=SC2034
published=(streaming-hub heartbeat-spring-boot-autoconfigure streaming-hub-test heartbeat-spring-boot-starter)

# find_jdk MIN [MAX]: the folder of a JDK: that of JAVA_HOME or of the PATH if it fits, else the newest of the system's.
find_jdk() {
  local jdk version found='' newest=0
  for jdk in "${JAVA_HOME:-}" "$(jdk_on_path)"; do
    version=$(jdk_version "$jdk")
    if [ "$version" -ge "$1" ] && [ "$version" -le "${2:-999}" ]; then
      echo "$jdk"
      return
    fi
  done
  for jdk in /usr/lib/jvm/*; do
    version=$(jdk_version "$jdk")
    if [ "$version" -ge "$1" ] && [ "$version" -le "${2:-999}" ] && [ "$version" -gt "$newest" ]; then
      found=$jdk
      newest=$version
    fi
  done
  [ -n "$found" ] && echo "$found"
}

jdk_on_path() {
  local javac
  if javac=$(type -P javac); then
    dirname "$(dirname "$(readlink -f "$javac")")"
  fi
}

# jdk_version FOLDER: prints 0 if it is not a JDK
jdk_version() {
  local version=0
  if [ -x "$1/bin/javac" ] && [ -f "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  fi
  echo "${version:-0}"
}

# need COMMAND PACKAGE: installs Debian's package if the command is missing.
need() {
  command -v "$1" > /dev/null || install "$2" || fail "$1 is missing, and Debian's package $2 cannot be installed"
}

install() {
  command -v apt-get > /dev/null || return 1
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  "${as_root[@]}" apt-get update > /dev/null && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1"
}

# base_tools FOLDER: links to what every machine has; no node, no python, no mvn, no curl.
base_tools() {
  local tool path
  rm -rf "$1"
  mkdir -p "$1"
  for tool in awk basename bash cat chmod cp cut date dirname env expr false find grep gzip head id ln ls mkdir mktemp mv \
    od printf pwd readlink rm rmdir sed sh sha256sum sleep sort tail tar tee test touch tr true uname uniq wc which xargs; do
    if path=$(type -P "$tool"); then
      ln -s "$path" "$1/$tool"
    fi
  done
}

# maven JDK ARGUMENT...: with the repository that is kept between runs
maven() {
  local jdk=$1
  shift
  JAVA_HOME=$jdk MAVEN_USER_HOME=${home:?}/.m2 ./mvnw -Dmaven.repo.local="$home/.m2/repository" "$@"
}

# sums FOLDER MODULE...: of all jars
sums() {
  (cd "$1" && shift && for module in "$@"; do sha256sum "$module"/target/*.jar; done)
}
