#!/bin/sh
#SBATCH --cpus-per-task=2
# One part of a folder, as a task of a Slurm job array. Started by segment-array.sh.
set -eu
program=$1
parts=$2
input=$3
output=$4
shift 4
status=0
"$program" segment "$input" --output "$output" --shard "$SLURM_ARRAY_TASK_ID/$parts" --resume \
    --jobs "${SLURM_CPUS_PER_TASK:-2}" "$@" || status=$?
# 1: some files could not be read. They are named in the findings; the part itself is done.
[ "$status" -le 1 ] || exit "$status"
