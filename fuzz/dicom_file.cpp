// Any bytes as a DICOM file: frames or a ReadError, nothing else.
#include "base/error.h"
#include "dicom/reader.h"
#include "memory_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const sonomask::fuzz::MemoryFile file(bytes, count);
    try {
        const sonomask::Clip clip = sonomask::dicom::openDicom(file.path());
        (void)clip.frame(0);
        (void)clip.frame(clip.frameCount() - 1);
    } catch (const sonomask::ReadError&) {
        // The answer for a damaged file.
    }
    try {
        (void)sonomask::dicom::dicomdirFiles(file.path());
    } catch (const sonomask::ReadError&) {
        // Most files are no DICOMDIR.
    }
    return 0;
}
