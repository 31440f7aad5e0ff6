#!/usr/bin/env bash
# Installs what is missing and builds the release preset into build/release.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-dependencies.sh
cmake --preset release
cmake --build --preset release
