#include "segmentation/precision.h"

#include <array>
#include <utility>

namespace sonomask::segmentation {
namespace {

constexpr std::array<std::pair<const char*, PrecisionChoice>, 4> kNames{
    {{"fp32", PrecisionChoice::Fp32},
     {"bf16", PrecisionChoice::Bf16},
     {"fp16", PrecisionChoice::Fp16},
     {"int8", PrecisionChoice::Int8}}};

}  // namespace

std::string nameOf(PrecisionChoice precision) {
    for (const auto& [name, choice] : kNames)
        if (choice == precision) return name;
    return "auto";
}

PrecisionChoice precisionNamed(const std::string& name) {
    for (const auto& [known, choice] : kNames)
        if (known == name) return choice;
    return PrecisionChoice::Auto;
}

}  // namespace sonomask::segmentation
