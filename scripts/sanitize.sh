#!/usr/bin/env bash
# Runs tests under a sanitizer: scripts/sanitize.sh asan|tsan [ROOM...]
#   asan  address and undefined behaviour; ROOM: base, imaging, dicom, decoder, export, session, faults
#   tsan  threads; ROOM: decoder, workflow
# With ROOMs only their tests are built and run. Needs what scripts/install-dependencies.sh brings.
set -euo pipefail
cd "$(dirname "$0")/.."

preset=${1:?"usage: scripts/sanitize.sh asan|tsan [ROOM...]"}
rooms=("${@:2}")
if [[ ${#rooms[@]} -eq 0 ]]; then
  case $preset in
    asan) rooms=(base imaging dicom decoder export session faults) ;;
    tsan) rooms=(decoder workflow) ;;
    *) echo "unknown sanitizer: $preset" >&2; exit 2 ;;
  esac
fi
cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset" --target "${rooms[@]/#/test_}"
pattern=$(IFS='|'; echo "${rooms[*]}")
ctest --preset "$preset" -R "^($pattern)\\."
