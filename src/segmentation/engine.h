#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/frame.h"
#include "preprocess/crop_transform.h"
#include "preprocess/settings.h"
#include "segmentation/precision.h"

namespace sonomask::segmentation {

enum class DeviceChoice { Auto, Cpu, Cuda };

/// Views of one frame that are segmented and averaged: more time for steadier outlines.
struct Fusion {
    bool flip = false;     ///< the mirror image
    bool corners = false;  ///< four corner crops of 0.9 of width and height
    friend bool operator==(const Fusion&, const Fusion&) = default;
};

struct EngineOptions {
    std::filesystem::path model;  ///< empty = the shipped model
    DeviceChoice device = DeviceChoice::Auto;
    PrecisionChoice precision = PrecisionChoice::Auto;
    /// Of one forward pass on the CPU; 0 = all cores. LibTorch keeps one number for the process:
    /// the last engine's holds for all. For many frames, as many callers with one thread each
    /// finish sooner than one caller with many threads.
    int threads = 0;
    Fusion fusion;
    bool mass_is_known = false;  ///< a presence head is not asked: somebody says there is a mass
};

/// What a checkpoint says of itself, for reports.
struct ModelInfo {
    std::filesystem::path file;
    std::string name;
    std::string version;
    std::string architecture;    ///< "DeepLabv3+ resnet50 (to layer3), output stride 16"
    std::string provenance;      ///< JSON text: data, seeds, metrics
    double threshold = 0.5;      ///< chosen on validation data, as is
    double minimal_score = 0.5;  ///< from which a part counts as a mass (lesions.h)
    preprocess::Settings preprocessing;
    bool presence_head = false;  ///< asks whether there is a mass at all (network/deeplab.h)
};

/// The probability of mass for each network pixel (CV_32FC1, size×size), and where it lies.
struct ProbabilityMap {
    cv::Mat in_crop;
    preprocess::CropTransform transform;
    cv::Rect ultrasound_region_in_frame;  ///< as preprocessing found it

    /// CV_32FC1 at the frame's size; 0 outside the crop.
    cv::Mat inFrame() const { return transform.toFrame(in_crop); }
};

/// A loaded model, ready to segment. Safe to use from several threads; calls run side by side.
class Engine {
  public:
    /// Loads and prepares the model. Throws `ModelError` (missing, damaged, other version) and
    /// `ConfigError` (a device or precision that this machine has not).
    explicit Engine(const EngineOptions& options);
    ~Engine();
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;

    /// Throws `Cancelled` within a layer's time of a stop.
    ProbabilityMap probability(const Frame& frame, const std::stop_token& stop = {}) const;
    /// The same for several frames in one pass of the network.
    std::vector<ProbabilityMap> probabilities(std::span<const Frame> frames,
                                              const std::stop_token& stop = {}) const;

    /// The same model for frames that are known to show a mass: this engine itself where the model
    /// has no presence head, else another one, loaded at the first call. Throws as the constructor.
    const Engine& forKnownMass() const;

    const ModelInfo& model() const noexcept;
    /// "cpu" or "cuda", and "fp32", "bf16", "fp16" or "int8": what `auto` came to.
    const std::string& device() const noexcept;
    const std::string& precision() const noexcept;
    const Fusion& fusion() const noexcept;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The model that ships: SONOMASK_MODEL, else beside the installed program, else in the source
/// tree. Throws `ModelError` when there is none.
std::filesystem::path shippedModel();

}  // namespace sonomask::segmentation
