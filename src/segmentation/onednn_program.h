#pragma once

#include <functional>
#include <unordered_map>
#include <vector>

#include <oneapi/dnnl/dnnl.hpp>

#include "network/graph.h"
#include "segmentation/number_format.h"

namespace sonomask::segmentation {

/// Offsets of slots, and the total of their bytes, are multiples of it.
inline constexpr int kSlotAlignment = 4096;

/// A piece of a call's memory: what lies in it changes from command to command.
struct Slot {
    std::size_t bytes = 0;
    std::size_t offset = 0;
};

/// A map of the network: where it lies, and how.
struct Map {
    int slot = -1;
    dnnl::memory::desc layout;
    float scale = 1;  ///< value = stored number × scale
};

/// An argument of a primitive: a map, or a constant that all calls share.
struct Argument {
    int role = 0;  ///< DNNL_ARG_...
    Map map;
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
    std::vector<Map> maps;              ///< [ValueId]
    std::vector<std::size_t> finished;  ///< [ValueId]: so many commands have run when it is there
    Map output;                         ///< plain fp32; so is the input, `maps[kPicture]`
    std::size_t map_bytes = 0;
    std::size_t weight_bytes = 0;
};

/// Chooses primitives and layouts for a graph and a picture of size × size, with maps in `formats`
/// ([ValueId]) and weights of the type that goes with them.
Program compile(const network::Graph& graph, int size, const std::vector<NumberFormat>& formats,
                const dnnl::engine& engine);

/// Gives each slot an offset so that slots share memory that are never needed at the same time, and
/// notes the total.
void placeSlots(Program& program);

}  // namespace sonomask::segmentation
