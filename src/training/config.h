#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "network/architecture.h"
#include "preprocess/settings.h"
#include "training/augmentation_config.h"

namespace sonomask::training {

/// Where the pictures come from. Paths inside `cases` are relative to its folder.
struct DataConfig {
    std::filesystem::path cases;  ///< table of the images, see docs/training.md
    std::string train_split = "train";
    std::string validation_split = "val";
    std::vector<std::string> datasets;  ///< those to use; empty = all
};

/// How a batch is drawn.
struct SamplingConfig {
    /// A data set of n pictures is drawn in proportion to n to this power: 1 as they are, 0 all
    /// data sets alike.
    double balance = 0.5;
    double negative_share = 0.12;  ///< share of pictures without a mass, where there are any
};

/// One part of the run, with a learning-rate schedule of its own.
struct StageConfig {
    int steps = 1000;
    double rate = 1e-3;  ///< highest learning rate
    int warm_up_steps = 50;
    std::vector<std::string> datasets;          ///< those to draw from; empty = all
    std::vector<std::string> frozen;            ///< prefixes of parameters that do not learn
    std::vector<std::string> reset;             ///< prefixes that start again from random values
    std::map<std::string, double> layer_rates;  ///< prefix -> factor on the rate; longest wins
};

struct OptimiserConfig {
    int batch = 8;
    std::string decay = "cosine";  ///< "cosine" or "poly" (power 0.9), to zero at a stage's end
    double weight_decay = 0.01;
    double gradient_norm = 1.0;  ///< longer gradients are shortened to it; 0 = as they are
    double ema_decay = 0.998;    ///< of the moving average of the weights, which is what is kept
    /// Prefixes of modules whose batch-norm statistics stay as they were loaded.
    std::vector<std::string> frozen_statistics;
};

/// What the weights start from; nothing given = random.
struct InitialConfig {
    std::filesystem::path imagenet;    ///< backbone with torchvision's names
    std::filesystem::path checkpoint;  ///< a Sonomask checkpoint
    std::vector<std::string> layers;   ///< prefixes to take from the checkpoint; empty = all
    double kept_share = 0;             ///< of the checkpoint's weights in the finished model
};

/// Weights of the loss's terms; 0 leaves a term out.
struct LossConfig {
    double cross_entropy = 1.0;
    double dice = 1.0;
    double tversky = 0.5;           ///< recall-aware: a missed pixel costs more than a false one
    double tversky_missed = 0.7;    ///< cost of a missed pixel; of a false one: 1 minus this
    double boundary = 1.0;          ///< additional weight of cross-entropy within the boundary band
    int boundary_px = 3;            ///< half the band's width
    double presence = 0.2;          ///< cross-entropy of "is there a mass" on the strongest pixels
    double presence_share = 0.002;  ///< share of the picture that counts as the strongest
    double distillation = 1.0;      ///< cross-entropy against what the teachers say together
};

/// How `architecture.presence_head` is fitted when the outlines have been learnt.
struct PresenceConfig {
    double freedom = 0.03;    ///< inverse of the penalty on the weights
    double absence_cost = 2;  ///< of a false mass, where a missed one costs 1
};

struct ValidationConfig {
    int every_steps = 500;
    std::vector<double> thresholds{0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7};
    std::vector<double> minimal_scores{0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95};
    /// Merit given up at most for a lower threshold, and with it for recall: about the standard
    /// error of the merit on 400 images.
    double recall_margin = 0.01;
};

/// A whole run. Every key of its JSON is described in docs/training.md.
struct Config {
    std::string name = "sonomask";  ///< of the finished model, for people
    std::string version;            ///< of the finished model
    std::filesystem::path output;   ///< folder of logs, resume state and the finished checkpoint
    std::uint64_t seed = 1;
    std::string device = "auto";     ///< "auto", "cpu" or "cuda"
    std::string precision = "auto";  ///< "auto", "fp32" or "bf16"
    int threads = 0;                 ///< CPU threads; 0 = one for each core
    int save_every_seconds = 300;    ///< between two resume states
    std::string storage = "f16";     ///< of the finished checkpoint: "f32", "f16", "i8"
    DataConfig data;
    preprocess::Settings preprocessing;
    network::Architecture architecture;
    InitialConfig initial;
    /// Checkpoints whose answers are learnt beside the masks, so that one network comes to know
    /// what several do (Hinton et al. 2015, arXiv:1503.02531).
    std::vector<std::filesystem::path> teachers;
    SamplingConfig sampling;
    std::vector<StageConfig> stages{StageConfig{}};
    OptimiserConfig optimiser;
    LossConfig loss;
    AugmentationConfig augmentation;
    PresenceConfig presence_head;
    ValidationConfig validation;
};

/// Steps of all stages together.
int totalSteps(const Config& config);

/// Every file and folder that a configuration names.
std::vector<std::filesystem::path*> pathsIn(Config& config);

/// Every key present.
nlohmann::json jsonOf(const Config& config);
/// Throws `ConfigError` naming the key: unknown keys, values of the wrong kind or out of range.
Config configFrom(const nlohmann::json& json);
/// Reads a file; relative paths in it are relative to its folder. Throws `ConfigError`.
Config readConfig(const std::filesystem::path& file);

}  // namespace sonomask::training
