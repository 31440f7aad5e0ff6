#include "workflow/json_line.h"

#include <nlohmann/json.hpp>

namespace sonomask::workflow {

std::string asLine(const nlohmann::json& document) {
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace sonomask::workflow
