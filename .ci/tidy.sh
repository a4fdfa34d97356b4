#!/bin/sh
# clang-tidy over engine, rules and cli, a process a core: sh .ci/tidy.sh BUILD_FOLDER, a folder
# that holds compile_commands.json. What it checks is in .clang-tidy; every finding is an error.
set -eu
build=$1
cd "$(dirname "$0")/.."

find engine rules cli -name '*.cpp' | sort |
  xargs -P "$(nproc)" -n 4 clang-tidy -p "$build" --quiet
