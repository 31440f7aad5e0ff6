#include "segmentation/gemm_rate.h"

#include <omp.h>

#include <algorithm>
#include <chrono>

#include <oneapi/dnnl/dnnl.hpp>

#include "base/processor.h"

namespace sonomask::segmentation {

std::optional<double> gemmRate(const std::string& precision, int threads) {
    using dnnl::memory;
    if (precision == "bf16" && !cpuHasBf16()) return std::nullopt;
    constexpr memory::dim kSize = 2048;
    constexpr int kRuns = 8;
    omp_set_num_threads(threads);
    const auto type = precision == "bf16" ? memory::data_type::bf16 : memory::data_type::f32;
    const memory::desc any({kSize, kSize}, type, memory::format_tag::any);
    const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
    const dnnl::matmul::primitive_desc chosen(dnnl::matmul::desc(any, any, any), engine);
    memory a(chosen.src_desc(), engine);
    memory b(chosen.weights_desc(), engine);
    memory c(chosen.dst_desc(), engine);
    for (memory* matrix : {&a, &b}) {
        auto* bytes = static_cast<char*>(matrix->get_data_handle());
        std::fill_n(bytes, matrix->get_desc().get_size(), char{0});
    }
    const dnnl::matmul product(chosen);
    dnnl::stream stream(engine);
    double best_seconds = 1e9;
    for (int run = 0; run < kRuns; ++run) {
        const auto start = std::chrono::steady_clock::now();
        product.execute(stream, {{DNNL_ARG_SRC, a}, {DNNL_ARG_WEIGHTS, b}, {DNNL_ARG_DST, c}});
        stream.wait();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        best_seconds = std::min(best_seconds, taken.count());
    }
    return 2.0 * kSize * kSize * kSize / best_seconds;
}

}  // namespace sonomask::segmentation
