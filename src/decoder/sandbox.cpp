#include "decoder/sandbox.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include "decoder/system_calls.h"

namespace sonomask::decoder {
namespace {

constexpr rlim_t kDescriptors = 64;

// Sanitizers reserve terabytes of address space.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

void limit(__rlimit_resource resource, rlim_t value, const char* what,
           std::vector<std::string>& missing) {
    const rlimit limits{value, value};
    if (::setrlimit(resource, &limits) != 0)
        missing.emplace_back(std::string(what) + " not limited");
}

}  // namespace

std::vector<std::string> enterSandbox(std::uint64_t memory_limit) {
    std::vector<std::string> missing;
    if (kSanitized)
        missing.emplace_back("the decoder's memory is not limited: this is a sanitizer's build");
    else
        limit(RLIMIT_AS, memory_limit, "the decoder's memory is", missing);
    limit(RLIMIT_NOFILE, kDescriptors, "the decoder's open files are", missing);
    limit(RLIMIT_CORE, 0, "the decoder's crash dumps are", missing);
    ::prctl(PR_SET_DUMPABLE, 0);
    if (const std::string reason = restrictSystemCalls(); !reason.empty())
        missing.push_back("the decoder's system calls are not restricted: " + reason);
    return missing;
}

}  // namespace sonomask::decoder
