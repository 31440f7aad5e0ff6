// sonomask-decoder: reads untrusted files for sonomask and sonomask-cli, which start it.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include <opencv2/core.hpp>

#include "base/allocator.h"
#include "decoder/protocol.h"
#include "decoder/sandbox.h"
#include "decoder/service.h"
#include "decoder/template_process.h"
#include "dicom/reader.h"

namespace {

bool isSocket(int descriptor) {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

}  // namespace

int main() {
    using namespace sonomask;
    if (!isSocket(decoder::kChildSocket)) {
        std::fprintf(stderr, "sonomask-decoder is started by sonomask and sonomask-cli.\n");
        return EXIT_FAILURE;
    }
    ::close_range(decoder::kChildSocket + 1, ~0u, 0);
    keepFreedMemory();  // also in the copies of this process
    // What the libraries set up on first use needs calls that are forbidden from here on.
    dicom::prepare();
    cv::getNumThreads();
    auto copy =
        decoder::copyOnRequest(decoder::Channel(decoder::Descriptor(decoder::kChildSocket)));
    if (copy) {
        const std::vector<std::string> missing = decoder::enterSandbox(copy->memory_limit);
        decoder::Service(std::move(copy->channel))
            .run({{"process", ::getpid()}, {"missing_protection", missing}});
    }
    // Nothing is left to save: the libraries' clean-up could only fail in here.
    std::_Exit(EXIT_SUCCESS);
}
