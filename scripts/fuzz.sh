#!/usr/bin/env bash
# Fuzzes every parser of untrusted bytes: scripts/fuzz.sh [SECONDS] [ENGINE] [HARNESS...]
#   SECONDS  for each harness (60)
#   ENGINE   libfuzzer (default) or afl
#   HARNESS  any_file, checkpoint, ... (all of fuzz/CMakeLists.txt)
# Needs Debian's clang and libclang-rt-14-dev, for AFL++ afl++. Inputs that were found lie in
# build/fuzz-work; the run ends with what each harness did, and with 1 when one has failed.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
engine=${2:-libfuzzer}
harnesses=("${@:3}")
build=build/fuzz-$engine
work=build/fuzz-work/$engine
sanitizers="-fsanitize=address,undefined -fno-sanitize-recover=undefined"

case $engine in
  libfuzzer) compiler=clang++ flags="-fsanitize=fuzzer-no-link $sanitizers" ;;
  afl) compiler=afl-clang-fast++ flags=$sanitizers ;;
  *) echo "unknown engine: $engine" >&2; exit 2 ;;
esac
export AFL_QUIET=1
[[ -f $build/build.ninja ]] || cmake -S . -B "$build" -G Ninja -DSONOMASK_FUZZ=ON \
  -DSONOMASK_BUILD_UI=OFF -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_COMPILER="$compiler" \
  -DCMAKE_CXX_FLAGS="-O1 -g1 -fno-omit-frame-pointer $flags" >/dev/null
[[ ${#harnesses[@]} -gt 0 ]] ||
  mapfile -t harnesses < <(sed -n 's/^sonomask_fuzzer(\([a-z_]*\) .*/\1/p' fuzz/CMakeLists.txt)
cmake --build "$build" --target make_fuzz_seeds "${harnesses[@]/#/fuzz_}"

seeds=$work/seeds
"$build/bin/make_fuzz_seeds" "$seeds"

dictionary() {
  case $1 in
    any_file | dicom_file) echo fuzz/dicom.dict ;;
    *) echo fuzz/json.dict ;;
  esac
}

run_libfuzzer() {
  mkdir -p "$work/corpus/$1" "$work/found/$1"
  "$build/bin/fuzz_$1" -dict="$(dictionary "$1")" -timeout=5 -rss_limit_mb=4096 -max_len=65536 \
    -max_total_time="$seconds" -print_final_stats=1 -artifact_prefix="$work/found/$1/" \
    "$work/corpus/$1" "$seeds/$1" >"$work/$1.log" 2>&1
}

run_afl() {
  mkdir -p "$work/out"
  AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1 \
    afl-fuzz -V "$seconds" -t 5000 -m none -x "$(dictionary "$1")" -i "$seeds/$1" \
    -o "$work/out/$1" -- "$build/bin/fuzz_$1" >"$work/$1.log" 2>&1 || return 1
  ! ls "$work/out/$1"/default/crashes/id* >/dev/null 2>&1
}

executions() {
  if [[ $engine == afl ]]; then
    sed -n 's/^execs_done *: *//p' "$work/out/$1/default/fuzzer_stats"
  else
    sed -n 's/^stat::number_of_executed_units: *//p' "$work/$1.log"
  fi
}

failed=0
for harness in "${harnesses[@]}"; do
  outcome=clean
  "run_$engine" "$harness" || { outcome="FAILED, see $work/$harness.log"; failed=1; }
  printf '%-18s %12s executions in %s s: %s\n' "$harness" "$(executions "$harness")" "$seconds" \
    "$outcome"
done
exit "$failed"
