// Any bytes as a table of cases: cases or a ReadError, nothing else.
#include "base/error.h"
#include "evaluation/cases.h"
#include "memory_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const sonomask::fuzz::MemoryFile file(bytes, count);
    try {
        (void)sonomask::evaluation::readCases(file.path());
    } catch (const sonomask::ReadError&) {
        // The answer for a damaged table.
    }
    return 0;
}
