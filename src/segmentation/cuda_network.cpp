#include "segmentation/cuda_network.h"

#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include "segmentation/fold.h"

namespace sonomask::segmentation {
namespace {

/// Memory that the GPU copies from and to by itself.
torch::Tensor pinned(at::IntArrayRef shape) {
    return torch::empty(shape, torch::TensorOptions(torch::kFloat32).pinned_memory(true));
}

torch::Tensor batchOf(std::span<const cv::Mat> pictures) {
    const auto height = pictures.front().rows;
    const auto width = pictures.front().cols;
    auto batch = pinned({static_cast<std::int64_t>(pictures.size()), 1, height, width});
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        cv::Mat target(height, width, CV_32FC1,
                       batch[static_cast<std::int64_t>(i)].data_ptr<float>());
        pictures[i].copyTo(target);
    }
    return batch;
}

std::vector<cv::Mat> mapsOf(const torch::Tensor& batch) {
    std::vector<cv::Mat> maps;
    for (std::int64_t i = 0; i < batch.size(0); ++i) {
        const auto one = batch[i][0];
        maps.push_back(cv::Mat(static_cast<int>(one.size(0)), static_cast<int>(one.size(1)),
                               CV_32FC1, one.data_ptr<float>())
                           .clone());
    }
    return maps;
}

}  // namespace

CudaNetwork::CudaNetwork(network::Model model, torch::Device device, torch::ScalarType type)
    : net_(std::move(model.net)), device_(device), type_(type) {
    foldBatchNorms(net_);
    moveFolded(net_, device_, type_);
    torch::cuda::synchronize();  // the weights are there before any other stream reads them
}

torch::Tensor CudaNetwork::probabilities(const torch::Tensor& batch) const {
    const auto input = batch.to(device_, /*non_blocking=*/true)
                           .to(type_)
                           .contiguous(torch::MemoryFormat::ChannelsLast);
    // Enlarged as single-precision logits: 16 bits have too few digits for a smooth outline.
    const auto logits = net_->logitsAtStride4(input).to(torch::kFloat32);
    const auto enlarged =
        torch::upsample_bilinear2d(logits, batch.sizes().slice(2), /*align_corners=*/false);
    return enlarged.sigmoid().contiguous();
}

std::vector<cv::Mat> CudaNetwork::run(std::span<const cv::Mat> pictures) const {
    thread_local const c10::Stream stream =
        c10::impl::VirtualGuardImpl(device_.type()).getStreamFromGlobalPool(device_);
    const c10::StreamGuard own_stream(stream);
    const torch::Tensor batch = batchOf(pictures);
    const torch::Tensor on_device = probabilities(batch);
    torch::Tensor result = pinned(on_device.sizes());
    result.copy_(on_device, /*non_blocking=*/true);
    stream.synchronize();
    return mapsOf(result);
}

}  // namespace sonomask::segmentation
