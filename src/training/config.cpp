#include "training/config.h"

#include <fstream>
#include <limits>
#include <utility>

#include "base/error.h"
#include "base/json.h"
#include "training/json_fields.h"

namespace sonomask::training {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

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
    visit("balance", sampling.balance);
    visit("negative_share", sampling.negative_share);
}

template <typename V, typename T>
void fieldsOf(V& visit, T& stage) requires std::is_same_v<std::remove_const_t<T>, StageConfig> {
    visit("steps", stage.steps);
    visit("rate", stage.rate);
    visit("warm_up_steps", stage.warm_up_steps);
    visit("datasets", stage.datasets);
    visit("frozen", stage.frozen);
    visit("reset", stage.reset);
    visit("layer_rates", stage.layer_rates);
}

template <typename V, typename T>
void fieldsOf(V& visit,
              T& optimiser) requires std::is_same_v<std::remove_const_t<T>, OptimiserConfig> {
    visit("batch", optimiser.batch);
    visit("decay", optimiser.decay);
    visit("weight_decay", optimiser.weight_decay);
    visit("gradient_norm", optimiser.gradient_norm);
    visit("ema_decay", optimiser.ema_decay);
    visit("frozen_statistics", optimiser.frozen_statistics);
}

template <typename V, typename T>
void fieldsOf(V& visit, T& initial) requires std::is_same_v<std::remove_const_t<T>, InitialConfig> {
    visit("imagenet", initial.imagenet);
    visit("checkpoint", initial.checkpoint);
    visit("layers", initial.layers);
    visit("kept_share", initial.kept_share);
}

template <typename V, typename T>
void fieldsOf(V& visit, T& loss) requires std::is_same_v<std::remove_const_t<T>, LossConfig> {
    visit("cross_entropy", loss.cross_entropy);
    visit("dice", loss.dice);
    visit("tversky", loss.tversky);
    visit("tversky_missed", loss.tversky_missed);
    visit("boundary", loss.boundary);
    visit("boundary_px", loss.boundary_px);
    visit("presence", loss.presence);
    visit("presence_share", loss.presence_share);
    visit("distillation", loss.distillation);
}

template <typename V, typename T>
void fieldsOf(V& visit,
              T& change) requires std::is_same_v<std::remove_const_t<T>, AugmentationConfig> {
    visit("beside", change.beside);
    visit("erase", change.erase);
    visit("transplant", change.transplant);
    visit("echo", change.echo);
    visit("flip", change.flip);
    visit("rotation_deg", change.rotation_deg);
    visit("scale", change.scale);
    visit("aspect", change.aspect);
    visit("shift", change.shift);
    visit("elastic", change.elastic);
    visit("elastic_points", change.elastic_points);
    visit("crop", change.crop);
    visit("crop_depth", change.crop_depth);
    visit("gamma", change.gamma);
    visit("contrast", change.contrast);
    visit("brightness", change.brightness);
    visit("depth_gain", change.depth_gain);
    visit("speckle", change.speckle);
    visit("noise", change.noise);
    visit("blur_px", change.blur_px);
    visit("shadows", change.shadows);
    visit("shadow_depth", change.shadow_depth);
    visit("calipers", change.calipers);
    visit("text", change.text);
    visit("body_mark", change.body_mark);
}

template <typename V, typename T>
void fieldsOf(V& visit, T& head) requires std::is_same_v<std::remove_const_t<T>, PresenceConfig> {
    visit("freedom", head.freedom);
    visit("absence_cost", head.absence_cost);
}

template <typename V, typename T>
void fieldsOf(V& visit,
              T& validation) requires std::is_same_v<std::remove_const_t<T>, ValidationConfig> {
    visit("every_steps", validation.every_steps);
    visit("thresholds", validation.thresholds);
    visit("minimal_scores", validation.minimal_scores);
    visit("recall_margin", validation.recall_margin);
}

template <typename T>
json written(const T& section) {
    FieldWriter writer;
    fieldsOf(writer, section);
    return writer.json;
}

