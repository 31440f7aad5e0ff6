#include "segmentation/engine.h"

#include <algorithm>
#include <map>
#include <mutex>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/processor.h"
#include "base/progress.h"
#include "network/checkpoint.h"
#include "preprocess/preprocess.h"
#include "segmentation/forward_pass.h"
#include "segmentation/precision_memory.h"
#include "segmentation/precision_trial.h"
#include "segmentation/rounding.h"
#include "segmentation/views.h"

namespace sonomask::segmentation {
namespace {

/// Pictures that go through the network at once; more would only cost memory.
constexpr std::size_t kBatch = 8;

EngineOptions withModel(EngineOptions options) {
    if (options.model.empty()) options.model = shippedModel();
    return options;
}

std::string describe(const network::Architecture& architecture) {
    return "DeepLabv3+ " + network::nameOf(architecture.backbone) +
           (architecture.ends_after_layer3 ? " (to layer3)" : "") + ", output stride " +
           std::to_string(architecture.output_stride) +
           (architecture.separable ? ", separable" : ", dense") +
           (architecture.presence_head ? ", presence head" : "");
}

/// A text of the provenance, or what stands in for it when the checkpoint does not say.
std::string textOf(const nlohmann::json& provenance, const char* key, std::string otherwise) {
    const auto found = provenance.find(key);
    return found != provenance.end() && found->is_string() ? found->get<std::string>()
                                                           : std::move(otherwise);
}

ModelInfo infoFrom(const std::filesystem::path& file, const network::CheckpointHeader& header) {
    ModelInfo info;
    info.file = file;
    info.name = textOf(header.provenance, "name", file.stem().string());
    info.version = textOf(header.provenance, "version", "");
    info.architecture = describe(header.architecture);
    info.provenance = header.provenance.dump();
    info.threshold = header.threshold;
    info.minimal_score = header.minimal_score;
    info.presence_head = header.architecture.presence_head;
    try {
        info.preprocessing = header.preprocessing.get<preprocess::Settings>();
    } catch (const ConfigError& error) {
        throw ModelError(error.reason(), file, "Choose a Sonomask checkpoint.");
    }
    return info;
}

/// `auto` measured: on the CPU bf16 where it is faster here and leaves the masks as they are.
EngineOptions withPrecision(EngineOptions options, const ModelInfo& info) {
    const bool open = options.precision == PrecisionChoice::Auto &&
                      ForwardPass::runsOnCpu(options.device) && cpuHasBf16();
    if (!open) return options;
    const int threads = options.threads > 0 ? options.threads : availableProcessors();
    options.precision =
        bestOf(rememberedTrial(precisionMemoryFile(), trialKey(options.model, threads),
                               [&] { return tryPrecisions(options, info); }));
    return options;
}

/// The precision in which a frame runs again that hangs on the digits of this one.
std::string finerThan(const std::string& precision) {
    return precision == "int8" && cpuHasBf16() ? "bf16" : "fp32";
}

/// A frame on its way through the network.
struct Job {
    preprocess::NetworkInput input;
    std::vector<View> views;
};

std::vector<cv::Mat> picturesOf(const Job& job) {
    std::vector<cv::Mat> pictures;
    for (const View& view : job.views) pictures.push_back(lookThrough(view, job.input.pixels));
    return pictures;
}

}  // namespace

struct Engine::Impl {
    explicit Impl(const EngineOptions& given)
        : options(withModel(given)),
          info(infoFrom(options.model, network::readCheckpointHeader(options.model))),
          network(withPrecision(options, info), info.preprocessing.size) {}

    Job prepare(const Frame& frame) const {
        Job job{preprocess::preprocess(frame, info.preprocessing), {}};
        job.views =
            viewsFor(options.fusion, job.input.transform.contentInCrop(), info.preprocessing.size);
        return job;
    }

    std::vector<cv::Mat> run(const ForwardPass& pass, const std::vector<cv::Mat>& pictures,
                             const std::stop_token& stop) const {
        std::vector<cv::Mat> maps;
        for (std::size_t from = 0; from < pictures.size(); from += kBatch) {
            const std::size_t count = std::min(kBatch, pictures.size() - from);
            for (cv::Mat& map : pass.run(std::span(pictures).subspan(from, count), stop))
                maps.push_back(std::move(map));
        }
        return maps;
    }

    /// The same network in another precision, loaded when the first frame needs it.
    const ForwardPass& networkIn(const std::string& precision) const {
        const std::lock_guard lock(finer_loading);
        std::unique_ptr<ForwardPass>& pass = finer[precision];
        if (!pass) {
            EngineOptions wanted = options;
            wanted.precision = precisionNamed(precision);
            pass = std::make_unique<ForwardPass>(wanted, info.preprocessing.size);
        }
        return *pass;
    }

    /// The views' maps as one; computed again where the outline hangs on the digits that there are.
    cv::Mat fused(const Job& job, std::vector<cv::Mat> maps, const std::stop_token& stop) const {
        cv::Mat map = fuse(job.views, maps);
        std::string precision = network.precision();
        while (hangsOnRounding(map, info.threshold, info.minimal_score, roundingOf(precision))) {
            precision = finerThan(precision);
            map = fuse(job.views, run(networkIn(precision), picturesOf(job), stop));
        }
        return map;
    }

    const Engine& knowing() const {
        const std::lock_guard lock(knowing_loading);
        if (!for_known_mass) {
            EngineOptions wanted = options;
            wanted.mass_is_known = true;
            wanted.precision = precisionNamed(network.precision());
            for_known_mass = std::make_unique<Engine>(wanted);
        }
        return *for_known_mass;
    }

    EngineOptions options;
    ModelInfo info;
    ForwardPass network;
    mutable std::mutex knowing_loading;
    mutable std::unique_ptr<Engine> for_known_mass;
    mutable std::mutex finer_loading;
    mutable std::map<std::string, std::unique_ptr<ForwardPass>> finer;
};

Engine::Engine(const EngineOptions& options) : impl_(std::make_unique<Impl>(options)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

ProbabilityMap Engine::probability(const Frame& frame, const std::stop_token& stop) const {
    return std::move(probabilities({&frame, 1}, stop).front());
}

std::vector<ProbabilityMap> Engine::probabilities(std::span<const Frame> frames,
                                                  const std::stop_token& stop) const {
    std::vector<Job> jobs;
    std::vector<cv::Mat> pictures;
    for (const Frame& frame : frames) {
        throwIfStopped(stop);
        jobs.push_back(impl_->prepare(frame));
        for (cv::Mat& picture : picturesOf(jobs.back())) pictures.push_back(std::move(picture));
    }
    const std::vector<cv::Mat> maps = impl_->run(impl_->network, pictures, stop);
    std::vector<ProbabilityMap> results;
    auto next = maps.begin();
    for (const Job& job : jobs) {
        const auto end = next + static_cast<std::ptrdiff_t>(job.views.size());
        results.push_back({impl_->fused(job, {next, end}, stop), job.input.transform,
                           job.input.ultrasound_region_in_frame});
        next = end;
    }
    return results;
}

const Engine& Engine::forKnownMass() const {
    return impl_->info.presence_head && !impl_->options.mass_is_known ? impl_->knowing() : *this;
}

const ModelInfo& Engine::model() const noexcept {
    return impl_->info;
}

const std::string& Engine::device() const noexcept {
    return impl_->network.device();
}

const Fusion& Engine::fusion() const noexcept {
    return impl_->options.fusion;
}

const std::string& Engine::precision() const noexcept {
    return impl_->network.precision();
}

}  // namespace sonomask::segmentation
