// Any bytes as a checkpoint: tensors and a header, or an error of ours, nothing else.
#include "network/checkpoint.h"
#include "base/error.h"
#include "memory_file.h"
#include "network/safetensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace sonomask;
    const fuzz::MemoryFile file(bytes, count);
    try {
        std::size_t total = 0;
        const network::Safetensors tensors = network::Safetensors::read(file.path());
        for (const auto& [name, view] : tensors.tensors())
            for (const std::byte byte : view.bytes) total += std::to_integer<std::size_t>(byte);
        volatile std::size_t read = total;  // every byte of every view can be read
        (void)read;
    } catch (const ReadError&) {
        // The answer for a damaged file.
    }
    try {
        (void)network::readCheckpointHeader(file.path());
    } catch (const ModelError&) {
        // The answer for a file of another kind.
    }
    return 0;
}
