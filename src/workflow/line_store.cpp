#include "workflow/line_store.h"

#include "base/error.h"

namespace sonomask::workflow {

LineStore::LineStore(const std::filesystem::path& target) : file_(target) {}

std::size_t LineStore::add(const std::string& line) {
    file_.write(line + "\n");
    starts_.push_back(starts_.back() + static_cast<std::streamoff>(line.size()) + 1);
    return starts_.size() - 2;
}

std::string LineStore::line(std::size_t number) {
    if (!in_.is_open()) in_.open(file_.temporaryPath(), std::ios::binary);
    std::string line(static_cast<std::size_t>(starts_.at(number + 1) - starts_.at(number) - 1), 0);
    in_.seekg(starts_.at(number));
    if (!in_.read(line.data(), static_cast<std::streamsize>(line.size())))
        throw ReadError("cannot be read back", file_.temporaryPath(), "Run again.");
    return line;
}

}  // namespace sonomask::workflow
