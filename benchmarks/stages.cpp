#include <benchmark/benchmark.h>

#include "base/error.h"
#include "export/pictures.h"
#include "preprocess/preprocess.h"
#include "preprocess/ultrasound_region.h"
#include "sample_frame.h"
#include "segmentation/caliper_marks.h"
#include "segmentation/forward_pass.h"
#include "segmentation/iso_line.h"
#include "segmentation/lesions.h"
#include "workflow/open.h"
#include "workflow/segment.h"

namespace sonomask::benchmarks {
namespace {

using benchmark::State;
using segmentation::PrecisionChoice;

/// From the file to pixels: what the program itself spends, and by the clock what it waits for the
/// decoder process.
void decode(State& state) {
    sampleFrame();  // starts the decoder
    for (auto _ : state)
        benchmark::DoNotOptimize(workflow::openClip(sampleFile()).frame(0).pixels.data);
}
BENCHMARK(decode)->Unit(benchmark::kMillisecond);

void ultrasoundRegion(State& state) {
    const Frame& frame = sampleFrame();
    for (auto _ : state) benchmark::DoNotOptimize(preprocess::ultrasoundRegion(frame));
}
BENCHMARK(ultrasoundRegion)->Unit(benchmark::kMillisecond);

/// The argument is the side of the network's picture, here and below.
void preprocessing(State& state) {
    preprocess::Settings settings;
    settings.size = static_cast<int>(state.range(0));
    const Frame& frame = sampleFrame();
    for (auto _ : state)
        benchmark::DoNotOptimize(preprocess::preprocess(frame, settings).pixels.data);
}
BENCHMARK(preprocessing)->Arg(256)->Arg(512)->Unit(benchmark::kMillisecond);

void network(State& state, PrecisionChoice precision) {
    const int size = static_cast<int>(state.range(0));
    segmentation::EngineOptions options;
    options.model = segmentation::shippedModel();
    options.precision = precision;
    options.threads = 1;
    try {
        const segmentation::ForwardPass pass(options, size);
        const cv::Mat picture(size, size, CV_32FC1, cv::Scalar(0.5));
        for (auto _ : state) benchmark::DoNotOptimize(pass.run({&picture, 1}));
    } catch (const ConfigError& error) {
        state.SkipWithError(error.what());
    }
}
BENCHMARK_CAPTURE(network, fp32, PrecisionChoice::Fp32)
    ->Arg(256)
    ->Arg(512)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(network, bf16, PrecisionChoice::Bf16)
    ->Arg(256)
    ->Arg(512)
    ->Unit(benchmark::kMillisecond);

/// From the map to findings: masses, measures, warnings.
void postprocess(State& state) {
    const Frame& frame = sampleFrame();
    const auto probability = sampleProbability(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(workflow::findingsFrom(probability, frame, {}).lesions.data());
}
BENCHMARK(postprocess)->Arg(256)->Arg(512)->Unit(benchmark::kMillisecond);

void findLesions(State& state) {
    const auto probability = sampleProbability(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(segmentation::findLesions(probability, {}, {}).data());
}
BENCHMARK(findLesions)->Arg(256)->Arg(512)->Unit(benchmark::kMillisecond);

void pictureWarnings(State& state) {
    const Frame& frame = sampleFrame();
    const cv::Rect region = preprocess::ultrasoundRegion(frame);
    for (auto _ : state)
        benchmark::DoNotOptimize(segmentation::pictureWarnings(
            frame, region, segmentation::caliperMarks(frame, region)));
}
BENCHMARK(pictureWarnings)->Unit(benchmark::kMillisecond);

void contour(State& state) {
    const cv::Mat surface = sampleProbability(512).inFrame();
    for (auto _ : state) benchmark::DoNotOptimize(segmentation::isoLines(surface, 0.5F).data());
}
BENCHMARK(contour)->Unit(benchmark::kMillisecond);

void measure(State& state) {
    const auto lesions = segmentation::findLesions(sampleProbability(512), {}, {});
    for (auto _ : state)
        for (const auto& lesion : lesions)
            benchmark::DoNotOptimize(descriptors::measure(lesion.contour_in_frame, {}));
}
BENCHMARK(measure)->Unit(benchmark::kMillisecond);

/// The measures and BI-RADS terms of a mass.
void describe(State& state) {
    const Frame& frame = sampleFrame();
    const cv::Rect region = preprocess::ultrasoundRegion(frame);
    const auto lesions = segmentation::findLesions(sampleProbability(512), {}, {});
    for (auto _ : state)
        for (const auto& lesion : lesions)
            benchmark::DoNotOptimize(
                descriptors::describe(frame, region, lesion.contour_in_frame,
                                      descriptors::measure(lesion.contour_in_frame, {}), {})
                    .terms.data());
}
BENCHMARK(describe)->Unit(benchmark::kMillisecond);

/// The mask to its file, on the disk of the temporary folder.
void encode(State& state) {
    const auto lesions = segmentation::findLesions(sampleProbability(512), {}, {});
    const auto file = sampleFile().parent_path() / (sampleFile().stem().string() + "-mask.png");
    for (auto _ : state)
        report::writePng(file, segmentation::maskOf(lesions, sampleFrame().pixels.size()));
    std::filesystem::remove(file);
}
BENCHMARK(encode)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sonomask::benchmarks
