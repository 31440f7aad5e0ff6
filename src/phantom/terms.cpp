#include "phantom/terms.h"

namespace sonomask::phantom {

std::string shapeTerm(Shape shape) {
    switch (shape) {
        case Shape::Oval:
            return "oval";
        case Shape::Round:
            return "round";
        case Shape::Irregular:
            return "irregular";
    }
    return {};
}

std::string marginTerm(const Margin& margin) {
    if (margin.circumscribed()) return "circumscribed";
    std::string terms;
    const auto add = [&terms](bool applies, const char* term) {
        if (applies) terms += (terms.empty() ? "" : "&") + std::string(term);
    };
    add(margin.spiculated, "spiculated");
    add(margin.angular, "angular");
    add(margin.microlobulated, "microlobulated");
    add(margin.indistinct, "indistinct");
    return "not circumscribed - " + terms;
}

std::string echoTerm(EchoPattern echo) {
    switch (echo) {
        case EchoPattern::Anechoic:
            return "anechoic";
        case EchoPattern::Hypoechoic:
            return "hypoechoic";
        case EchoPattern::Isoechoic:
            return "isoechoic";
        case EchoPattern::Hyperechoic:
            return "hyperechoic";
        case EchoPattern::Complex:
            return "complex cystic/solid";
        case EchoPattern::Heterogeneous:
            return "heterogeneous";
    }
    return {};
}

std::string posteriorTerm(PosteriorFeatures posterior) {
    switch (posterior) {
        case PosteriorFeatures::None:
            return "no";
        case PosteriorFeatures::Enhancement:
            return "enhancement";
        case PosteriorFeatures::Shadowing:
            return "shadowing";
        case PosteriorFeatures::Combined:
            return "combined";
    }
    return {};
}

std::string compositionTerm(const Tissue& tissue) {
    const double gland = tissue.gland_mm * (1 - tissue.gland_fat_part);
    const double breast = tissue.fat_mm + tissue.gland_mm + tissue.retromammary_fat_mm;
    const double part = tissue.homogeneous || breast <= 0 ? 0 : gland / breast;
    if (part < 0.15) return "homogeneous: fat";
    if (part < 0.4) return "heterogeneous: predominantly fat";
    if (part < 0.65) return "heterogeneous: predominantly fibroglandular";
    return "homogeneous: fibroglandular";
}

}  // namespace sonomask::phantom