template <typename T>
void readInto(T& section, const json& value, const std::string& name) {
    FieldReader reader(value, name);
    fieldsOf(reader, section);
    reader.finish();
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
    visit("threads", config.threads);
    visit("save_every_seconds", config.save_every_seconds);
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

/// All numbers of a section are amounts: none is negative.
void requireAmounts(const json& section, const std::string& name) {
    for (const auto& [key, value] : section.items())
        if (value.is_number()) require(value.get<double>() >= 0, name + "." + key, "zero or more");
}

void requireShares(const std::vector<double>& values, const std::string& key) {
    require(!values.empty(), key, "a list of numbers");
    for (const double value : values) require(value > 0 && value < 1, key, "numbers within 0..1");
}

void checkStages(const Config& config) {
    require(!config.stages.empty() || config.architecture.presence_head, "stages",
            "a list with at least one stage, unless a presence head is to be fitted");
    for (const auto& stage : config.stages) {
        require(stage.steps > 0, "stages.steps", "above zero");
        require(stage.rate > 0, "stages.rate", "above zero");
        require(stage.warm_up_steps >= 0 && stage.warm_up_steps < stage.steps,
                "stages.warm_up_steps", "zero or more and less than the stage's steps");
    }
}

void check(const Config& config) {
    require(!config.output.empty(), "output", "the folder that the run writes to");
    require(!config.data.cases.empty(), "data.cases", "the table of the images");
    requireOneOf("device", config.device, {"auto", "cpu", "cuda"});
    requireOneOf("precision", config.precision, {"auto", "fp32", "bf16"});
    requireOneOf("storage", config.storage, {"i8", "f16", "f32"});
    requireOneOf("optimiser.decay", config.optimiser.decay, {"cosine", "poly"});
    require(config.threads >= 0, "threads", "zero or more");
    require(config.optimiser.batch >= 2, "optimiser.batch", "2 or more");
    require(config.optimiser.ema_decay < 1, "optimiser.ema_decay", "less than 1");
    require(config.sampling.negative_share < 1, "sampling.negative_share", "less than 1");
    require(config.loss.tversky_missed <= 1, "loss.tversky_missed", "1 at most");
    require(config.augmentation.elastic_points >= 2, "augmentation.elastic_points", "2 or more");
    const bool keeps = config.initial.kept_share > 0;
    require(config.initial.kept_share >= 0 && config.initial.kept_share < 1, "initial.kept_share",
            "0 or more and below 1");
    require(!keeps || (!config.initial.checkpoint.empty() && config.initial.layers.empty()),
            "initial.kept_share", "0 unless the run starts from a whole checkpoint");
    require(config.presence_head.freedom > 0, "presence_head.freedom", "above zero");
    require(config.presence_head.absence_cost > 0, "presence_head.absence_cost", "above zero");
    require(config.validation.every_steps > 0, "validation.every_steps", "above zero");
    require(config.validation.recall_margin >= 0, "validation.recall_margin", "0 or more");
    requireShares(config.validation.thresholds, "validation.thresholds");
    requireShares(config.validation.minimal_scores, "validation.minimal_scores");
    requireAmounts(written(config.optimiser), "optimiser");
    requireAmounts(written(config.sampling), "sampling");
    requireAmounts(written(config.loss), "loss");
    requireAmounts(written(config.augmentation), "augmentation");
    checkStages(config);
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
            if (rest.contains(key)) readInto(section, rest.at(key), key);
            rest.erase(key);
        },
        config);
    if (rest.contains("architecture")) rest.at("architecture").get_to(config.architecture);
    rest.erase("architecture");
    if (rest.contains("stages")) {
        require(rest.at("stages").is_array(), "stages", "a list");
        config.stages.clear();
        for (const auto& item : rest.at("stages"))
            readInto(config.stages.emplace_back(), item, "stages");
    }
    rest.erase("stages");
    FieldReader reader(rest, "");
    plainFieldsOf(reader, config);
    reader.finish();
    check(config);
    return config;
}

Config readConfig(const fs::path& file) {
    std::ifstream stream(file);
    if (!stream) throw ConfigError("the configuration cannot be opened", file, "Check the path.");
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto value = parseJson(text, JsonComments::Skipped);
    if (value.is_discarded()) throw ConfigError("the configuration is not valid JSON", file);
    try {
        auto config = configFrom(value);
        const auto folder = fs::absolute(file).parent_path();
        for (fs::path* path : pathsIn(config))
            if (!path->empty()) *path = (folder / *path).lexically_normal();
        return config;
    } catch (const ConfigError& error) {
        throw ConfigError(error.reason(), file, error.remedy());
    }
}

}  // namespace sonomask::training
