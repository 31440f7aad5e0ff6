#include <unistd.h>

#include <cctype>
#include <cstdlib>
#include <cstring>

#include "base/error.h"
#include "segmentation/engine.h"

namespace sonomask::segmentation {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "sonomask-";

fs::path besideProgram() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path() : program.parent_path().parent_path() / "share/sonomask/models";
}

/// "sonomask-1.2.safetensors": variants ("sonomask-small-1.2") are for those who ask for them.
bool isDefaultModel(const fs::path& file) {
    const std::string name = file.filename().string();
    return name.starts_with(kPrefix) && file.extension() == ".safetensors" &&
           std::isdigit(static_cast<unsigned char>(name[kPrefix.size()]));
}

fs::path newestModelIn(const fs::path& folder) {
    std::error_code error;
    fs::path newest;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        if (!isDefaultModel(entry.path())) continue;
        // strverscmp knows that 1.10 is newer than 1.9, and without the ending 1.2.1 than 1.2.
        const fs::path& file = entry.path();
        if (newest.empty() || ::strverscmp(newest.stem().c_str(), file.stem().c_str()) < 0)
            newest = file;
    }
    return newest;
}

}  // namespace

fs::path shippedModel() {
    if (const char* named = std::getenv("SONOMASK_MODEL"); named && *named) return named;
    for (const fs::path& folder : {besideProgram(), fs::path(SONOMASK_SOURCE_MODELS)})
        if (const fs::path model = newestModelIn(folder); !model.empty()) return model;
    throw ModelError("no model is installed", {},
                     "Name one with --model or the environment variable SONOMASK_MODEL.");
}

}  // namespace sonomask::segmentation
