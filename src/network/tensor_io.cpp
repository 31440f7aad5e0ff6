#include "network/tensor_io.h"

#include <cstring>

#include "base/error.h"
#include "network/correction.h"
#include "network/low_rank.h"
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

/// Takes named tensors out of a file, whatever they are kept as, and counts what it took.
class Taker {
  public:
    Taker(const TensorViews& source, const std::filesystem::path& file)
        : source_(source), file_(file) {}

    torch::Tensor weights(const std::string& name) {
        auto values = numbers(name);
        if (!source_.contains(name + kDownSuffix)) return values;
        const LowRankFactors factors{numbers(name + kDownSuffix), numbers(name + kUpSuffix)};
        requireFit(values, factors, name);
        return values + productOf(factors);
    }

    std::size_t taken() const noexcept { return taken_; }

  private:
    const TensorView& find(const std::string& name, const std::string& what) {
        const auto found = source_.find(name);
        if (found == source_.end()) throw ReadError("lacks " + what, file_);
        ++taken_;
        return found->second;
    }

    torch::Tensor numbers(const std::string& name) {
        const auto& view = find(name, "the tensor \"" + name + "\"");
        const auto values = tensorFrom(view);
        if (view.type != DataType::I8 || values.dim() != 4) return values;
        return dequantised(values, scales(name, values.size(0)));
    }

    torch::Tensor scales(const std::string& name, std::int64_t channels) {
        const auto& view = find(name + kScaleSuffix, "the scales of \"" + name + "\"");
        if (view.type != DataType::F32 || view.shape != std::vector<std::int64_t>{channels})
            throw ReadError("the scales of \"" + name + "\" are not one number a channel", file_);
        return tensorFrom(view);
    }

    void requireFit(const torch::Tensor& values, const LowRankFactors& factors,
                    const std::string& name) const {
        const auto& [down, up] = factors;
        const bool fit = values.dim() == 4 && down.dim() == 4 &&
                         down.sizes().slice(1) == values.sizes().slice(1) &&
                         up.sizes() == at::IntArrayRef({values.size(0), down.size(0), 1, 1});
        if (!fit) throw ReadError("the correction of \"" + name + "\" does not fit it", file_);
    }

    const TensorViews& source_;
    const std::filesystem::path& file_;
    std::size_t taken_ = 0;
};

}  // namespace

void copyInto(const NamedTensors& targets, const TensorViews& source, const std::string& prefix,
              const std::filesystem::path& file) {
    torch::NoGradGuard no_grad;
    Taker taker(source, file);
    for (auto [name, target] : targets) {
        const auto values = taker.weights(prefix + name);
        if (target.sizes() != values.sizes())
            throw ReadError("\"" + name + "\" has another shape than the architecture", file);
        target.copy_(values);
    }
    if (prefix.empty() && source.size() != taker.taken())
        throw ReadError("holds tensors that the architecture does not have", file);
}

}  // namespace sonomask::network
