#include "descriptors/description.h"

namespace sonomask::descriptors {

const std::vector<Category>& vocabulary() {
    static const std::vector<Category> all{
        {"shape", {"oval", "round", "irregular"}},
        {"orientation", {"parallel", "not parallel"}},
        {"margin", {"circumscribed", "not circumscribed"}},
        {"margin_kind", {"indistinct", "angular", "microlobulated", "spiculated"}},
        {"echo_pattern",
         {"anechoic", "hypoechoic", "isoechoic", "hyperechoic", "complex cystic/solid",
          "heterogeneous"}},
        {"posterior", {"no", "enhancement", "shadowing", "combined"}},
        {"rim", {"no", "yes"}},
        {"calcifications", {"no", "in the mass"}}};
    return all;
}

const Term* Description::find(std::string_view category) const {
    for (const Term& term : terms)
        if (term.category == category) return &term;
    return nullptr;
}

}  // namespace sonomask::descriptors
