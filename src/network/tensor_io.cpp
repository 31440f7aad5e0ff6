#include "network/tensor_io.h"

#include <cstring>

#include "base/error.h"
#include "network/quantised_weights.h"

namespace sonomask::network {
namespace {

torch::ScalarType scalarTypeOf(DataType type) {
    switch (type) {
        case DataType::U8:
            return torch::kUInt8;
        case DataType::I8:
            return torch::kInt8;
        case DataType::F16:
            return torch::kFloat16;
        case DataType::F32:
            return torch::kFloat32;
        case DataType::I64:
            return torch::kInt64;
    }
    return torch::kFloat32;
}

DataType dataTypeOf(torch::ScalarType type) {
    if (type == torch::kUInt8) return DataType::U8;
    if (type == torch::kInt8) return DataType::I8;
    if (type == torch::kFloat16) return DataType::F16;
    if (type == torch::kInt64) return DataType::I64;
    return DataType::F32;
}

}  // namespace

NamedTensors stateOf(const torch::nn::Module& module) {
    NamedTensors state;
    for (const auto& item : module.named_parameters()) state.emplace_back(item.key(), item.value());
    for (const auto& item : module.named_buffers())
        if (item.value().is_floating_point()) state.emplace_back(item.key(), item.value());
    return state;
}

NamedTensors storedAs(const NamedTensors& tensors, torch::ScalarType type) {
    NamedTensors stored;
    for (const auto& [name, tensor] : tensors) {
        auto copy = tensor.detach().to(torch::kCPU, type, false, true);
        stored.emplace_back(name, copy.contiguous());
    }
    return stored;
}

NamedViews viewsOf(const NamedTensors& tensors, const std::string& prefix) {
    NamedViews views;
    for (const auto& [name, tensor] : tensors) {
        const auto* data = static_cast<const std::byte*>(tensor.data_ptr());
        views.push_back({prefix + name,
                         {dataTypeOf(tensor.scalar_type()),
                          tensor.sizes().vec(),
                          {data, static_cast<std::size_t>(tensor.nbytes())}}});
    }
    return views;
}

torch::Tensor tensorFrom(const TensorView& view) {
    auto tensor = torch::empty(view.shape, scalarTypeOf(view.type));
    if (!view.bytes.empty()) std::memcpy(tensor.data_ptr(), view.bytes.data(), view.bytes.size());
    return tensor;
}

namespace {

/// The scales of the quantised tensor `name`, which has `channels` of them.
torch::Tensor scalesOf(const TensorViews& source, const std::string& name, std::int64_t channels,
                       const std::filesystem::path& file) {
    const auto found = source.find(name + kScaleSuffix);
    if (found == source.end()) throw ReadError("lacks the scales of \"" + name + "\"", file);
    const auto& view = found->second;
    if (view.type != DataType::F32 || view.shape != std::vector<std::int64_t>{channels})
        throw ReadError("the scales of \"" + name + "\" are not one number a channel", file);
    return tensorFrom(view);
}

}  // namespace

void copyInto(const NamedTensors& targets, const TensorViews& source, const std::string& prefix,
              const std::filesystem::path& file) {
    torch::NoGradGuard no_grad;
    std::size_t used = targets.size();
    for (auto [name, target] : targets) {
        const auto found = source.find(prefix + name);
        if (found == source.end()) throw ReadError("lacks the tensor \"" + name + "\"", file);
        if (target.sizes() != at::IntArrayRef(found->second.shape))
            throw ReadError("\"" + name + "\" has another shape than the architecture", file);
        auto values = tensorFrom(found->second);
        if (found->second.type == DataType::I8 && target.dim() == 4) {
            values = dequantised(values, scalesOf(source, prefix + name, target.size(0), file));
            ++used;
        }
        target.copy_(values);
    }
    if (prefix.empty() && source.size() != used)
        throw ReadError("holds tensors that the architecture does not have", file);
}

void requireFinite(const TensorViews& tensors, const std::filesystem::path& file) {
    for (const auto& [name, view] : tensors) {
        const auto values = tensorFrom(view);
        if (!values.is_floating_point()) continue;
        const auto refuse = [&, &name = name](const char* what) {
            throw ReadError("\"" + name + "\" holds " + what, file,
                            "Get the file again from where it came.");
        };
        if (!at::isfinite(values).all().item<bool>()) refuse("values that are not finite numbers");
        if (name.ends_with("running_var") && at::lt(values, 0).any().item<bool>())
            refuse("variances below 0");
    }
}

}  // namespace sonomask::network
