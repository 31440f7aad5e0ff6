#include "segmentation/forward_pass.h"

#include <algorithm>

#include <ATen/Parallel.h>
#include <spdlog/spdlog.h>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/processor.h"
#include "base/progress.h"
#include "network/graph.h"
#include "network/model.h"
#include "segmentation/blas.h"
#include "segmentation/cuda_network.h"
#include "segmentation/onednn_network.h"
#include "segmentation/precision_memory.h"
#include "segmentation/probe_pictures.h"

namespace sonomask::segmentation {
namespace {

/// The magnitudes that 8-bit maps are to hold: those that this share of a map's values do not
/// exceed, the highest of so many patients. A few cut off cost less than coarser steps for all.
constexpr double kPeakShare = 0.9999;
constexpr int kPeakPatients = 16;

torch::Device chooseDevice(DeviceChoice choice) {
    if (choice == DeviceChoice::Cpu) return torch::kCPU;
    if (torch::cuda::is_available()) return torch::kCUDA;
    if (choice == DeviceChoice::Cuda)
        throw ConfigError("this machine or this LibTorch has no CUDA device", {},
                          "Choose the device \"cpu\" or \"auto\".");
    return torch::kCPU;
}

[[noreturn]] void refuse(const char* what) {
    throw ConfigError(what, {}, "Choose the precision \"auto\".");
}

/// What is computed in: `auto` is what the device has in hardware.
PrecisionChoice choosePrecision(PrecisionChoice choice, const torch::Device& device) {
    const bool cuda = device.is_cuda();
    switch (choice) {
        case PrecisionChoice::Auto:
            if (cuda) return PrecisionChoice::Fp16;
            return cpuHasBf16() ? PrecisionChoice::Bf16 : PrecisionChoice::Fp32;
        case PrecisionChoice::Fp32:
            break;
        case PrecisionChoice::Bf16:
            if (!cuda && !cpuHasBf16()) refuse("this CPU has no bf16 instructions");
            break;
        case PrecisionChoice::Fp16:
            if (!cuda) refuse("the precision fp16 needs CUDA");
            break;
        case PrecisionChoice::Int8:
            if (cuda) refuse("the precision int8 is for the CPU");
            if (!cpuHasInt8()) refuse("this CPU has no instructions for sums of 8-bit products");
            break;
    }
    return choice;
}

torch::ScalarType typeOf(PrecisionChoice precision) {
    if (precision == PrecisionChoice::Fp16) return torch::kFloat16;
    return precision == PrecisionChoice::Bf16 ? torch::kBFloat16 : torch::kFloat32;
}

/// LibTorch starts with one thread; the number is one for the whole process.
void setThreads(int threads) {
    at::set_num_threads(threads);
    if (const std::string library = referenceBlasInUse(); !library.empty())
        spdlog::warn("The slow reference BLAS is in use ({}): install libopenblas0.", library);
}

/// The peaks of the maps on simulated patients: measured once for a model, then remembered.
std::vector<float> peaksOf(const network::Graph& graph, const network::Model& model,
                           const EngineOptions& options, int picture_size, int threads) {
    const auto measure = [&] {
        const OneDnnNetwork exact(graph, picture_size, OneDnnNetwork::Precision::Fp32, threads);
        std::vector<float> peaks(graph.steps.size() + 1, 0.0F);
        auto settings = model.header.preprocessing.get<preprocess::Settings>();
        settings.size = picture_size;
        for (const cv::Mat& picture : probePictures(settings, kPeakPatients))
            std::ranges::transform(exact.peaks(picture, kPeakShare), peaks, peaks.begin(),
                                   [](float a, float b) { return std::max(a, b); });
        return peaks;
    };
    return rememberedPeaks(precisionMemoryFile(), trialKey(options.model, threads),
                           graph.steps.size() + 1, measure);
}

std::unique_ptr<OneDnnNetwork> compileForCpu(const network::Model& model, PrecisionChoice precision,
                                             const EngineOptions& options, int picture_size,
                                             int threads) {
    using Precision = OneDnnNetwork::Precision;
    const network::Graph graph = network::graphOf(model);
    if (precision == PrecisionChoice::Int8)
        return std::make_unique<OneDnnNetwork>(
            graph, picture_size, Precision::Int8, threads,
            peaksOf(graph, model, options, picture_size, threads));
    const auto type = precision == PrecisionChoice::Bf16 ? Precision::Bf16 : Precision::Fp32;
    return std::make_unique<OneDnnNetwork>(graph, picture_size, type, threads);
}

/// Enlarged as single-precision logits: bf16 has too few digits for a smooth outline.
cv::Mat probabilityFrom(const cv::Mat& logits_at_stride4, const cv::Size& size) {
    cv::Mat map;
    cv::resize(logits_at_stride4, map, size, 0, 0, cv::INTER_LINEAR);
    cv::exp(-map, map);
    return 1.0 / (1.0 + map);
}

}  // namespace

struct ForwardPass::Impl {
    std::string device_name;
    std::string precision_name;
    std::unique_ptr<OneDnnNetwork> on_cpu;
    std::unique_ptr<CudaNetwork> on_cuda;  ///< one of the two
    std::filesystem::path model;

