#!/usr/bin/env bash
# Installs what is missing, builds, and opens the sample study in the window. Without a display it
# segments the sample study headless and says what it wrote. Arguments: files or folders to open.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build.sh
inputs=("$@")
[[ ${#inputs[@]} -gt 0 ]] || inputs=(resources/sample/images)

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  exec build/release/bin/sonomask "${inputs[@]}"
fi
output=build/sample-output
echo "No display: segmenting ${inputs[*]} without a window."
build/release/bin/sonomask-cli segment "${inputs[@]}" --output "$output"
echo "Wrote:"
ls -1 "$output"
