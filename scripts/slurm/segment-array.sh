#!/bin/sh
# Segments a folder on a Slurm cluster: one task of a job array a part of the folder, all writing to
# one shared output folder, then one job that joins their findings.
#
#   scripts/slurm/segment-array.sh INPUT OUTPUT PARTS [option of "sonomask-cli segment"]...
#
# A task that was killed is run again by Slurm (--requeue) or by hand, with the line that this script
# prints; it goes on where it stopped. SONOMASK_CLI names the program when it is not in the PATH, and
# SBATCH_* variables (partition, account, time) hold as for sbatch itself.
set -eu

if [ $# -lt 3 ]; then
    sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
input=$(realpath "$1")
output=$(realpath -m "$2")
parts=$3
shift 3
program=${SONOMASK_CLI:-sonomask-cli}
folder=$(dirname "$(realpath "$0")")
mkdir -p "$output/log"

array=$(sbatch --parsable --array="1-$parts" --requeue --open-mode=append \
    --job-name=sonomask --output="$output/log/part-%a.txt" \
    "$folder/segment-part.sh" "$program" "$parts" "$input" "$output" "$@")
join=$(sbatch --parsable --dependency="afterany:$array" --job-name=sonomask-merge \
    --output="$output/log/merge.txt" \
    --wrap="'$program' merge '$output' --output '$output/findings.json'")
echo "Parts: job $array; joined by job $join."
echo "A part again: sbatch --array=PART $folder/segment-part.sh $program $parts '$input' '$output' $*"
echo "and then: $program merge '$output' --output '$output/findings.json'"
