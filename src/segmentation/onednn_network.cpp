#include "segmentation/onednn_network.h"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <mutex>

#include "base/error.h"
#include "base/progress.h"
#include "segmentation/onednn_program.h"

namespace sonomask::segmentation {
namespace {

std::vector<NumberFormat> formatsOf(const network::Graph& graph, OneDnnNetwork::Precision precision,
                                    const std::vector<float>& peaks) {
    using Type = dnnl::memory::data_type;
    switch (precision) {
        case OneDnnNetwork::Precision::Int8:
            return eightBitFormats(graph, peaks);
        case OneDnnNetwork::Precision::Bf16:
            return sameFormat(graph, Type::bf16);
        case OneDnnNetwork::Precision::Fp32:
            break;
    }
    return sameFormat(graph, Type::f32);
}

/// The maps of one call, bound to the arguments of each command.
struct Maps {
    Maps(const Program& program, const dnnl::engine& engine)
        // One row may have 2 GiB at most, the maps of a large picture together more.
        : bytes(static_cast<int>(program.map_bytes / kSlotAlignment), kSlotAlignment, CV_8UC1) {
        const auto memoryOf = [&](const Map& map) {
            const Slot& slot = program.slots[static_cast<std::size_t>(map.slot)];
            return dnnl::memory(map.layout, engine, bytes.data + slot.offset);
        };
        for (const Command& command : program.commands) {
            auto& bound = arguments.emplace_back();
            for (const Argument& argument : command.arguments)
                bound[argument.role] =
                    argument.map.slot < 0 ? argument.constant : memoryOf(argument.map);
        }
        for (const Map& map : program.maps) values.push_back(memoryOf(map));
        output = memoryOf(program.output);
    }

    cv::Mat bytes;
    std::vector<Bound> arguments;
    std::vector<dnnl::memory> values;  ///< [ValueId]
    dnnl::memory output;
};

/// What `share` of the numbers do not exceed; padding of the layout counts as zeros.
float peakOf(const dnnl::memory& memory, double share) {
    const auto* numbers = static_cast<const float*>(memory.get_data_handle());
    std::vector<float> magnitudes(memory.get_desc().get_size() / sizeof(float));
    std::transform(numbers, numbers + magnitudes.size(), magnitudes.begin(),
                   [](float number) { return std::abs(number); });
    const auto peak =
        magnitudes.begin() + static_cast<std::ptrdiff_t>(share * double(magnitudes.size() - 1));
    std::nth_element(magnitudes.begin(), peak, magnitudes.end());
    return *peak;
}

}  // namespace

struct OneDnnNetwork::Impl {
    Impl(const network::Graph& graph, int size, const std::vector<NumberFormat>& formats,
         int threads)
        : threads(threads), engine(dnnl::engine::kind::cpu, 0) {
        omp_set_num_threads(threads);  // primitives are laid out for as many
        program = compile(graph, size, formats, engine);
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

    /// Calls `between(commands done)` before each command and after the last.
    template <typename Between>
    void run(const cv::Mat& picture, Maps& maps, const Between& between) const {
        omp_set_num_threads(threads);  // OpenMP keeps the number for each calling thread
        void* input = maps.values.front().get_data_handle();
        picture.copyTo(cv::Mat(picture.size(), CV_32FC1, input));
        dnnl::stream stream(engine);
        std::size_t done = 0;
        for (; done < program.commands.size(); ++done) {
            between(done);
            program.commands[done].execute(stream, maps.arguments[done]);
        }
        stream.wait();
        between(done);
    }

    int threads = 1;
    dnnl::engine engine;
    Program program;
    std::mutex mutex;
    std::vector<std::unique_ptr<Maps>> idle;
};

OneDnnNetwork::OneDnnNetwork(const network::Graph& graph, int size, Precision precision,
                             int threads, const std::vector<float>& peaks) try
    : impl_(std::make_unique<Impl>(graph, size, formatsOf(graph, precision, peaks), threads)) {
} catch (const dnnl::error& error) {
    throw ModelError(std::string("oneDNN cannot prepare the network: ") + error.what());
}

OneDnnNetwork::~OneDnnNetwork() = default;

cv::Mat OneDnnNetwork::run(const cv::Mat& picture, const std::stop_token& stop) const try {
    auto maps = impl_->takeMaps();
    impl_->run(picture, *maps, [&](std::size_t) { throwIfStopped(stop); });
    const dnnl::memory& output = maps->output;
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

std::vector<float> OneDnnNetwork::peaks(const cv::Mat& picture, double share) const {
    const std::vector<std::size_t>& finished = impl_->program.finished;
    std::vector<float> peaks;
    auto maps = impl_->takeMaps();
    // Maps share memory: each is looked at before the next command may overwrite it.
    impl_->run(picture, *maps, [&](std::size_t commands_done) {
        while (peaks.size() < finished.size() && finished[peaks.size()] == commands_done)
            peaks.push_back(peakOf(maps->values[peaks.size()], share));
    });
    impl_->giveBack(std::move(maps));
    return peaks;
}

std::size_t OneDnnNetwork::weightBytes() const {
    return impl_->program.weight_bytes;
}

std::size_t OneDnnNetwork::mapBytes() const {
    return impl_->program.map_bytes;
}

}  // namespace sonomask::segmentation
