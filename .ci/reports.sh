# shellcheck shell=bash
# Evaluates the test reports (XML of Surefire and Failsafe), and prints the summary of .ci/run.

summary=()

step() {
  printf '\n=== %s\n\n' "$1"
}

# fail MESSAGE [DETAILS]
fail() {
  summary+=("FAILED: $1")
  [ -z "${2:-}" ] || summary+=("$2")
  finish 1
}

# finish STATUS: the summary, and the counts on a line of their own.
finish() {
  step "Summary"
  [ ${#summary[@]} = 0 ] || printf '%s\n' "${summary[@]}"
  counts
  exit "$1"
}

reports() {
  find . -path './.git' -prune -o -type f -path '*/target/*-reports/TEST-*.xml' -print
}

remove_reports() {
  reports | while IFS= read -r report; do rm "$report"; done
}

# count ATTRIBUTE: its sum over all test classes
count() {
  reports | while IFS= read -r report; do grep -m 1 '<testsuite ' "$report"; done |
    sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

counts() {
  local failed skipped
  failed=$(($(count failures) + $(count errors)))
  skipped=$(count skipped)
  echo "$(($(count tests) - failed - skipped)) passed, $failed failed, $skipped skipped"
}

# The report of a class that was skipped as a whole does not mention skipped tests.
empty_suites() {
  reports | while IFS= read -r report; do sed -n '/<testsuite .* tests="0"/s/.* name="\([^"]*\)".*/\1/p' "$report"; done
}

list_skipped() {
  reports | sort | while IFS= read -r report; do
    awk '
      /^ *<testcase / { name = attribute("classname") " " attribute("name") }
      /^ *<skipped/ { print "skipped " name ": " reason() }
      function attribute(key) { return match($0, " " key "=\"[^\"]*\"") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 4) : "" }
      function reason(text) {
        text = attribute("message")
        if (text == "") { text = $0; sub(/.*CDATA\[/, "", text); sub(/^[A-Za-z0-9.]*: /, "", text) }
        return text
      }
    ' "$report"
  done
}

# scenarios_run CLASS: the names of the scenarios that it ran: what follows the method in a test's name.
scenarios_run() {
  reports | { grep "/TEST-.*\.$1\.xml$" || true; } | while IFS= read -r report; do
    sed -n 's/^ *<testcase name="scenario([^)]*) \([^"]*\)".*/\1/p' "$report"
  done
}

# Each scenario of .ci/scenarios on each stack, with the oldest and the newest JDK, and on one ahead of time.
stack_scenarios() {
  local stack jdk
  for stack in boot35-devh boot41-devh boot41-official boot35-spring-grpc; do
    for jdk in jdk17 jdk25; do
      sed "s/^/$stack $jdk /" .ci/scenarios
    done
  done
  sed 's/^/boot41-official aot /' .ci/scenarios
}
