#include "training/trainer.h"

#include <chrono>
#include <cmath>
#include <optional>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/number_text.h"
#include "network/model.h"
#include "training/adamw.h"
#include "training/augmentation.h"
#include "training/device.h"
#include "training/known_names.h"
#include "training/losses.h"
#include "training/presence.h"
#include "training/provenance.h"
#include "training/run_log.h"
#include "training/run_state.h"
#include "training/sampler.h"
#include "training/schedule.h"
#include "training/teachers.h"
#include "training/validation.h"
#include "training/weights.h"

namespace sonomask::training {
namespace {

using Clock = std::chrono::steady_clock;

// Keeps the numbers of the augmentation apart from those of the sampler and of fresh weights.
constexpr std::uint64_t kAugmentationSeed = 0x5eed0a06;

std::string remaining(double seconds) {
    return seconds < 90 ? fixedText(seconds, 0) + " s left"
                        : fixedText(seconds / 60, 0) + " min left";
}

const std::vector<std::string>& datasetsOf(const Config& config, const StageConfig& stage) {
    return stage.datasets.empty() ? config.data.datasets : stage.datasets;
}

}  // namespace

class Trainer::Run {
  public:
    Run(const Config& config, const PackedSet& set)
        : config_(config),
          set_(set),
          fingerprint_(fingerprintOf(set)),
          compute_(chooseCompute(config.device, config.precision)),
          data_(set, compute_.device),
          validation_rows_(rowsOf(set, config.data.validation_split, config.data.datasets)),
          net_(initialNet(config)),
          average_(config.architecture),
          teachers_(config.teachers, compute_) {
        requireKnownNames(config, net_, set);
        if (validation_rows_.empty())
            throw ConfigError("the split \"" + config.data.validation_split +
                              "\" has no images to validate on");
        if (config.architecture.presence_head) findPresenceRows();
        for (const auto& stage : config.stages)
            samplers_.emplace_back(set, config.data.train_split, datasetsOf(config, stage),
                                   config.sampling, config.seed);
        makeFolder(config.output);
        for (auto* net : {&net_, &average_}) {
            (*net)->to(compute_.device);
            makeChannelsLast(*net);
        }
        averageWeights(average_, net_, 0);
        resume();
        log_.emplace(config.output, step_);
    }

    void run(const ProgressCallback& progress, const std::stop_token& stop);
    int nextStep() const noexcept { return step_; }

  private:
    void findPresenceRows();
    void resume();
    void enterStage(const StagePosition& position);
    void takeStep();
    ValidationResult validateNow(network::DeepLabV3Plus& net, const std::stop_token& stop);
    [[noreturn]] void failAsDiverged(const std::string& what) const;
    void save();
    network::DeepLabV3Plus finish(const std::stop_token& stop);
    void exportModel(network::DeepLabV3Plus& net, const ValidationResult& result) const;
    network::Storage storage() const;
    void announce(const ProgressCallback& progress) const;
    RunState state();

