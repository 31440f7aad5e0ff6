#include "decoder/system_calls.h"

namespace sonomask::decoder {

std::string restrictSystemCalls() {
    return "this build has no libseccomp";
}

}  // namespace sonomask::decoder
