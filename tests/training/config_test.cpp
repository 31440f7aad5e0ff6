#include "training/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask::training {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

json minimal() {
    return {{"output", "out"}, {"data", {{"cases", "cases.csv"}}}};
}

std::string refusal(const json& value) {
    try {
        configFrom(value);
    } catch (const ConfigError& error) {
        return error.what();
    }
    return "not refused";
}

TEST(TrainingConfig, SurvivesItsJson) {
    auto config = configFrom(minimal());
    config.stages.emplace_back().layer_rates = {{"backbone.", 0.25}};
    config.loss.boundary = 0.5;
    const auto value = jsonOf(config);
    EXPECT_EQ(jsonOf(configFrom(value)), value);
}

TEST(TrainingConfig, NamesTheUnknownKey) {
    auto value = minimal();
    value["colour"] = 1;
    EXPECT_THAT(refusal(value), HasSubstr("\"colour\""));
    for (const char* section : {"data", "initial", "sampling", "optimiser", "loss", "augmentation",
                                "validation", "architecture"}) {
        auto with_section = minimal();
        with_section[section]["colour"] = 1;
        EXPECT_THAT(refusal(with_section), HasSubstr("colour")) << section;
    }
    value = minimal();
    value["stages"] = {{{"colour", 1}}};
    EXPECT_THAT(refusal(value), AllOf(HasSubstr("stage 1"), HasSubstr("\"colour\"")));
}

TEST(TrainingConfig, NamesTheKeyWithAWrongValue) {
    const std::vector<std::pair<json, const char*>> changes = {
        {{{"threads", "two"}}, "threads"},
        {{{"output", ""}}, "output"},
        {{{"device", "tpu"}}, "device"},
        {{{"precision", "fp8"}}, "precision"},
        {{{"storage", "f8"}}, "storage"},
        {{{"stages", json::array()}}, "stages"},
        {{{"stages", {{{"steps", 0}}}}}, "\"steps\" of stage 1"},
        {{{"stages", {{{"steps", 2e9}}, {{"steps", 2e9}}}}}, "\"steps\" of stage 1"},
        {{{"stages", {json::object(), {{"steps", 10}, {"warm_up_steps", 10}}}}},
         "\"warm_up_steps\" of stage 2"},
        {{{"stages", {{{"rate", -1}}}}}, "\"rate\" of stage 1"},
        {{{"stages", {{{"layer_rates", {{"backbone.", -1}}}}}}},
         "\"backbone.\" in \"layer_rates\" of stage 1"},
        {{{"stages", std::vector<json>(101, json::object())}}, "100 stages at most"},
        {{{"seed", -1}}, "seed"},
        {{{"seed", 1.5}}, "seed"},
        {{{"threads", 1.5}}, "threads"},
        {{{"save_every_seconds", -5}}, "save_every_seconds"},
        {{{"optimiser", {{"batch", 2.9}}}}, "optimiser.batch"},
        {{{"optimiser", {{"batch", 4000000000}}}}, "optimiser.batch"},
        {{{"architecture", {{"aspp_channels", 16.7}}}}, "aspp_channels"},
        {{{"architecture", json::array()}}, "architecture"},
        {{{"loss", {{"presence_share", 2}}}}, "loss.presence_share"},
        {{{"augmentation", {{"flip", 5}}}}, "augmentation.flip"},
        {{{"augmentation", {{"crop_depth", 3}}}}, "augmentation.crop_depth"},
        {{{"augmentation", {{"shadow_depth", 9}}}}, "augmentation.shadow_depth"},
        {{{"augmentation", {{"elastic_points", 1000000}}}}, "augmentation.elastic_points"},
        {{{"data", {{"cases", "c.csv"}, {"validation_split", "train"}}}}, "data.validation_split"},
        {{{"data", {{"cases", "c.csv"}, {"train_split", ""}}}}, "data.train_split"},
        {{{"optimiser", {{"batch", 1}}}}, "optimiser.batch"},
        {{{"optimiser", {{"decay", "linear"}}}}, "optimiser.decay"},
        {{{"optimiser", {{"ema_decay", 1}}}}, "optimiser.ema_decay"},
        {{{"sampling", {{"negative_share", 1}}}}, "sampling.negative_share"},
        {{{"loss", {{"dice", -1}}}}, "loss.dice"},
        {{{"loss", {{"cross_entropy", 0}, {"dice", 0}, {"tversky", 0}, {"presence", 0}}}}, "loss"},
        {{{"augmentation", {{"noise", -0.1}}}}, "augmentation.noise"},
        {{{"validation", {{"thresholds", {1.5}}}}}, "validation.thresholds"},
        {{{"validation", {{"minimal_scores", json::array()}}}}, "validation.minimal_scores"},
        {{{"initial", {{"kept_share", 0.5}}}}, "initial.kept_share"},
        {{{"data", 3}}, "data"},
    };
    for (const auto& [change, key] : changes) {
        auto value = minimal();
        value.update(change);
        EXPECT_THAT(refusal(value), HasSubstr(key));
    }
    EXPECT_THAT(refusal({{"output", "out"}}), HasSubstr("data.cases"));
    EXPECT_THAT(refusal(json::array()), HasSubstr("object"));
}

TEST(TrainingConfig, TakesPathsRelativeToItsFile) {
    const test::TemporaryFolder folder;
    test::writeText(folder / "c.json",
                    R"({"output": "out", "data": {"cases": "/data/cases.csv"},
                        "teachers": ["a.safetensors", "/models/b.safetensors"]})");
    const auto config = readConfig(folder / "c.json");
    EXPECT_THAT(config.teachers,
                testing::ElementsAre(folder / "a.safetensors", "/models/b.safetensors"));
    EXPECT_EQ(config.output, folder / "out");
    EXPECT_EQ(config.data.cases, "/data/cases.csv");
    EXPECT_TRUE(config.initial.imagenet.empty());
}

TEST(TrainingConfig, NamesTheFileThatCannotBeRead) {
    const test::TemporaryFolder folder;
    test::writeText(folder / "broken.json", "{\n  \"seed\": 1\n  \"threads\": 2\n}");
    test::writeText(folder / "twice.json", R"({"seed": 1, "seed": 2})");
    std::filesystem::create_directory(folder / "folder.json");
    const std::map<std::string, const char*> reasons = {{"missing.json", "cannot be opened"},
                                                        {"broken.json", "line 3"},
                                                        {"twice.json", "\"seed\" is there twice"},
                                                        {"folder.json", "is a folder"}};
    for (const auto& [name, reason] : reasons) {
        try {
            readConfig(folder / name);
            ADD_FAILURE() << name;
        } catch (const ConfigError& error) {
            EXPECT_EQ(error.file(), folder / name);
            EXPECT_THAT(error.what(), HasSubstr(reason));
        }
    }
}

}  // namespace
}  // namespace sonomask::training
