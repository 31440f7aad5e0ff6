// sonomask-decoder: reads untrusted files for sonomask and sonomask-cli, which start it.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include <opencv2/core.hpp>

#include "decoder/protocol.h"
#include "decoder/sandbox.h"
#include "decoder/service.h"
#include "dicom/reader.h"

namespace {

bool isSocket(int descriptor) {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

}  // namespace

int main(int count, char** arguments) {
    using namespace sonomask;
    if (count != 2 || !isSocket(decoder::kChildSocket)) {
        std::fprintf(stderr, "sonomask-decoder is started by sonomask and sonomask-cli.\n");
        return EXIT_FAILURE;
    }
    ::close_range(decoder::kChildSocket + 1, ~0u, 0);
    // What the libraries set up on first use needs calls that are forbidden from here on.
    dicom::prepare();
    cv::getNumThreads();
    const auto memory_limit = std::strtoull(arguments[1], nullptr, 10);
    const std::vector<std::string> missing = decoder::enterSandbox(memory_limit);
    decoder::Channel channel{decoder::Descriptor(decoder::kChildSocket)};
    decoder::Service(std::move(channel)).run({{"missing_protection", missing}});
    // Nothing is left to save: the libraries' clean-up could only fail in here.
    std::_Exit(EXIT_SUCCESS);
}
