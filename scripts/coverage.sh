#!/usr/bin/env bash
# Builds the coverage preset, runs the core's tests and prints the share of lines and branches that
# they reach, for each room. The details go to build/coverage/coverage.html.
# Arguments are passed to ctest, e.g. -R '^preprocess\.' for one room.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v gcovr >/dev/null || {
  echo "gcovr is missing: apt-get install gcovr" >&2
  exit 1
}
cmake --preset coverage -DSONOMASK_BUILD_UI=OFF
cmake --build --preset coverage
find build/coverage -name '*.gcda' -delete
ctest --test-dir build/coverage --output-on-failure -j "$(nproc)" "$@" || failed=1

gcovr --root . --filter 'src/' --exclude-throw-branches --exclude-unreachable-branches \
  --json-summary build/coverage/coverage.json --html-details build/coverage/coverage.html \
  build/coverage >/dev/null
python3 - build/coverage/coverage.json <<'PYTHON'
import collections
import json
import pathlib
import sys

rooms = collections.defaultdict(lambda: [0, 0, 0, 0])
for file in json.load(open(sys.argv[1]))["files"]:
    # Headers are seen as build/coverage/rooms/<room>/<room>/<header>.
    room = pathlib.PurePath(file["filename"]).parent.name
    for i, key in enumerate(("line_covered", "line_total", "branch_covered", "branch_total")):
        rooms[room][i] += file[key]
        rooms["all"][i] += file[key]
print(f"{'room':<14}{'lines':>8}{'branches':>10}{'of lines':>10}")
for room, (lines, all_lines, branches, all_branches) in sorted(
        rooms.items(), key=lambda item: (item[0] == "all", item[0])):
    print(f"{room:<14}{lines / max(all_lines, 1):>8.1%}{branches / max(all_branches, 1):>10.1%}"
          f"{all_lines:>10}")
PYTHON
exit "${failed:-0}"
