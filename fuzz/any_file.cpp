// Any bytes as a file that a user opens: DICOM, a still or a video by their content. Frames or a
// ReadError, nothing else.
#include "base/error.h"
#include "decoder/decoder.h"
#include "memory_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const sonomask::fuzz::MemoryFile file(bytes, count);
    try {
        const sonomask::Clip clip = sonomask::decoder::openHere(file.path());
        (void)clip.frame(0);
        (void)clip.frame(clip.frameCount() - 1);
    } catch (const sonomask::ReadError&) {
        // The answer for a damaged file.
    }
    return 0;
}
