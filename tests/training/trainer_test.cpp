#include "training/trainer.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "discs.h"
#include "network/model.h"
#include "network/tensor_io.h"
#include "support/temporary_folder.h"
#include "training/teachers.h"
#include "training/threads.h"
#include "training/validation.h"

namespace sonomask::training {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;

struct Killed {};

/// Small and quick: what is tested is the same for any size.
Config miniature(const std::filesystem::path& output) {
    auto config = test::tinyConfig(output, 4);
    config.architecture.aspp_channels = 8;
    config.architecture.decoder_channels = 8;
    config.optimiser.batch = 3;
    config.storage = "f32";
    StageConfig second;
    second.steps = 4;
    second.warm_up_steps = 1;
    second.frozen = {"backbone."};
    second.reset = {"decoder."};
    config.stages.push_back(second);
    return config;
}

std::string weightsOf(const std::filesystem::path& checkpoint) {
    const auto bytes = test::readText(checkpoint);
    std::uint64_t header = 0;
    std::copy_n(bytes.data(), 8, reinterpret_cast<char*>(&header));
    return bytes.substr(8 + header);
}

TEST(Trainer, GivesTheSameWeightsWhenKilledAndResumed) {
    setThreads(1);
    const auto set = test::discs(32, 8, 4);
    const TemporaryFolder unbroken, broken;
    Trainer(miniature(unbroken.path()), set).run({}, {});

    auto config = miniature(broken.path());
    config.save_every_seconds = 0;  // a state after each step
    for (const std::size_t last : {3, 4, 6}) {
        const auto kill = [&](const Progress& progress) {
            if (progress.done == last + 1) throw Killed();
        };
        Trainer trainer(config, set);
        EXPECT_THROW(trainer.run(kill, {}), Killed);
        EXPECT_EQ(Trainer(config, set).nextStep(), int(last));
    }
    Trainer(config, set).run({}, {});
    EXPECT_EQ(weightsOf(broken / kModelFile), weightsOf(unbroken / kModelFile));
    EXPECT_EQ(test::readText(broken / "steps.csv"), test::readText(unbroken / "steps.csv"));
}

// What the average holds of layers that a late stage begins anew is what was learnt since, not the
// random values of some other draw.
TEST(Trainer, AveragesLayersThatWereResetFromTheirOwnStart) {
    setThreads(1);
    const TemporaryFolder folder;
    auto config = miniature(folder.path());
    config.stages[1].rate = 1e-9;  // what is learnt since is nothing: the start itself remains
    Trainer(config, test::discs(32, 8, 4)).run({}, {});
    const auto state = network::Safetensors::read(folder / kStateFile);
    const auto tensor = [&](const std::string& name) {
        return network::tensorFrom(state.tensors().at(name));
    };
    for (const char* name : {"decoder.classifier.weight", "decoder.fuse1.conv.weight"})
        EXPECT_TRUE(torch::allclose(tensor(std::string("average/") + name),
                                    tensor(std::string("net/") + name), 0, 1e-6))
            << name;
}

TEST(Trainer, SavesItsStateWhenStopped) {
    const auto set = test::discs(32, 8, 4);
    const TemporaryFolder folder;
    std::stop_source source;
    const auto stop = [&](const Progress& progress) {
        if (progress.done == 2) source.request_stop();
    };
    Trainer trainer(miniature(folder.path()), set);
    EXPECT_THROW(trainer.run(stop, source.get_token()), Cancelled);
    EXPECT_EQ(Trainer(miniature(folder.path()), set).nextStep(), 2);
}

TEST(Trainer, RefusesAStateOfOtherDataOrArchitecture) {
    const auto set = test::discs(32, 8, 4);
    const TemporaryFolder folder;
    auto config = miniature(folder.path());
    Trainer(config, set).run({}, {});
    const auto other_data = test::discs(32, 8, 3);
    EXPECT_THROW(Trainer(config, other_data), ConfigError);
    config.architecture.decoder_channels = 12;
    EXPECT_THROW(Trainer(config, set), ConfigError);
}

// Version 0.5 of the model was made so: no stage, in the folder of a run that had some.
TEST(Trainer, FitsAPresenceHeadInTheFolderOfAFinishedRun) {
    const auto set = test::discs(32, 8, 4);
    const TemporaryFolder folder;
    auto config = miniature(folder.path());
    Trainer(config, set).run({}, {});
    auto head_only = config;
    head_only.stages.clear();
    head_only.architecture.presence_head = true;
    EXPECT_THAT([&] { Trainer(head_only, set); },
                testing::ThrowsMessage<ConfigError>(testing::AllOf(
                    HasSubstr("another architecture"), HasSubstr("delete the state"))));
    std::filesystem::remove(folder / kStateFile);
    config.architecture.presence_head = true;
    Trainer(config, set).run({}, {});
    Trainer(head_only, set).run({}, {});
    EXPECT_EQ(network::readCheckpointHeader(folder / kModelFile).provenance.at("steps"), 8);
}

// What is frozen is part of the schedule, which may be changed between two parts of a run.
TEST(Trainer, GoesOnWithLayersThatWereFrozenUntilNow) {
    const auto set = test::discs(32, 8, 4);
    const TemporaryFolder folder;
    auto config = miniature(folder.path());
    config.stages.resize(1);
    config.stages[0].frozen = {"backbone."};
    Trainer(config, set).run({}, {});
    config.stages[0].frozen.clear();
    config.stages[0].steps = 6;
    Trainer(config, set).run({}, {});
    EXPECT_EQ(Trainer(config, set).nextStep(), 6);
}

TEST(Trainer, WritesNoModelWhoseWeightsAreNoNumbers) {
    const auto set = test::discs(32, 8, 4);
    const TemporaryFolder folder;
    auto config = miniature(folder.path());
    config.stages.resize(1);
    config.stages[0].steps = 2;
    config.stages[0].rate = 3e37;
    EXPECT_THAT([&] { Trainer(config, set).run({}, {}); },
                testing::ThrowsMessage<ConfigError>(HasSubstr("Lower the learning rate")));
    EXPECT_FALSE(std::filesystem::exists(folder / kModelFile));
    EXPECT_FALSE(std::filesystem::exists(folder / kStateFile));

    config.stages[0].steps = 1;
    config.stages[0].rate = 2e5;  // of f32 only
    config.storage = "f16";
    EXPECT_THAT([&] { Trainer(config, set).run({}, {}); },
                testing::ThrowsMessage<ConfigError>(HasSubstr("f32")));
    EXPECT_FALSE(std::filesystem::exists(folder / kModelFile));
}

TEST(Trainer, GoesOnFromBeforeItDivergedWhenTheRateIsLowered) {
    const auto set = test::discs(32, 8, 4);
    const TemporaryFolder folder;
    auto config = miniature(folder.path());
    config.save_every_seconds = 0;
    const auto kill = [](const Progress& progress) {
        if (progress.done == 3) throw Killed();
    };
    EXPECT_THROW(Trainer(config, set).run(kill, {}), Killed);
    auto steep = config;
    steep.stages[0].rate = 3e37;
    steep.save_every_seconds = 300;
    EXPECT_THROW(Trainer(steep, set).run({}, {}), ConfigError);
    EXPECT_EQ(Trainer(config, set).nextStep(), 2);
    Trainer(config, set).run({}, {});
    EXPECT_TRUE(std::filesystem::exists(folder / kModelFile));
}

TEST(Trainer, SaysHowToGoOnWithADamagedState) {
    const auto set = test::discs(32, 8, 4);
    const TemporaryFolder folder;
    const auto config = miniature(folder.path());
    Trainer(config, set).run({}, {});
    const auto bytes = test::readText(folder / kStateFile);
    test::writeText(folder / kStateFile, bytes.substr(0, bytes.size() - 10));
    EXPECT_THAT([&] { Trainer(config, set); },
                testing::ThrowsMessage<ReadError>(
                    testing::AllOf(HasSubstr(kStateFile), HasSubstr("delete the state"))));
}

TEST(Trainer, NamesLayersAndDataSetsThatThereAreNot) {
    const auto set = test::discs(32, 8, 4);
    const std::vector<std::pair<std::function<void(Config&)>, std::vector<std::string>>> wrong = {
        {[](Config& c) { c.stages[1].frozen = {"encoder."}; }, {"frozen", "stage 2", "encoder."}},
        {[](Config& c) { c.stages[1].reset = {"deocder."}; }, {"reset", "stage 2", "deocder."}},
        {[](Config& c) {
             c.stages[0].layer_rates = {{"backbne.", 0.5}};
         },
         {"layer_rates", "stage 1", "backbne."}},
        {[](Config& c) {
             c.stages[0].datasets = {"even", "nope"};
         },
         {"datasets", "stage 1", "nope"}},
        {[](Config& c) { c.initial.layers = {"bakcbone."}; }, {"initial.layers", "bakcbone."}},
        {[](Config& c) { c.optimiser.frozen_statistics = {"backbone.conv1."}; },
         {"optimiser.frozen_statistics", "backbone.conv1."}},
        {[](Config& c) {
             c.stages[1].frozen = {"backbone.", "aspp.", "decoder."};
         },
         {"frozen", "stage 2", "no layer that learns"}},
    };
    for (const auto& [change, words] : wrong) {
        const TemporaryFolder folder;
        auto config = miniature(folder / "run");
        change(config);
        try {
            Trainer(config, set);
            ADD_FAILURE() << words.back();
        } catch (const ConfigError& error) {
            for (const auto& word : words) EXPECT_THAT(error.what(), HasSubstr(word));
        }
        EXPECT_FALSE(std::filesystem::exists(config.output));
    }
}

TEST(Trainer, RefusesASetWithoutValidationImages) {
    auto set = test::discs(32, 8, 4);
    for (auto& row : set.rows) row.split = "train";
    const TemporaryFolder folder;
    EXPECT_THROW(Trainer(miniature(folder.path()), set), ConfigError);
}

TEST(Trainer, SaysSoWhenThereIsNoCuda) {
    auto config = miniature("unused");
    config.device = "cuda";
    if (torch::cuda::is_available()) GTEST_SKIP() << "this machine has CUDA";
    EXPECT_THROW(Trainer(config, test::discs(32, 8, 4)), ConfigError);
}

TEST(Trainer, LearnsToOutlineDiscsInSpeckle) {
    setThreads(1);
    const auto set = test::discs(64, 48, 6);
    const TemporaryFolder folder;
    auto config = test::tinyConfig(folder.path(), 120);
    Trainer(config, set).run({}, {});
    const auto header = network::readCheckpointHeader(folder / kModelFile);
    const auto& metrics = header.provenance.at("validation");
    EXPECT_GE(metrics.at("mean_dice").get<double>(), 0.85);
    EXPECT_LE(metrics.at("false_mass_share").get<double>(), 0.25);
    EXPECT_EQ(metrics.at("threshold"), header.threshold);
    EXPECT_EQ(metrics.at("minimal_score"), header.minimal_score);
}

TEST(Trainer, LearnsWhatItsTeacherSays) {
    setThreads(1);
    const auto set = test::discs(32, 16, 6);
    const TemporaryFolder teacher, student;
    Trainer(test::tinyConfig(teacher.path(), 40), set).run({}, {});

    auto config = test::tinyConfig(student.path(), 40);
    config.seed = 2;
    config.teachers = {teacher / kModelFile};
    config.loss = {.cross_entropy = 0, .dice = 0, .tversky = 0, .boundary = 0, .presence = 0};
    Trainer(config, set).run({}, {});
    const auto pictures = DeviceSet(set, torch::kCPU).picturesOf({16, 17, 18, 19});
    const auto said = [&](const TemporaryFolder& folder) {
        return Teachers({folder / kModelFile}, {}).probability(pictures);
    };
    const auto apart = [](const torch::Tensor& a, const torch::Tensor& b) {
        return (a - b).abs().mean().item<double>();
    };
    // Nearer than somebody who knows only how much of a picture is mass.
    EXPECT_LT(apart(said(student), said(teacher)),
              0.8 * apart(said(teacher).mean(), said(teacher)));
}

}  // namespace
}  // namespace sonomask::training
