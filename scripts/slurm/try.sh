#!/usr/bin/env bash
# Tries segment-array.sh on a small Slurm cluster of two nodes, both on this machine: segments simulated
# studies as a job array, kills one node while it works on a part, lets Slurm run that part again on
# the other, and compares the merged findings and the masks with those of one single run.
#
#   scripts/slurm/try.sh [STUDIES [PARTS]]
#
# Needs Debian's slurm-wlm and the built program (SONOMASK_CLI names another one). The cluster has a
# configuration, ports and folders of its own, and is gone at the end.
set -euo pipefail

studies=${1:-24}
parts=${2:-3}
here=$(dirname "$(realpath "$0")")
export SONOMASK_CLI=${SONOMASK_CLI:-$here/../../build/release/bin/sonomask-cli}
export PATH=$PATH:/usr/sbin
folder=$(mktemp -d)
export SLURM_CONF=$folder/slurm.conf
daemons=()

end() {
    scancel --quiet --user="$(id -un)" 2>/dev/null || true
    for ((i = 0; i < 20; ++i)); do
        [[ -n $(squeue --noheader 2>/dev/null) ]] || break
        sleep 0.5
    done
    [[ ${#daemons[@]} -eq 0 ]] || kill "${daemons[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap end EXIT

fail() {
    echo "FAILED: $*" >&2
    tail -n 5 "$folder"/*.log "$folder"/out/log/* >&2 2>/dev/null || true
    exit 1
}

# Waits until a command succeeds: until WHAT SECONDS COMMAND...
until_true() {
    local what=$1 seconds=$2
    shift 2
    for ((i = 0; i < 2 * seconds; ++i)); do
        if "$@" >/dev/null 2>&1; then return; fi
        sleep 0.5
    done
    fail "$what did not happen within $seconds s"
}

write_configuration() {
    local port=$((20000 + RANDOM % 20000))
    cat >"$SLURM_CONF" <<END
ClusterName=sonomask-try
SlurmctldHost=$(hostname)(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/none
CredType=cred/none
AuthInfo=cred_expire=5
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
SlurmdTimeout=10
KillWait=5
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool-%n
SlurmdPidFile=$folder/%n.pid
SlurmctldPidFile=$folder/ctld.pid
SlurmctldLogFile=$folder/ctld.log
SlurmdLogFile=$folder/%n.log
NodeName=n1 NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=2
NodeName=n2 NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=2
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
END
}

start_cluster() {
    mkdir "$folder/state" "$folder/spool-n1" "$folder/spool-n2"
    slurmctld -D -c 2>/dev/null &
    daemons+=($!)
    until_true "the controller's start" 30 scontrol ping
    for node in n1 n2; do
        slurmd -D -N "$node" 2>/dev/null &
        daemons+=($!)
    done
    until_true "the nodes' start" 60 test_nodes idle
}
test_nodes() { [[ $(sinfo --noheader --format=%D --states="$1") -eq 2 ]]; }

# As if the machine lost its power: the node's daemon, the keepers of its jobs, and all that runs for
# them. The keepers go first, or they would report how their jobs ended.
kill_node() {
    local processes keepers
    processes=$(grep -lzs "^SLURMD_NODENAME=$1\$" /proc/[0-9]*/environ | cut -d/ -f3 || true)
    keepers=$(ps -o ppid= -p "$(echo $processes | tr ' ' ',')" | sort -u |
        while read -r parent; do grep -qs slurmstepd "/proc/$parent/comm" && echo "$parent"; done || true)
    kill -KILL $keepers "$2" $processes
    wait "$2" 2>/dev/null || true
}

works_on_n1() {
    # Its part has finished a file and more are to come.
    local part
    part=$(squeue --noheader --nodelist=n1 --states=RUNNING --format=%K | head -n 1)
    [[ -s $folder/out/.sonomask-journal-$part-of-$parts.jsonl ]] && echo "$part" >"$folder/part"
}
all_done() { [[ -z $(squeue --noheader) ]]; }

"$SONOMASK_CLI" phantom --output "$folder/studies" --stills "$studies" --cine-frames 0
"$SONOMASK_CLI" segment "$folder/studies/images" --output "$folder/single"
write_configuration
start_cluster
"$here/segment-array.sh" "$folder/studies/images" "$folder/out" "$parts"
until_true "work on node n1" 300 works_on_n1
kill_node n1 "${daemons[1]}"
part=$(cat "$folder/part")
[[ ! -e $folder/out/findings-$part-of-$parts.json ]] || fail "the part ended too soon: take more studies"
echo "Killed node n1 in the middle of part $part."
until_true "the end of all parts" 1800 all_done
cat "$folder"/out/log/*.txt
diff "$folder/single/findings.json" "$folder/out/findings.json" || fail "the findings differ"
for mask in "$folder"/single/*_mask.png; do
    cmp "$mask" "$folder/out/$(basename "$mask")" || fail "a mask differs"
done
echo "The merged findings and the masks of $studies studies equal those of a single run."
