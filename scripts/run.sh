#!/usr/bin/env bash
# Installs what is missing, builds, and opens the sample study, segmented, in the window. Without a
# display it segments the sample study headless and says what it wrote. Arguments: files or folders to
# open.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build.sh
inputs=("$@")
window_options=()
if [[ ${#inputs[@]} -eq 0 ]]; then
  inputs=(resources/sample/images)
  window_options=(--segment)
fi

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  exec build/release/bin/sonomask "${window_options[@]}" "${inputs[@]}"
fi
output=build/sample-output
echo "No display: segmenting ${inputs[*]} without a window."
build/release/bin/sonomask-cli segment "${inputs[@]}" --output "$output"
echo "Wrote:"
ls -1 "$output"
