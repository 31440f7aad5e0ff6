#!/usr/bin/env bash
# Makes the Debian package build/release/sonomask_*.deb, unpacks it into a folder of its own, and tries
# it there: desktop entry, MIME types, libraries, then a segmentation and the window without a screen.
# The sources are hidden meanwhile, so that nothing of them can stand in for what the package lacks.
set -euo pipefail
cd "$(dirname "$0")/.."

cmake --build build/release --target sonomask sonomask-cli sonomask-decoder
(cd build/release && cpack -G DEB >/dev/null)
package=$(ls -t build/release/sonomask_*.deb | head -1)

root=$(mktemp -d /tmp/sonomask-package-XXXXXX)
trap 'rm -rf "$root"' EXIT
dpkg-deb -x "$package" "$root"
command -v desktop-file-validate >/dev/null &&
  desktop-file-validate "$root/usr/share/applications/sonomask.desktop"
command -v update-mime-database >/dev/null && update-mime-database "$root/usr/share/mime" 2>/dev/null
if ldd "$root"/usr/bin/* | grep "not found"; then exit 1; fi

hide=()
unshare --user --map-root-user --mount true 2>/dev/null &&
  hide=(unshare --user --map-root-user --mount sh -c 'mount -t tmpfs none "$0" && exec "$@"' "$PWD")
cd "$root"
"${hide[@]}" usr/bin/sonomask-cli segment usr/share/sonomask/sample/images --output "$root/masks"
masks=$(find "$root/masks" -name '*_mask.png' | wc -l)
[[ $masks -eq 28 ]] || { echo "$masks masks instead of 28" >&2; exit 1; }
status=0
HOME="$root" QT_QPA_PLATFORM=offscreen timeout 15 "${hide[@]}" usr/bin/sonomask \
  usr/share/sonomask/sample/images || status=$?
[[ $status -eq 124 ]] || { echo "the window ended with status $status" >&2; exit 1; }
echo "$package: segments the sample study and opens its window."