    const Config config_;
    const PackedSet& set_;
    const std::string fingerprint_;
    const Compute compute_;
    const DeviceSet data_;
    const std::vector<std::int64_t> validation_rows_;
    std::vector<std::int64_t> presence_rows_;  ///< what a presence head is fitted to
    std::vector<Sampler> samplers_;
    network::DeepLabV3Plus net_;
    network::DeepLabV3Plus average_;
    const Teachers teachers_;
    std::optional<AdamW> optimiser_;
    std::optional<RunLog> log_;
    int step_ = 0;
    int first_step_ = 0;
    double last_loss_ = 0;
    Clock::time_point started_ = Clock::now();
    Clock::time_point saved_ = Clock::now();
};

void Trainer::Run::findPresenceRows() {
    presence_rows_ =
        rowsOfBothKinds(set_, rowsOf(set_, config_.data.train_split, config_.data.datasets));
    if (!presence_rows_.empty()) return;
    throw ConfigError(
        "a presence head learns from images with and without a mass, and no data set "
        "of the split \"" +
            config_.data.train_split + "\" has both",
        {}, "Add such images, or leave out \"presence_head\".");
}

RunState Trainer::Run::state() {
    RunState state;
    state.step = step_;
    state.architecture = config_.architecture;
    state.fingerprint = fingerprint_;
    state.groups[kNet] = network::stateOf(*net_);
    state.groups[kAverage] = network::stateOf(*average_);
    if (optimiser_) {
        state.groups[kFirstMoments] = optimiser_->firstMoments();
        state.groups[kSecondMoments] = optimiser_->secondMoments();
    }
    return state;
}

void Trainer::Run::resume() {
    const auto file = config_.output / kStateFile;
    if (!std::filesystem::exists(file)) return;
    step_ = first_step_ = savedStep(file, state());
    const auto position = positionOf(config_, step_);
    // At a stage's first step the optimiser is a new one: `takeStep` has it made. A run that only
    // fits a presence head has no stage.
    if (position.stage < config_.stages.size() && position.step_in_stage > 0) enterStage(position);
    readRunState(file, state());
}

void Trainer::Run::enterStage(const StagePosition& position) {
    const auto& stage = config_.stages[position.stage];
    if (position.step_in_stage == 0 && !stage.reset.empty()) {
        resetLayers(net_, stage.reset);
        copyLayers(average_, net_, stage.reset);  // the same draw: it is what the average is of
    }
    freezeParameters(net_, stage.frozen);
    optimiser_.emplace(*net_, config_.optimiser.weight_decay,
                       [&](const std::string& name) { return layerRate(stage, name); });
}

void Trainer::Run::takeStep() {
    const auto position = positionOf(config_, step_);
    torch::manual_seed(seedOfStep(config_.seed ^ kAugmentationSeed, std::uint64_t(step_)));
    if (position.step_in_stage == 0) enterStage(position);
    const auto& stage = config_.stages[position.stage];

    const auto rows = samplers_[position.stage].batch(step_, config_.optimiser.batch);
    Batch batch{data_.picturesOf(rows), data_.masksOf(rows)};
    augment(batch, config_.augmentation);

    setTrainingMode(net_, config_.optimiser.frozen_statistics);
    torch::Tensor logits;
    {
        const Autocast autocast(compute_);
        logits = net_(batch.pictures.contiguous(torch::MemoryFormat::ChannelsLast));
    }
    const auto taught = teachers_.probability(batch.pictures);
    const auto losses = lossesOf(logits, batch.masks, taught, config_.loss);
    optimiser_->clearGradients();
    losses.total.backward();
    const double length = optimiser_->limitGradients(config_.optimiser.gradient_norm);
    last_loss_ = losses.total.item<double>();
    // Before the step: the state that was saved last can still be gone on with.
    if (!std::isfinite(last_loss_) || !std::isfinite(length))
        failAsDiverged("the loss or its gradient");
    const double rate = learningRate(stage, config_.optimiser.decay, position.step_in_stage);
    optimiser_->step(rate, position.step_in_stage + 1);
    averageWeights(average_, net_,
                   averageDecay(config_.optimiser.ema_decay, stepsSinceReset(config_, step_)));

    const auto number = [](const torch::Tensor& tensor) { return tensor.item<double>(); };
    log_->add(StepRecord{step_, last_loss_, number(losses.cross_entropy), number(losses.dice),
                         number(losses.tversky), number(losses.presence),
                         number(losses.distillation), rate});
    ++step_;
}

ValidationResult Trainer::Run::validateNow(network::DeepLabV3Plus& net,
                                           const std::stop_token& stop) {
    auto result = validate(net, set_, data_, validation_rows_, config_.validation, compute_, stop);
    const auto& best = result.best();
    log_->add(ValidationRecord{step_, best.threshold, best.minimal_score, best.mean_dice,
                               best.false_mass_share, best.merit});
    return result;
}

void Trainer::Run::failAsDiverged(const std::string& what) const {
    throw ConfigError(what + " is no longer a finite number at step " + std::to_string(step_), {},
                      "Lower the learning rate or weaken the augmentation, and give the same "
                      "command again; where that does not help, delete " +
                          (config_.output / kStateFile).string() + " to start again.");
}

/// The log first: a run that goes on leaves out its rows from the state's step on, but has no way
/// to make up for missing ones.
void Trainer::Run::save() {
    if (!allFinite(net_) || !allFinite(average_)) failAsDiverged("a weight");
    log_->write();
    writeRunState(config_.output / kStateFile, state());
    saved_ = Clock::now();
}

void Trainer::Run::announce(const ProgressCallback& progress) const {
    const std::chrono::duration<double> passed = Clock::now() - started_;
    const int total = totalSteps(config_);
    const double seconds = passed.count() / (step_ - first_step_) * (total - step_);
    sonomask::reportProgress(
        progress, std::size_t(step_), std::size_t(total),
        "training, loss " + fixedText(last_loss_, 4) + ", " + remaining(seconds));
}

/// The net as its checkpoint will hold it: what follows judges what will be read.
network::DeepLabV3Plus Trainer::Run::finish(const std::stop_token& stop) {
    auto net = finishedNet(config_, average_);
    network::roundTo(storage(), net);
    if (config_.architecture.presence_head) {
        fitPresence(net, set_, data_, presence_rows_, config_.presence_head, stop);
        network::roundTo(storage(), net);
    }
    if (!allFinite(net))
        throw ConfigError("a weight is too large for \"storage\": \"" + config_.storage + "\"", {},
                          "Choose \"f32\", or lower the learning rate.");
    return net;
}

void Trainer::Run::run(const ProgressCallback& progress, const std::stop_token& stop) {
    const int total = totalSteps(config_);
    started_ = saved_ = Clock::now();
    try {
        while (step_ < total) {
            throwIfStopped(stop);
            takeStep();
            announce(progress);
            if (step_ < total && step_ % config_.validation.every_steps == 0)
                validateNow(average_, stop);
            if (Clock::now() - saved_ > std::chrono::seconds(config_.save_every_seconds)) save();
        }
        reportProgress(progress, std::size_t(total), std::size_t(total), "choosing the threshold");
        save();
        auto net = finish(stop);
        const auto result = validateNow(net, stop);
        log_->write();
        exportModel(net, result);
    } catch (const Cancelled&) {
        save();
        throw;
    }
}

network::Storage Trainer::Run::storage() const {
    using network::Storage;
    return config_.storage == "i8"    ? Storage::I8
           : config_.storage == "f16" ? Storage::F16
                                      : Storage::F32;
}

void Trainer::Run::exportModel(network::DeepLabV3Plus& net, const ValidationResult& result) const {
    network::CheckpointHeader header;
    header.architecture = config_.architecture;
    header.preprocessing = set_.preprocessing;
    header.provenance = provenanceOf(config_, set_, fingerprint_, step_, metricsOf(result));
    header.threshold = result.best().threshold;
    header.minimal_score = result.best().minimal_score;
    network::saveModel(config_.output / kModelFile, header, net, storage());
}

Trainer::Trainer(const Config& config, const PackedSet& set)
    : run_(std::make_unique<Run>(config, set)) {}

Trainer::~Trainer() = default;

void Trainer::run(const ProgressCallback& progress, std::stop_token stop) {
    run_->run(progress, stop);
}

int Trainer::nextStep() const noexcept {
    return run_->nextStep();
}

}  // namespace sonomask::training
