#include "training/teachers.h"

#include "base/error.h"
#include "network/model.h"
#include "training/weights.h"

namespace sonomask::training {
namespace {

/// Square pictures at another resolution: averaged where it is lower, so that nothing is skipped.
torch::Tensor broughtTo(std::int64_t size, const torch::Tensor& pictures) {
    if (size == pictures.size(2)) return pictures;
    if (size < pictures.size(2)) return torch::adaptive_avg_pool2d(pictures, {size, size});
    return torch::upsample_bilinear2d(pictures, {size, size}, /*align_corners=*/false);
}

/// The side of the pictures that a checkpoint's network was trained on.
int sizeOf(const network::CheckpointHeader& header, const std::filesystem::path& file) {
    const auto found = header.preprocessing.find("size");
    if (found == header.preprocessing.end() || !found->is_number_integer() || *found <= 0)
        throw ModelError("the checkpoint does not say its pictures' size", file);
    return *found;
}

}  // namespace

Teachers::Teachers(const std::vector<std::filesystem::path>& checkpoints, const Compute& compute)
    : compute_(compute) {
    for (const auto& file : checkpoints) {
        auto model = network::loadModel(file);
        model.net->to(compute.device);
        makeChannelsLast(model.net);
        teachers_.push_back({model.net, sizeOf(model.header, file)});
    }
}

torch::Tensor Teachers::probability(const torch::Tensor& pictures) const {
    const torch::NoGradGuard no_grad;
    const Autocast autocast(compute_);
    torch::Tensor sum;
    for (auto teacher : teachers_) {
        const auto seen = broughtTo(teacher.size, pictures);
        const auto logits = torch::upsample_bilinear2d(
            teacher.net(seen.contiguous(torch::MemoryFormat::ChannelsLast)).to(torch::kFloat32),
            pictures.sizes().slice(2), /*align_corners=*/false);
        sum = sum.defined() ? sum + logits : logits;
    }
    if (!sum.defined()) return sum;
    return torch::sigmoid(sum / double(teachers_.size()));
}

}  // namespace sonomask::training
