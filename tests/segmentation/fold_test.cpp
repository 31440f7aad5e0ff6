#include "segmentation/fold.h"

#include <gtest/gtest.h>

#include "network/model.h"
#include "support/random_model.h"
#include "support/temporary_folder.h"

namespace sonomask::segmentation {
namespace {

/// What LibTorch does on a GPU, done on the CPU: every layer that a net may have takes part.
TEST(Fold, MovedNetsOfEveryKindStillRun) {
    const torch::NoGradGuard no_grad;
    const test::TemporaryFolder folder;
    for (const network::Architecture& architecture : test::smallArchitectures()) {
        const auto file = folder / "model.safetensors";
        test::writeSpreadCheckpoint(file, architecture);
        const auto picture = torch::rand({1, 1, 96, 96});
        auto net = network::loadModel(file).net;
        const auto expected = net->logitsAtStride4(picture).sigmoid();
        foldBatchNorms(net);
        moveFolded(net, torch::kCPU, torch::kBFloat16);
        for (const auto& parameter : net->named_parameters())
            EXPECT_EQ(parameter.value().scalar_type(), torch::kBFloat16) << parameter.key();
        const auto moved = net->logitsAtStride4(picture.to(torch::kBFloat16)).sigmoid();
        EXPECT_LT((moved.to(torch::kFloat32) - expected).abs().mean().item<double>(), 0.05)
            << nameOf(architecture.backbone) << (architecture.presence_head ? ", head" : "");
    }
}

}  // namespace
}  // namespace sonomask::segmentation
