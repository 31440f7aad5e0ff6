#!/bin/sh
# Draws the pictures of docs/images: scripts/screenshots.sh [BUILD_FOLDER] [MODEL]
# Needs Xvfb (Debian: xvfb) where there is no screen.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/release}
cmake --build "$build" --target ui_screenshots
mkdir -p docs/images
screen="xvfb-run -a -s '-screen 0 1600x1000x24'"
[ -n "${DISPLAY:-}" ] && screen=
eval "$screen" '"$build/bin/ui_screenshots" docs/images resources/sample/images ${2:+"$2"}'
