// Any bytes as a training configuration, and as a model's preprocessing: values or a ConfigError.
#include "training/config.h"
#include "base/error.h"
#include "base/json.h"
#include "memory_file.h"
#include "preprocess/settings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace sonomask;
    const fuzz::MemoryFile file(bytes, count);
    try {
        (void)training::jsonOf(training::readConfig(file.path())).dump();
    } catch (const ConfigError&) {
        // The answer for a configuration that does not fit.
    }
    try {
        const std::string text(bytes, bytes + count);
        (void)parseJson(text).get<preprocess::Settings>();
    } catch (const ConfigError&) {
        // The answer for settings that do not fit.
    }
    return 0;
}
