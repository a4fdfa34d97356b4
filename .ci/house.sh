#!/bin/sh
# The rules of the house that a compiler does not know (CONTRIBUTING.md draws the house):
# each library has one home, includes point one way, files stay readable, every rule has its
# fixtures. Says every breach, then fails.
set -eu
cd "$(dirname "$0")/.."

breaches=$(mktemp)
trap 'rm -f "$breaches"' EXIT

# breach WHAT: reads the offending places, a line each.
breach() {
  while read -r place; do printf "%s: %s\n" "$1" "$place"; done >>"$breaches"
}

code() { find "$@" -name '*.cpp' -o -name '*.h' -o -name '*.inc' | sort; }

# includes PATTERN ROOM...: "file:line:text" of the includes in these rooms that match.
includes() {
  pattern=$1
  shift
  code "$@" | xargs grep -nE "^ *# *include *$pattern" /dev/null || true
}

# home LIBRARY PATTERN HOMES: tests may include what they like, except where this says otherwise.
home() {
  includes "[<\"]$2" engine rules cli | grep -vE "^($3)/" | breach "$1 outside $3" || true
}
home yaml-cpp 'yaml-cpp/' 'engine/yaml'
home RE2 're2/' 'engine/text|rules'
home CLI11 'CLI/' 'cli'
home nlohmann/json 'nlohmann/' 'cli'
home Catch2 'catch2/' 'tests'

# points ROOM ALLOWED: what lies in ROOM includes only from ALLOWED.
points() {
  includes '"' "$1" | grep -vE "include *\"($2)/" | breach "$1 may include only $2" || true
}
points engine 'engine'
points rules 'engine|rules'
points cli 'engine|rules|cli'
# Inside the engine the same: text, yaml, kubernetes, config, values, lint.
points engine/text 'engine/text'
points engine/yaml 'engine/(text|yaml)'
points engine/kubernetes 'engine/(text|yaml|kubernetes)'
points engine/config 'engine/(text|yaml|kubernetes|config)'
points engine/values 'engine/(text|yaml|kubernetes|config|values)'
# A rule knows no other rule, only the vocabulary they share.
includes '"rules/' rules | grep -vE '^rules/[a-z_]+\.(h|cpp):|^rules/support/|"rules/(support/|catalogue\.h)' |
  breach 'a rule that includes another' || true

# Printing is the command line's.
code engine rules | xargs grep -nE 'std::(cout|cerr|clog)\b|\bf?printf\(' /dev/null |
  breach 'printing outside cli' || true

# CTest hands the name on, and Catch takes it for an option.
code tests | xargs grep -nE 'TEST_CASE\("-' /dev/null | breach 'the name of a test that begins with -' || true

# Long files hide things. Generated tables (.inc) are data.
longer_than() {
  limit=$1
  shift
  find engine rules cli tests "$@" | sort | while read -r file; do
    lines=$(wc -l <"$file")
    [ "$lines" -le "$limit" ] || echo "$file: $lines"
  done | breach "over $limit lines"
}
longer_than 400 -name '*.cpp'
longer_than 150 -name '*.h'

# A rule is a file and a folder, and neither is without the other.
find rules -mindepth 2 -name '*.cpp' -not -path 'rules/support/*' | sort | while read -r rule; do
  folder=fixtures/rules/$(basename "$rule" .cpp)
  for kind in bad good; do
    ls "$folder/$kind"* >/dev/null 2>&1 || echo "$rule: $folder/$kind*.yaml"
  done
done | breach 'no fixture'
for folder in fixtures/rules/*/; do
  id=$(basename "$folder")
  ls rules/*/"$id.cpp" >/dev/null 2>&1 || echo "$folder"
done | breach 'fixtures of no rule'

# Work that waits belongs in an issue. The words are split so that this line is none of them.
code engine rules cli tests | xargs grep -nE '\b(TO''DO|FIX''ME|X''XX|HA''CK)\b' /dev/null |
  breach 'unfinished' || true

if [ -s "$breaches" ]; then
  cat "$breaches" >&2
  exit 1
fi
