#include "base/error.h"

#include <cerrno>
#include <system_error>
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

void failToWrite(const std::filesystem::path& target, int error_number) {
    std::string remedy = "Choose another folder.";
    if (error_number == ENOSPC || error_number == EDQUOT)
        remedy = "Free some space or choose another disk.";
    if (error_number == EACCES || error_number == EROFS || error_number == EPERM)
        remedy = "Choose a folder that you may write to.";
    if (error_number == ENAMETOOLONG) remedy = "Choose a shorter name.";
    throw WriteError("cannot be written: " + std::generic_category().message(error_number), target,
                     remedy);
}

Error::Error(std::string reason, std::filesystem::path file, std::string remedy)
    : std::runtime_error(fullText(reason, file, remedy)),
      reason_(std::move(reason)),
      file_(std::move(file)),
      remedy_(std::move(remedy)) {}

}  // namespace sonomask
