#include "base/error.h"

#include <utility>

namespace sonomask {
namespace {

std::string fullText(const std::string& reason, const std::filesystem::path& file,
                     const std::string& remedy) {
    std::string text = file.empty() ? reason : file.string() + ": " + reason;
    if (!remedy.empty()) text += ". " + remedy;
    return text;
}

}  // namespace

Error::Error(std::string reason, std::filesystem::path file, std::string remedy)
    : std::runtime_error(fullText(reason, file, remedy)),
      reason_(std::move(reason)),
      file_(std::move(file)),
      remedy_(std::move(remedy)) {}

}  // namespace sonomask
