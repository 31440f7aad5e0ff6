#include "segmentation/number_format.h"

#include <algorithm>

namespace sonomask::segmentation {
namespace {

using network::ValueId;
using Type = dnnl::memory::data_type;

constexpr float kHighestUnsigned = 255;
constexpr float kHighestSigned = 127;

class EightBit {
  public:
    EightBit(const network::Graph& graph, std::vector<float> peaks)
        : graph_(graph), peaks_(std::move(peaks)) {
        const std::size_t values = graph.steps.size() + 1;
        non_negative_.assign(values, true);
        wide_.assign(values, false);
        noteWhatIsWide();
        for (std::size_t i = 0; i < graph_.steps.size(); ++i)
            if (const auto* conv = std::get_if<network::Convolution>(&graph_.steps[i].operation))
                non_negative_[i + 1] = conv->relu;
        while (shareOnce()) {
        }
    }

    std::vector<NumberFormat> formats() const {
        std::vector<NumberFormat> formats(peaks_.size());
        for (std::size_t value = 0; value < peaks_.size(); ++value) {
            if (wide_[value]) continue;
            const float highest = non_negative_[value] ? kHighestUnsigned : kHighestSigned;
            formats[value] = {non_negative_[value] ? Type::u8 : Type::s8,
                              peaks_[value] > 0 ? peaks_[value] / highest : 1};
        }
        return formats;
    }

  private:
    /// Single pixels cost nothing, and the last logits are the answer itself.
    void noteWhatIsWide() {
        for (std::size_t i = 0; i < graph_.steps.size(); ++i) {
            const network::Operation& operation = graph_.steps[i].operation;
            const auto* conv = std::get_if<network::Convolution>(&operation);
            wide_[i + 1] = std::holds_alternative<network::GlobalMean>(operation) ||
                           std::holds_alternative<network::GlobalMax>(operation) ||
                           (conv && wide_[static_cast<std::size_t>(conv->input)]);
        }
        wide_.back() = true;
        for (std::size_t i = graph_.steps.size(); i > 0 && wide_[i]; --i) {
            const network::Operation& operation = graph_.steps[i - 1].operation;
            if (std::holds_alternative<network::Convolution>(operation)) break;
            for (const ValueId input : inputsOf(operation))
                wide_[static_cast<std::size_t>(input)] = true;
        }
    }

    /// Whether anything changed.
    bool shareOnce() {
        bool changed = false;
        for (std::size_t i = 0; i < graph_.steps.size(); ++i) {
            if (wide_[i + 1] ||
                std::holds_alternative<network::Convolution>(graph_.steps[i].operation))
                continue;
            for (const ValueId input : inputsOf(graph_.steps[i].operation))
                changed |= share(static_cast<std::size_t>(input), i + 1);
        }
        return changed;
    }

    bool share(std::size_t a, std::size_t b) {
        if (peaks_[a] == peaks_[b] && non_negative_[a] == non_negative_[b]) return false;
        peaks_[a] = peaks_[b] = std::max(peaks_[a], peaks_[b]);
        non_negative_[a] = non_negative_[b] = non_negative_[a] && non_negative_[b];
        return true;
    }

    const network::Graph& graph_;
    std::vector<float> peaks_;
    std::vector<bool> non_negative_;
    std::vector<bool> wide_;
};

}  // namespace

std::vector<NumberFormat> sameFormat(const network::Graph& graph, Type type) {
    return std::vector<NumberFormat>(graph.steps.size() + 1, {type});
}

std::vector<NumberFormat> eightBitFormats(const network::Graph& graph, std::vector<float> peaks) {
    return EightBit(graph, std::move(peaks)).formats();
}

}  // namespace sonomask::segmentation
