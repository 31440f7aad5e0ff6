#include "training/presence.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "discs.h"
#include "network/model.h"
#include "support/temporary_folder.h"
#include "training/sampler.h"
#include "training/threads.h"
#include "training/trainer.h"

namespace sonomask::training {
namespace {

double shareOf(const torch::Tensor& condition) {
    return condition.to(torch::kFloat64).mean().item<double>();
}

/// Two clouds that overlap: 300 samples "present" and 60 "absent", one input that says nothing.
struct Clouds {
    Clouds() {
        torch::manual_seed(3);
        present = torch::cat({torch::ones({300}), torch::zeros({60})});
        inputs = torch::randn({360, 4});
        inputs.select(1, 0) += 2 * present;
        inputs.select(1, 1) *= 50;
        inputs.select(1, 3).fill_(7);
    }
    torch::Tensor logits(const PresenceConfig& config) const {
        const auto [weight, bias] = logisticRegression(inputs, present, config);
        return inputs.to(torch::kFloat64).mv(weight[0]) + bias;
    }
    torch::Tensor inputs;
    torch::Tensor present;
};

TEST(Presence, BothKindsWeighTheSameHoweverMany) {
    const Clouds clouds;
    const auto logits = clouds.logits({.freedom = 1, .absence_cost = 1});
    const double found = shareOf(logits.slice(0, 0, 300) > 0);
    const double refused = shareOf(logits.slice(0, 300) < 0);
    EXPECT_GT(found, 0.75);
    EXPECT_GT(refused, 0.75);
    EXPECT_NEAR(found, refused, 0.1);
}

TEST(Presence, ACostlierFalseMassRefusesMore) {
    const Clouds clouds;
    const auto at = [&](double cost) {
        return shareOf(clouds.logits({.freedom = 1, .absence_cost = cost}) < 0);
    };
    EXPECT_LT(at(1), at(3));
    EXPECT_LT(at(3), at(10));
}

TEST(Presence, TheMinimumIsFlat) {
    const Clouds clouds;
    const PresenceConfig config{.freedom = 0.5, .absence_cost = 2};
    const auto [weight, bias] = logisticRegression(clouds.inputs, clouds.present, config);
    // The slope of the weighted loss towards the bias, which has no penalty, is zero there.
    const auto p = torch::sigmoid(clouds.inputs.to(torch::kFloat64).mv(weight[0]) + bias);
    const auto y = clouds.present.to(torch::kFloat64);
    const auto weights = y * 360 / 2 / 300 + 2 * (1 - y) * 360 / 2 / 60;
    EXPECT_NEAR((weights * (p - y)).sum().item<double>(), 0, 1e-5);
    EXPECT_EQ(weight[0][3].item<double>(), 0);
}

TEST(Presence, LearnsFromDataSetsWithBothKindsOnly) {
    auto set = test::discs(32, 8, 4);
    for (std::size_t i = 0; i < set.rows.size(); ++i) {
        set.rows[i].dataset = i % 2 == 0 ? "masses only" : "both";
        set.rows[i].has_mass = i % 2 == 0 || i % 4 == 1;
    }
    const auto rows = rowsOfBothKinds(set, rowsOf(set, "train", {}));
    EXPECT_EQ(rows, (std::vector<std::int64_t>{1, 3, 5, 7}));
    for (auto& row : set.rows) row.has_mass = true;
    EXPECT_TRUE(rowsOfBothKinds(set, rowsOf(set, "train", {})).empty());
}

TEST(Presence, IsFittedToAFinishedModelWithoutFurtherSteps) {
    setThreads(1);
    const auto set = test::discs(32, 24, 3);
    const test::TemporaryFolder first, second;
    auto config = test::tinyConfig(first.path(), 4);
    config.storage = "f32";
    Trainer(config, set).run({}, {});

    config.output = second.path();
    config.initial.checkpoint = first / kModelFile;
    config.architecture.presence_head = true;
    config.stages.clear();
    Trainer(config, set).run({}, {});
    auto before = network::loadModel(first / kModelFile);
    auto after = network::loadModel(second / kModelFile);
    const auto old_weights = before.net->named_parameters();
    for (const auto& item : after.net->named_parameters())
        if (const auto* old = old_weights.find(item.key())) {
            EXPECT_TRUE(torch::equal(item.value(), *old)) << item.key();
        }

    const torch::NoGradGuard no_grad;
    const DeviceSet data(set, torch::kCPU);
    const auto rows = rowsOf(set, "train", {});
    const auto logits = after.net->presence()(after.net->presenceInputs(data.picturesOf(rows)));
    const auto masses = data.masksOf(rows).flatten(1).amax(1) > 0;
    EXPECT_GT(shareOf((logits.flatten() > 0) == masses), 0.8);
}

TEST(Presence, NeedsImagesWithoutAMass) {
    auto set = test::discs(32, 8, 4);
    for (auto& row : set.rows) row.has_mass = true;
    const test::TemporaryFolder folder;
    auto config = test::tinyConfig(folder.path(), 4);
    config.architecture.presence_head = true;
    EXPECT_THROW(Trainer(config, set), ConfigError);
}

}  // namespace
}  // namespace sonomask::training
