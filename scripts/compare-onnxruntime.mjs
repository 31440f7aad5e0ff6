// Started by compare-onnxruntime.sh: MODEL THREADS ROUNDS COMMAND... Runs the model in ONNX Runtime and
// the command, which prints the JSON of `sonomask-cli benchmark`, in turn; prints medians and ratios.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

const runtime = createRequire(import.meta.url)('onnxruntime-node');
const [model, threads, rounds, ...command] = process.argv.slice(2);
const RUNS_A_ROUND = 3;
const WARM_UPS = 2;

const median = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.ceil(sorted.length / 2) - 1];
};

const session = await runtime.InferenceSession.create(model, {
    intraOpNumThreads: Number(threads),
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
});

const benchmark = () =>
    JSON.parse(execFileSync(command[0], command.slice(1), { maxBuffer: 1 << 24 }));

const picture = benchmark().picture;
const values = Float32Array.from({ length: picture * picture }, () => Math.random());
const input = {
    [session.inputNames[0]]: new runtime.Tensor('float32', values, [1, 1, picture, picture]),
};

async function timed() {
    const cpu = process.cpuUsage();
    const start = process.hrtime.bigint();
    await session.run(input);
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    const used = process.cpuUsage(cpu);
    return { ms, cpu_ms: (used.user + used.system) / 1e3 };
}

for (let i = 0; i < WARM_UPS; ++i) await timed();
const PRECISIONS = ['fp32', 'bf16', 'int8'];
const times = { onnxruntime_fp32: [] };
for (const precision of PRECISIONS) times[`sonomask_${precision}`] = [];
for (let round = 0; round < Number(rounds); ++round) {
    const runs = [];
    for (let i = 0; i < RUNS_A_ROUND; ++i) runs.push(await timed());
    times.onnxruntime_fp32.push({
        ms: median(runs.map((run) => run.ms)),
        cpu_ms: median(runs.map((run) => run.cpu_ms)),
    });
    const network = benchmark().network_ms;
    for (const precision of PRECISIONS)
        if (network[precision])
            times[`sonomask_${precision}`].push({
                ms: network[precision].median,
                cpu_ms: network[precision].cpu_median,
            });
}

// Ratios are taken within each round: what slows the machine for a while slows both.
const ratio = (name, key) =>
    times[name].length === 0
        ? null
        : median(times[name].map((time, i) => times.onnxruntime_fp32[i][key] / time[key]));
const result = { picture, threads: Number(threads), rounds: Number(rounds) };
for (const [name, list] of Object.entries(times))
    result[name] = list.length === 0 ? null : {
        median_ms: median(list.map((time) => time.ms)),
        median_cpu_ms: median(list.map((time) => time.cpu_ms)),
    };
for (const precision of PRECISIONS) {
    const name = `sonomask_${precision}`;
    result[`${name}_times_faster`] = { clock: ratio(name, 'ms'), cpu: ratio(name, 'cpu_ms') };
}
console.log(JSON.stringify(result, null, 2));
