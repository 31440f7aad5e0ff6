#pragma once

#include <functional>
#include <unordered_map>
#include <vector>

#include <oneapi/dnnl/dnnl.hpp>

#include "network/graph.h"

namespace sonomask::segmentation {

/// A map of the network: its layout, and where it lies in a call's memory.
struct Slot {
    dnnl::memory::desc layout;
    std::size_t offset = 0;
};

/// An argument of a primitive: a slot, or a constant that all calls share.
struct Argument {
    int role = 0;  ///< DNNL_ARG_...
    int slot = -1;
    dnnl::memory constant;
};

using Bound = std::unordered_map<int, dnnl::memory>;

/// A primitive of oneDNN or a loop of our own.
struct Command {
    std::function<void(const dnnl::stream&, const Bound&)> execute;
    std::vector<Argument> arguments;
};

/// What is to be run, one command after the other, and the memory that it takes.
struct Program {
    std::vector<Slot> slots;
    std::vector<Command> commands;
    int input_slot = 0;   ///< plain fp32
    int output_slot = 0;  ///< plain fp32
    std::size_t map_bytes = 0;
    std::size_t weight_bytes = 0;
};

/// Chooses primitives and layouts for a graph and a picture of size × size, with maps and weights
/// in `type`.
Program compile(const network::Graph& graph, int size, dnnl::memory::data_type type,
                const dnnl::engine& engine);

/// Gives each slot an offset so that slots share memory that are never needed at the same time, and
/// notes the total.
void placeSlots(Program& program);

}  // namespace sonomask::segmentation
