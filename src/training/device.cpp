#include "training/device.h"

#include <algorithm>

#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include "base/error.h"
#include "base/processor.h"
#include "training/threads.h"

namespace sonomask::training {
namespace {

// LibTorch 2.4 gave these functions a device argument and withdrew the old names.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
void enableAutocast(torch::DeviceType device, bool enabled) {
    at::autocast::set_autocast_enabled(device, enabled);
}
void setAutocastType(torch::DeviceType device, torch::ScalarType type) {
    at::autocast::set_autocast_dtype(device, type);
}
#else
void enableAutocast(torch::DeviceType device, bool enabled) {
    if (device == torch::kCUDA)
        at::autocast::set_enabled(enabled);
    else
        at::autocast::set_cpu_enabled(enabled);
}
void setAutocastType(torch::DeviceType device, torch::ScalarType type) {
    if (device == torch::kCUDA)
        at::autocast::set_autocast_gpu_dtype(type);
    else
        at::autocast::set_autocast_cpu_dtype(type);
}
#endif

torch::ScalarType choosePrecision(const std::string& name, bool cuda) {
    if (name == "auto") return cuda || cpuHasBf16() ? torch::kBFloat16 : torch::kFloat32;
    if (name == "bf16") return torch::kBFloat16;
    return torch::kFloat32;
}

}  // namespace

void setThreads(int threads) {
    const int cores = availableProcessors();
    // More of them than cores wait for each other, thousands for ever.
    at::set_num_threads(threads > 0 ? std::min(threads, cores) : cores);
}

Compute chooseCompute(const std::string& device, const std::string& precision) {
    const bool has_cuda = torch::cuda::is_available();
    if (device == "cuda" && !has_cuda)
        throw ConfigError("this machine or this LibTorch has no CUDA device", {},
                          "Set \"device\" to \"cpu\" or \"auto\".");
    const bool cuda = has_cuda && device != "cpu";
    return {cuda ? torch::Device(torch::kCUDA) : torch::Device(torch::kCPU),
            choosePrecision(precision, cuda)};
}

Autocast::Autocast(const Compute& compute) : compute_(compute) {
    if (compute_.precision == torch::kFloat32) return;
    setAutocastType(compute_.device.type(), compute_.precision);
    enableAutocast(compute_.device.type(), true);
    at::autocast::increment_nesting();
}

Autocast::~Autocast() {
    if (compute_.precision == torch::kFloat32) return;
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    enableAutocast(compute_.device.type(), false);
}

}  // namespace sonomask::training
