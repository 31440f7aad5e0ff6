#!/usr/bin/env bash
# Installs what building, running and testing need from Debian's packages; does nothing when all of
# it is there. Needs root or sudo only when something is missing.
set -euo pipefail

packages=(
  build-essential ccache cmake git ninja-build pkg-config
  libcli11-dev libdcmtk-dev libdnnl-dev libjpeg-dev libonnx-dev libopenblas-dev
  libopencv-dev libprotobuf-dev libseccomp-dev libspdlog-dev libtorch-dev nlohmann-json3-dev zlib1g-dev
  libgl-dev libqt6svg6 libvulkan-dev libxkbcommon-dev qt6-base-dev qt6-l10n-tools qt6-tools-dev
  qt6-tools-dev-tools qt6-translations-l10n
  fonts-dejavu-core fonts-noto-cjk
  libbenchmark-dev libgmock-dev libgtest-dev xauth xvfb
)

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
  [[ $status == "install ok installed" ]] || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  command -v sudo >/dev/null || {
    echo "These packages are missing, and there is no sudo: ${missing[*]}" >&2
    exit 1
  }
  as_root=(sudo)
fi
echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
