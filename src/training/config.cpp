#include "training/config.h"

#include <fstream>
#include <limits>
#include <utility>

#include "base/error.h"
#include "base/json.h"
#include "training/error_context.h"
#include "training/json_fields.h"

namespace sonomask::training {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr double kMany = 1e9;
constexpr double kMostSteps = 1e7;  ///< of a stage
constexpr std::size_t kMostStages = 100;
constexpr Within kShare{0, 1};
constexpr Within kInside{0.001, 0.999};  ///< of 0..1
constexpr Within kExponent{0, 3};        ///< of e
constexpr Within kWeight{0, 1000};       ///< of a term of the loss

template <typename V, typename T>
void fieldsOf(V& visit, T& data) requires std::is_same_v<std::remove_const_t<T>, DataConfig> {
    visit("cases", data.cases);
    visit("train_split", data.train_split);
    visit("validation_split", data.validation_split);
    visit("datasets", data.datasets);
}

template <typename V, typename T>
void fieldsOf(V& visit,
              T& sampling) requires std::is_same_v<std::remove_const_t<T>, SamplingConfig> {
    visit("balance", sampling.balance, Within{0, 10});
    visit("negative_share", sampling.negative_share, Within{0, 0.99});
}

template <typename V, typename T>
void fieldsOf(V& visit, T& stage) requires std::is_same_v<std::remove_const_t<T>, StageConfig> {
    visit("steps", stage.steps, Within{1, kMostSteps});
    visit("rate", stage.rate, Within{1e-12, 10});
    visit("warm_up_steps", stage.warm_up_steps, Within{0, kMostSteps});
    visit("datasets", stage.datasets);
    visit("frozen", stage.frozen);
    visit("reset", stage.reset);
    visit("layer_rates", stage.layer_rates, Within{0, 1000});
}

template <typename V, typename T>
void fieldsOf(V& visit,
              T& optimiser) requires std::is_same_v<std::remove_const_t<T>, OptimiserConfig> {
    visit("batch", optimiser.batch, Within{2, 4096});
    visit("decay", optimiser.decay);
    visit("weight_decay", optimiser.weight_decay, Within{0, 100});
    visit("gradient_norm", optimiser.gradient_norm, Within{0, 1e9});
    visit("ema_decay", optimiser.ema_decay, Within{0, 0.99999});
    visit("frozen_statistics", optimiser.frozen_statistics);
}

template <typename V, typename T>
void fieldsOf(V& visit, T& initial) requires std::is_same_v<std::remove_const_t<T>, InitialConfig> {
    visit("imagenet", initial.imagenet);
    visit("checkpoint", initial.checkpoint);
    visit("layers", initial.layers);
    visit("kept_share", initial.kept_share, Within{0, 0.99});
}

template <typename V, typename T>
void fieldsOf(V& visit, T& loss) requires std::is_same_v<std::remove_const_t<T>, LossConfig> {
    visit("cross_entropy", loss.cross_entropy, kWeight);
    visit("dice", loss.dice, kWeight);
    visit("tversky", loss.tversky, kWeight);
    visit("tversky_missed", loss.tversky_missed, kShare);
    visit("boundary", loss.boundary, kWeight);
    visit("boundary_px", loss.boundary_px, Within{0, 256});
    visit("presence", loss.presence, kWeight);
    visit("presence_share", loss.presence_share, kShare);
    visit("distillation", loss.distillation, kWeight);
}

template <typename V, typename T>
void fieldsOf(V& visit,
              T& change) requires std::is_same_v<std::remove_const_t<T>, AugmentationConfig> {
    visit("beside", change.beside, kShare);
    visit("erase", change.erase, kShare);
    visit("transplant", change.transplant, kShare);
    visit("echo", change.echo, kShare);
    visit("flip", change.flip, kShare);
    visit("rotation_deg", change.rotation_deg, Within{0, 180});
    visit("scale", change.scale, kExponent);
    visit("aspect", change.aspect, kExponent);
    visit("shift", change.shift, kShare);
    visit("elastic", change.elastic, kShare);
    visit("elastic_points", change.elastic_points, Within{2, 64});
    visit("crop", change.crop, kShare);
    visit("crop_depth", change.crop_depth, kShare);
    visit("gamma", change.gamma, kExponent);
    visit("contrast", change.contrast, kExponent);
    visit("brightness", change.brightness, kShare);
    visit("depth_gain", change.depth_gain, kShare);
    visit("speckle", change.speckle, kShare);
    visit("noise", change.noise, kShare);
    visit("blur_px", change.blur_px, Within{0, 32});
    visit("shadows", change.shadows, kShare);
    visit("shadow_depth", change.shadow_depth, kShare);
    visit("calipers", change.calipers, kShare);
    visit("text", change.text, kShare);
    visit("body_mark", change.body_mark, kShare);
}

template <typename V, typename T>
void fieldsOf(V& visit, T& head) requires std::is_same_v<std::remove_const_t<T>, PresenceConfig> {
    visit("freedom", head.freedom, Within{1e-9, 1e9});
    visit("absence_cost", head.absence_cost, Within{1e-6, 1e6});
}

template <typename V, typename T>
void fieldsOf(V& visit,
              T& validation) requires std::is_same_v<std::remove_const_t<T>, ValidationConfig> {
    visit("every_steps", validation.every_steps, Within{1, kMany});
    visit("thresholds", validation.thresholds, kInside);
    visit("minimal_scores", validation.minimal_scores, kInside);
    visit("recall_margin", validation.recall_margin, kShare);
}

template <typename T>
json written(const T& section) {
    FieldWriter writer;
    fieldsOf(writer, section);
    return writer.json;
}

template <typename T>
void readInto(T& section, FieldReader reader) {
    fieldsOf(reader, section);
    reader.finish();
}

std::vector<StageConfig> stagesFrom(const json& list) {
    if (!list.is_array()) throw ConfigError("\"stages\" of the configuration must be a list");
    std::vector<StageConfig> stages;
    for (const auto& item : list) {
        auto& stage = stages.emplace_back();
        const auto place = "stage " + std::to_string(stages.size()) + " of the configuration";
        readInto(stage, FieldReader(item, "", place));
        if (stage.warm_up_steps >= stage.steps)
            throw ConfigError("\"warm_up_steps\" of " + place + " must be less than its \"steps\"");
    }
    return stages;
}

/// The keys of the outermost level that are plain values.
template <typename V, typename T>
void plainFieldsOf(V& visit, T& config) {
    visit("name", config.name);
    visit("version", config.version);
    visit("output", config.output);
    visit("seed", config.seed);
    visit("device", config.device);
    visit("precision", config.precision);
    visit("threads", config.threads, Within{0, 4096});
    visit("save_every_seconds", config.save_every_seconds, Within{0, kMany});
    visit("storage", config.storage);
    visit("preprocessing", config.preprocessing);
    visit("teachers", config.teachers);
}

/// The keys of the outermost level that are objects of their own.
template <typename V, typename T>
void sectionsOf(V&& visit, T& config) {
    visit("data", config.data);
    visit("initial", config.initial);
    visit("sampling", config.sampling);
    visit("optimiser", config.optimiser);
    visit("loss", config.loss);
    visit("augmentation", config.augmentation);
    visit("presence_head", config.presence_head);
    visit("validation", config.validation);
}

void require(bool holds, const std::string& key, const std::string& what) {
    if (!holds) throw ConfigError("\"" + key + "\" of the configuration must be " + what);
}

void requireOneOf(const std::string& key, const std::string& value,
                  std::initializer_list<const char*> allowed) {
    std::string list;
    for (const char* word : allowed) {
        if (value == word) return;
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    throw ConfigError("\"" + key + "\" of the configuration is \"" + value +
                      "\"; it must be one of " + list);
}

void checkStages(const Config& config) {
    require(!config.stages.empty() || config.architecture.presence_head, "stages",
            "a list with at least one stage, unless a presence head is to be fitted");
    require(config.stages.size() <= kMostStages, "stages",
            "a list of " + std::to_string(kMostStages) + " stages at most");
}

void check(const Config& config) {
    require(!config.output.empty(), "output", "the folder that the run writes to");
    require(!config.data.cases.empty(), "data.cases", "the table of the images");
    require(!config.data.train_split.empty(), "data.train_split", "a name in the column \"split\"");
    require(!config.data.validation_split.empty() &&
                config.data.validation_split != config.data.train_split,
            "data.validation_split",
            "a name in the column \"split\", another one than \"data.train_split\"");
    requireOneOf("device", config.device, {"auto", "cpu", "cuda"});
    requireOneOf("precision", config.precision, {"auto", "fp32", "bf16"});
    requireOneOf("storage", config.storage, {"i8", "f16", "f32"});
    requireOneOf("optimiser.decay", config.optimiser.decay, {"cosine", "poly"});
    const bool keeps = config.initial.kept_share > 0;
    require(!keeps || (!config.initial.checkpoint.empty() && config.initial.layers.empty()),
            "initial.kept_share", "0 unless the run starts from a whole checkpoint");
    checkStages(config);
    const LossConfig& loss = config.loss;
    require(config.stages.empty() || loss.cross_entropy + loss.dice + loss.tversky + loss.presence +
                                             (config.teachers.empty() ? 0 : loss.distillation) >
                                         0,
            "loss", "a sum in which at least one term has a weight above 0");
}

}  // namespace

int totalSteps(const Config& config) {
    int steps = 0;
    for (const auto& stage : config.stages) steps += stage.steps;
    return steps;
}

std::vector<fs::path*> pathsIn(Config& config) {
    std::vector<fs::path*> paths{&config.output, &config.data.cases, &config.initial.imagenet,
                                 &config.initial.checkpoint};
    for (auto& teacher : config.teachers) paths.push_back(&teacher);
    return paths;
}

json jsonOf(const Config& config) {
    FieldWriter writer;
    plainFieldsOf(writer, config);
    sectionsOf([&](const char* key, const auto& section) { writer.json[key] = written(section); },
               config);
    writer.json["architecture"] = config.architecture;
    writer.json["stages"] = json::array();
    for (const auto& stage : config.stages) writer.json["stages"].push_back(written(stage));
    return writer.json;
}

Config configFrom(const json& value) {
    Config config;
    json rest = value;
    if (!rest.is_object()) throw ConfigError("the configuration must be a JSON object");
    sectionsOf(
        [&](const char* key, auto& section) {
            if (rest.contains(key)) readInto(section, FieldReader(rest.at(key), key));
            rest.erase(key);
        },
        config);
    if (rest.contains("architecture")) rest.at("architecture").get_to(config.architecture);
    rest.erase("architecture");
    if (rest.contains("stages")) config.stages = stagesFrom(rest.at("stages"));
    rest.erase("stages");
    FieldReader reader(rest, "");
    plainFieldsOf(reader, config);
    reader.finish();
    check(config);
    return config;
}

Config readConfig(const fs::path& file) {
    return withFileNamed(file, [&] {
        std::error_code ignored;
        if (fs::is_directory(file, ignored)) throw ConfigError("is a folder, not a file");
        std::ifstream stream(file);
        if (!stream) throw ConfigError("the configuration cannot be opened", {}, "Check the path.");
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        auto config = configFrom(parseWrittenJson(text));
        const auto folder = fs::absolute(file).parent_path();
        for (fs::path* path : pathsIn(config))
            if (!path->empty()) *path = (folder / *path).lexically_normal();
        return config;
    });
}

}  // namespace sonomask::training
