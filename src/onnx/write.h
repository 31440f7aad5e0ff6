#pragma once

#include <filesystem>
#include <string>

#include "network/graph.h"

namespace sonomask::onnx {

/// What an ONNX file says of the model beside the graph.
struct Description {
    std::string name;
    std::string notes;  ///< preprocessing, threshold: what a user needs to feed it rightly
};

/// Writes a graph as an ONNX model (operator set 13) whole or not at all: input "picture" and
/// output "probability", both float 1 × 1 × size × size. Throws `WriteError`.
void writeModel(const std::filesystem::path& file, const network::Graph& graph, int size,
                const Description& description);

}  // namespace sonomask::onnx
