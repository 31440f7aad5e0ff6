#pragma once

#include <vector>

#include <oneapi/dnnl/dnnl.hpp>

#include "network/graph.h"

namespace sonomask::segmentation {

/// How the numbers of a map are stored: value = stored number × scale.
struct NumberFormat {
    dnnl::memory::data_type type = dnnl::memory::data_type::f32;
    float scale = 1;
};

inline bool isEightBit(dnnl::memory::data_type type) {
    return type == dnnl::memory::data_type::u8 || type == dnnl::memory::data_type::s8;
}

/// The same type for all maps of a graph, [ValueId].
std::vector<NumberFormat> sameFormat(const network::Graph& graph, dnnl::memory::data_type type);

/// 8-bit integers for all maps but single pixels and the output, which stay fp32, [ValueId].
/// `peaks`, [ValueId]: the magnitudes that the maps are to hold; what is above is cut off. Maps
/// that are joined, pooled or enlarged share one scale with what comes of them, so that the stored
/// numbers can be taken as they are.
std::vector<NumberFormat> eightBitFormats(const network::Graph& graph, std::vector<float> peaks);

}  // namespace sonomask::segmentation
