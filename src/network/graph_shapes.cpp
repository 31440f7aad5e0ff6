#include "network/graph.h"

namespace sonomask::network {
namespace {

int convolved(int size, int kernel, int stride, int padding, int dilation) {
    return (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
}

/// Works out the shape of one step's output from those before it.
struct OutputShape {
    const std::vector<Shape>& known;

    const Shape& of(ValueId value) const { return known.at(static_cast<std::size_t>(value)); }

    Shape operator()(const Convolution& op) const {
        const Shape& in = of(op.input);
        return {op.out_channels,
                convolved(in.height, op.kernel, op.stride, op.padding, op.dilation),
                convolved(in.width, op.kernel, op.stride, op.padding, op.dilation)};
    }
    Shape operator()(const MaxPool& op) const {
        const Shape& in = of(op.input);
        return {in.channels, convolved(in.height, op.kernel, op.stride, op.padding, 1),
                convolved(in.width, op.kernel, op.stride, op.padding, 1)};
    }
    Shape operator()(const GlobalMean& op) const { return {of(op.input).channels, 1, 1}; }
    Shape operator()(const GlobalMax& op) const { return {of(op.input).channels, 1, 1}; }
    Shape operator()(const Resize& op) const {
        const Shape& picture = of(kPicture);
        return {of(op.input).channels, picture.height / op.stride, picture.width / op.stride};
    }
    Shape operator()(const Concat& op) const {
        Shape joined = of(op.inputs.front());
        joined.channels = 0;
        for (const ValueId input : op.inputs) joined.channels += of(input).channels;
        return joined;
    }
    Shape operator()(const Sigmoid& op) const { return of(op.input); }
};

}  // namespace

std::vector<ValueId> inputsOf(const Operation& operation) {
    if (const auto* concat = std::get_if<Concat>(&operation)) return concat->inputs;
    if (const auto* conv = std::get_if<Convolution>(&operation))
        if (conv->added != kNoValue) return {conv->input, conv->added};
    return std::visit(
        [](const auto& op) -> std::vector<ValueId> {
            if constexpr (requires { op.input; }) return {op.input};
            return {};
        },
        operation);
}

std::vector<Shape> shapesOf(const Graph& graph, int height, int width) {
    std::vector<Shape> shapes{{1, height, width}};
    for (const Step& step : graph.steps)
        shapes.push_back(std::visit(OutputShape{shapes}, step.operation));
    return shapes;
}

double floatingPointOperations(const Graph& graph, int height, int width) {
    const std::vector<Shape> shapes = shapesOf(graph, height, width);
    double operations = 0;
    for (std::size_t i = 0; i < graph.steps.size(); ++i)
        if (const auto* op = std::get_if<Convolution>(&graph.steps[i].operation)) {
            const Shape& out = shapes[i + 1];
            operations += 2.0 * out.height * out.width * static_cast<double>(op->weights.size());
        }
    return operations;
}

}  // namespace sonomask::network
