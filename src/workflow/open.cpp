#include "workflow/open.h"

#include "decoder/decoder.h"

namespace sonomask::workflow {

Clip openClip(const std::filesystem::path& file, const std::stop_token& stop) {
    decoder::Options options = decoder::defaultOptions();
    options.stop = stop;
    return decoder::openClip(file, options);
}

}  // namespace sonomask::workflow