    std::vector<cv::Mat> run(std::span<const cv::Mat> pictures, const std::stop_token& stop) {
        throwIfStopped(stop);
        std::vector<cv::Mat> maps = mapsOf(pictures, stop);
        // Against a threshold such a value would pass for "no mass".
        for (const cv::Mat& map : maps)
            if (!cv::checkRange(map))
                throw ModelError("the network's answer is no number", model,
                                 "Choose another model, or the precision fp32.");
        return maps;
    }

    std::vector<cv::Mat> mapsOf(std::span<const cv::Mat> pictures, const std::stop_token& stop) {
        if (on_cuda) return on_cuda->run(pictures);
        std::vector<cv::Mat> maps;
        for (const cv::Mat& picture : pictures)
            maps.push_back(probabilityFrom(on_cpu->run(picture, stop), picture.size()));
        return maps;
    }
};

ForwardPass::ForwardPass(const EngineOptions& options, int picture_size)
    : impl_(std::make_unique<Impl>()) {
    const torch::Device device = chooseDevice(options.device);
    const PrecisionChoice precision = choosePrecision(options.precision, device);
    impl_->device_name = device.is_cuda() ? "cuda" : "cpu";
    impl_->precision_name = nameOf(precision);
    impl_->model = options.model;
    const int threads = options.threads > 0 ? options.threads : availableProcessors();
    setThreads(threads);
    network::Model model = network::loadModel(options.model);
    if (options.mass_is_known && model.net->presence()) model.net->presence()->sayAlways();
    if (device.is_cuda())
        impl_->on_cuda = std::make_unique<CudaNetwork>(std::move(model), device, typeOf(precision));
    else
        impl_->on_cpu = compileForCpu(model, precision, options, picture_size, threads);
}

ForwardPass::~ForwardPass() = default;

bool ForwardPass::runsOnCpu(DeviceChoice device) {
    return chooseDevice(device).is_cpu();
}

std::vector<cv::Mat> ForwardPass::run(std::span<const cv::Mat> pictures,
                                      const std::stop_token& stop) const {
    if (pictures.empty()) return {};
    // Threads that LibTorch did not start learn the number of threads here.
    thread_local const bool threads_known = (at::init_num_threads(), true);
    (void)threads_known;
    const c10::InferenceMode no_gradients;
    try {
        return impl_->run(pictures, stop);
    } catch (const c10::Error& error) {
        throw ModelError("the network could not run: " + error.msg(), {},
                         "Close other programs, or choose the device \"cpu\".");
    } catch (const std::bad_alloc&) {
        throw ModelError("there is not enough memory to run the network", {},
                         "Close other programs.");
    }
}

const std::string& ForwardPass::device() const noexcept {
    return impl_->device_name;
}

const std::string& ForwardPass::precision() const noexcept {
    return impl_->precision_name;
}

}  // namespace sonomask::segmentation
