#include "workflow/open.h"

#include "decoder/decoder.h"

namespace sonomask::workflow {

Clip openClip(const std::filesystem::path& file) {
    return decoder::openClip(file);
}

}  // namespace sonomask::workflow
