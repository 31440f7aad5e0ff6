#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "network/checkpoint.h"

namespace sonomask::network {

struct Model;

/// Number of a map that flows through a graph: 0 is the picture, i + 1 what step i makes.
using ValueId = int;
inline constexpr ValueId kPicture = 0;
inline constexpr ValueId kNoValue = -1;

/// output = relu?(conv(input) + bias + added). Square kernels; batch norm is folded in.
struct Convolution {
    ValueId input = kPicture;
    int in_channels = 0;
    int out_channels = 0;
    int kernel = 1;
    int stride = 1;
    int padding = 0;
    int dilation = 1;
    int groups = 1;  ///< 1, or in_channels = out_channels: depthwise
    bool relu = false;
    ValueId added = kNoValue;    ///< of the output's shape, or 1×1 and then the same everywhere
    std::vector<float> weights;  ///< [out_channels][in_channels / groups][kernel][kernel]
    std::vector<float> bias;     ///< [out_channels]
};
struct MaxPool {
    ValueId input = kPicture;
    int kernel = 3;
    int stride = 2;
    int padding = 1;
};
/// Mean over the picture: 1×1 a channel.
struct GlobalMean {
    ValueId input = kPicture;
};
/// Highest value in the picture: 1×1 a channel.
struct GlobalMax {
    ValueId input = kPicture;
};
/// Bilinear between pixel centres (half pixel, edges repeated), to the size of the picture divided
/// by `stride`.
struct Resize {
    ValueId input = kPicture;
    int stride = 1;
};
/// Channels one behind the other.
struct Concat {
    std::vector<ValueId> inputs;
};
struct Sigmoid {
    ValueId input = kPicture;
};

using Operation =
    std::variant<Convolution, MaxPool, GlobalMean, GlobalMax, Resize, Concat, Sigmoid>;

/// The maps that an operation reads.
std::vector<ValueId> inputsOf(const Operation& operation);

struct Step {
    std::string name;  ///< of the layer in the checkpoint
    Operation operation;
};

/// A network as a plain list of steps in the order in which they run, for executors and exporters
/// other than LibTorch. The last step makes the output.
struct Graph {
    std::vector<Step> steps;
};

struct Shape {
    int channels = 1;
    int height = 0;
    int width = 0;
    friend bool operator==(const Shape&, const Shape&) = default;
};

/// The shape of each value (index = ValueId) for a picture of one channel; height and width are
/// multiples of 16.
std::vector<Shape> shapesOf(const Graph& graph, int height, int width);

/// Multiply-adds of the convolutions for one picture, two operations each: the arithmetic that no
/// executor gets around.
double floatingPointOperations(const Graph& graph, int height, int width);

/// The steps of a model in evaluation mode from the picture (0..1) to logits at stride 4. Throws
/// `ModelError` when a layer is missing.
Graph graphOf(const Model& model);

/// A checkpoint as a graph, for rooms that do without LibTorch.
struct GraphModel {
    CheckpointHeader header;
    Graph logits_at_stride4;
};
/// Throws `ModelError` as `loadModel` does.
GraphModel loadGraph(const std::filesystem::path& file);

/// The same graph with the way from the logits to probabilities at the picture's size behind it.
Graph withProbability(Graph logits_at_stride4);

}  // namespace sonomask::network
