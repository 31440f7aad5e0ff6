#!/usr/bin/env bash
# Compares the network of Sonomask with ONNX Runtime on the exported model: installs npm's
# onnxruntime-node in a temporary folder, lets both run in turn, and writes the times and ratios as JSON.
#
#   scripts/compare-onnxruntime.sh [--threads N] [--rounds N] [--model CHECKPOINT]
#
# Needs node, npm (which fetches onnxruntime-node) and the built program (SONOMASK_CLI names another
# one). Beside the clock it gives the processor time, which tells more where the machine is busy. To
# pin both to some cores: taskset -c 1 scripts/compare-onnxruntime.sh --threads 1
set -euo pipefail

here=$(dirname "$(realpath "$0")")
program=${SONOMASK_CLI:-$here/../build/release/bin/sonomask-cli}
threads=$(nproc)
rounds=10
model=()
while [[ $# -gt 0 ]]; do
    case $1 in
        --threads) threads=$2 ;;
        --rounds) rounds=$2 ;;
        --model) model=(--model "$2") ;;
        *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Its install script would only fetch what CUDA needs.
npm install --silent --no-fund --no-audit --ignore-scripts --prefix "$folder" onnxruntime-node >&2
"$program" export-onnx "${model[@]}" --output "$folder/model.onnx" >&2
cp "$here/compare-onnxruntime.mjs" "$folder"
node "$folder/compare-onnxruntime.mjs" "$folder/model.onnx" "$threads" "$rounds" \
    "$program" benchmark "${model[@]}" --device cpu --threads "$threads" --runs 3 --json -
