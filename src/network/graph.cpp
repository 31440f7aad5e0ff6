#include "network/graph.h"

#include <string>

#include "base/error.h"
#include "network/conv_bn.h"
#include "network/model.h"

namespace sonomask::network {
namespace {

namespace nn = torch::nn;
using Modules = torch::OrderedDict<std::string, std::shared_ptr<nn::Module>>;

std::vector<float> valuesOf(const torch::Tensor& tensor) {
    const auto plain = tensor.to(torch::kCPU, torch::kFloat32).contiguous();
    return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

/// Walks a network by the names of its layers, in the order in which they run, and notes each step.
class Builder {
  public:
    explicit Builder(const Model& model)
        : modules_(model.net->named_modules()), architecture_(model.header.architecture) {}

    Graph build() {
        const ValueId low_level = stemAndFirstLayer();
        const ValueId features = restOfBackbone(low_level);
        const ValueId mean = add("backbone.mean", GlobalMean{features});
        const ValueId pyramid = aspp(features, mean);
        const ValueId absence = has("presence") ? absenceFrom(mean, pyramid) : kNoValue;
        decoder(low_level, pyramid, absence);
        return std::move(graph_);
    }

  private:
    bool has(const std::string& name) const { return modules_.contains(name); }

    template <typename Layer>
    const Layer& layer(const std::string& name) const {
        const auto* found = modules_.find(name);
        const auto* wanted = found ? (*found)->template as<Layer>() : nullptr;
        if (!wanted) throw ModelError("the network has no layer " + name);
        return *wanted;
    }

    ValueId add(const std::string& name, Operation operation) {
        graph_.steps.push_back({name, std::move(operation)});
        return static_cast<ValueId>(graph_.steps.size());
    }

    /// The convolution `name` with the batch norm `norm` folded in ("" = none).
    Convolution convolution(const std::string& name, const std::string& norm, ValueId input) const {
        const auto& conv = layer<nn::Conv2dImpl>(name);
        const auto& options = conv.options;
        Convolution step;
        step.input = input;
        step.in_channels = static_cast<int>(options.in_channels());
        step.out_channels = static_cast<int>(options.out_channels());
        step.kernel = static_cast<int>(options.kernel_size()->at(0));
        step.stride = static_cast<int>(options.stride()->at(0));
        step.dilation = static_cast<int>(options.dilation()->at(0));
        step.groups = static_cast<int>(options.groups());
        step.padding = step.dilation * (step.kernel / 2);
        const auto bias = conv.bias.defined() ? conv.bias : torch::zeros({step.out_channels});
        const auto folded = norm.empty() ? FoldedWeights{conv.weight, bias}
                                         : foldedWeights(conv, layer<nn::BatchNorm2dImpl>(norm));
        step.weights = valuesOf(folded.weight);
        step.bias = valuesOf(folded.bias);
        return step;
    }

    ValueId convRelu(const std::string& name, const std::string& norm, ValueId input) {
        Convolution step = convolution(name, norm, input);
        step.relu = true;
        return add(name, std::move(step));
    }

    ValueId residualBlock(const std::string& name, ValueId input) {
        ValueId shortcut = input;
        if (has(name + ".downsample")) {
            const std::string conv = name + ".downsample.0";
            shortcut = add(conv, convolution(conv, name + ".downsample.1", input));
        }
        const std::string last = has(name + ".conv3") ? "3" : "2";
        ValueId value = convRelu(name + ".conv1", name + ".bn1", input);
        if (last == "3") value = convRelu(name + ".conv2", name + ".bn2", value);
        Convolution end = convolution(name + ".conv" + last, name + ".bn" + last, value);
        end.added = shortcut;
        end.relu = true;
        return add(name + ".conv" + last, std::move(end));
    }

    ValueId residualLayer(const std::string& name, ValueId value) {
        for (int i = 0; has(name + "." + std::to_string(i)); ++i)
            value = residualBlock(name + "." + std::to_string(i), value);
        return value;
    }

    ValueId stemAndFirstLayer() {
        const ValueId stem = convRelu("backbone.conv1", "backbone.bn1", kPicture);
        return residualLayer("backbone.layer1", add("backbone.maxpool", MaxPool{stem}));
    }

    ValueId restOfBackbone(ValueId value) {
        for (int i = 2; has("backbone.layer" + std::to_string(i)); ++i)
            value = residualLayer("backbone.layer" + std::to_string(i), value);
        return value;
    }

    ValueId convBlock(const std::string& name, ValueId value) {
        const std::string depthwise = name + ".depthwise";
        if (has(depthwise)) value = add(depthwise, convolution(depthwise, "", value));
        return convRelu(name + ".conv", name + ".norm", value);
    }

    /// The 1×1 convolution over the joined branches is linear, so the part of the pooled branch,
    /// the same for every pixel, is worked out once and added.
    ValueId aspp(ValueId features, ValueId mean) {
        Concat branches;
        for (int i = 0; has("aspp.branch" + std::to_string(i)); ++i)
            branches.inputs.push_back(convBlock("aspp.branch" + std::to_string(i), features));
        const ValueId pooled = convBlock("aspp.pooled", mean);
        const ValueId joined = add("aspp.join", branches);

        Convolution all = convolution("aspp.project.conv", "aspp.project.norm", joined);
        const int pooled_channels = architecture_.aspp_channels;
        Convolution from_branches = columns(all, 0, all.in_channels - pooled_channels);
        Convolution from_pooled = columns(all, from_branches.in_channels, all.in_channels);
        from_pooled.input = pooled;
        from_pooled.bias.assign(from_pooled.bias.size(), 0.0F);
        from_branches.added = add("aspp.project.pooled", std::move(from_pooled));
        from_branches.relu = true;
        return add("aspp.project.conv", std::move(from_branches));
    }

    /// A 1×1 convolution's part that reads the input channels [first, last).
    static Convolution columns(const Convolution& all, int first, int last) {
        Convolution part = all;
        part.in_channels = last - first;
        part.weights.clear();
        for (int out = 0; out < all.out_channels; ++out) {
            const auto row =
                all.weights.begin() + static_cast<std::ptrdiff_t>(out) * all.in_channels;
            part.weights.insert(part.weights.end(), row + first, row + last);
        }
        return part;
    }

    /// What the presence head takes off every pixel's logit, as a negative number: 1×1. The
    /// regression is a sum over three groups of inputs.
    ValueId absenceFrom(ValueId backbone_mean, ValueId pyramid) {
        const auto& head = layer<nn::LinearImpl>("presence.classifier");
        const std::vector<float> weights = valuesOf(-kAbsenceWeight * head.weight);
        const int channels = architecture_.aspp_channels;
        const auto part = [&](ValueId input, int first, int count) {
            Convolution step;
            step.input = input;
            step.in_channels = count;
            step.out_channels = 1;
            step.weights.assign(weights.begin() + first, weights.begin() + first + count);
            step.bias = {0.0F};
            return step;
        };
        const ValueId highest = add("presence.highest", GlobalMax{pyramid});
        const ValueId mean = add("presence.mean", GlobalMean{pyramid});
        const ValueId from_highest = add("presence.from_highest", part(highest, 0, channels));
        Convolution both = part(mean, channels, channels);
        both.added = from_highest;
        const ValueId from_pyramid = add("presence.from_pyramid", both);
        Convolution all =
            part(backbone_mean, 2 * channels, static_cast<int>(weights.size()) - 2 * channels);
        all.bias = valuesOf(-kAbsenceWeight * head.bias);
        all.added = from_pyramid;
        all.relu = true;
        Convolution negative;
        negative.input = add("presence.absence", all);
        negative.in_channels = negative.out_channels = 1;
        negative.weights = {-1.0F};
        negative.bias = {0.0F};
        return add("presence.negative", negative);
    }

    void decoder(ValueId low_level, ValueId pyramid, ValueId absence) {
        const ValueId reduced = convBlock("decoder.reduce", low_level);
        const ValueId enlarged = add("decoder.enlarge", Resize{pyramid, 4});
        const ValueId joined = add("decoder.join", Concat{{reduced, enlarged}});
        const ValueId fused = convBlock("decoder.fuse2", convBlock("decoder.fuse1", joined));
        Convolution classifier = convolution("decoder.classifier", "", fused);
        classifier.added = absence;
        add("decoder.classifier", std::move(classifier));
    }

    Modules modules_;
    Architecture architecture_;
    Graph graph_;
};

}  // namespace

Graph graphOf(const Model& model) {
    const torch::NoGradGuard no_grad;
    return Builder(model).build();
}

GraphModel loadGraph(const std::filesystem::path& file) {
    const Model model = loadModel(file);
    return {model.header, graphOf(model)};
}

Graph withProbability(Graph logits_at_stride4) {
    auto& steps = logits_at_stride4.steps;
    steps.push_back({"enlarge", Resize{static_cast<ValueId>(steps.size()), 1}});
    steps.push_back({"probability", Sigmoid{static_cast<ValueId>(steps.size())}});
    return logits_at_stride4;
}

}  // namespace sonomask::network
