#include "segmentation/onednn_network.h"

#include <omp.h>

#include <mutex>

#include "base/error.h"
#include "base/progress.h"
#include "segmentation/onednn_program.h"

namespace sonomask::segmentation {
namespace {

dnnl::memory::data_type typeOf(OneDnnNetwork::Precision precision) {
    return precision == OneDnnNetwork::Precision::Bf16 ? dnnl::memory::data_type::bf16
                                                       : dnnl::memory::data_type::f32;
}

/// The maps of one call, bound to the arguments of each command.
struct Maps {
    Maps(const Program& program, const dnnl::engine& engine)
        : bytes(1, static_cast<int>(program.map_bytes), CV_8UC1) {
        for (const Slot& slot : program.slots)
            memories.emplace_back(slot.layout, engine, bytes.data + slot.offset);
        for (const Command& command : program.commands) {
            auto& bound = arguments.emplace_back();
            for (const Argument& argument : command.arguments)
                bound[argument.role] = argument.slot < 0
                                           ? argument.constant
                                           : memories[static_cast<std::size_t>(argument.slot)];
        }
    }

    cv::Mat bytes;
    std::vector<dnnl::memory> memories;
    std::vector<Bound> arguments;
};

}  // namespace

struct OneDnnNetwork::Impl {
    Impl(const network::Graph& graph, int size, Precision precision, int threads)
        : threads(threads), engine(dnnl::engine::kind::cpu, 0) {
        omp_set_num_threads(threads);  // primitives are laid out for as many
        program = compile(graph, size, typeOf(precision), engine);
    }

    std::unique_ptr<Maps> takeMaps() {
        const std::lock_guard lock(mutex);
        if (idle.empty()) return std::make_unique<Maps>(program, engine);
        auto maps = std::move(idle.back());
        idle.pop_back();
        return maps;
    }

    void giveBack(std::unique_ptr<Maps> maps) {
        const std::lock_guard lock(mutex);
        idle.push_back(std::move(maps));
    }

    int threads = 1;
    dnnl::engine engine;
    Program program;
    std::mutex mutex;
    std::vector<std::unique_ptr<Maps>> idle;
};

OneDnnNetwork::OneDnnNetwork(const network::Graph& graph, int size, Precision precision,
                             int threads) try
    : impl_(std::make_unique<Impl>(graph, size, precision, threads)) {
} catch (const dnnl::error& error) {
    throw ModelError(std::string("oneDNN cannot prepare the network: ") + error.what());
}

OneDnnNetwork::~OneDnnNetwork() = default;

cv::Mat OneDnnNetwork::run(const cv::Mat& picture, const std::stop_token& stop) const try {
    omp_set_num_threads(impl_->threads);  // OpenMP keeps the number for each calling thread
    auto maps = impl_->takeMaps();
    const Program& program = impl_->program;
    dnnl::memory& input = maps->memories[static_cast<std::size_t>(program.input_slot)];
    picture.copyTo(cv::Mat(picture.size(), CV_32FC1, input.get_data_handle()));
    dnnl::stream stream(impl_->engine);
    for (std::size_t i = 0; i < program.commands.size(); ++i) {
        throwIfStopped(stop);
        program.commands[i].execute(stream, maps->arguments[i]);
    }
    stream.wait();
    dnnl::memory& output = maps->memories[static_cast<std::size_t>(program.output_slot)];
    const auto dims = output.get_desc().dims();
    const cv::Mat result = cv::Mat(static_cast<int>(dims[2]), static_cast<int>(dims[3]), CV_32FC1,
                                   output.get_data_handle())
                               .clone();
    impl_->giveBack(std::move(maps));
    return result;
} catch (const dnnl::error& error) {
    throw ModelError(std::string("the network could not run: ") + error.what(), {},
                     "Close other programs.");
}

std::size_t OneDnnNetwork::weightBytes() const {
    return impl_->program.weight_bytes;
}

std::size_t OneDnnNetwork::mapBytes() const {
    return impl_->program.map_bytes;
}

}  // namespace sonomask::segmentation
