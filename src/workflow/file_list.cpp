#include "workflow/file_list.h"

#include <strings.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/plain_path.h"
#include "base/progress.h"
#include "base/utf8.h"
#include "decoder/decoder.h"
#include "export/pictures.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;

bool isHidden(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.size() > 1 && name.front() == '.' && name != "..";
}

/// By any case, and with the version that ISO 9660 appends.
bool isDicomdir(const fs::path& path) {
    std::string name = path.filename().string();
    if (name.ends_with(";1")) name.resize(name.size() - 2);
    return ::strcasecmp(name.c_str(), "DICOMDIR") == 0;
}

/// Where the number ends that begins at `begin`, and where its first digit other than 0 is.
struct Number {
    std::size_t first;
    std::size_t end;

    Number(const std::string& text, std::size_t begin)
        : first(std::min(text.find_first_not_of('0', begin), text.size())),
          end(std::min(text.find_first_not_of("0123456789", begin), text.size())) {
        first = std::min(first, end);
    }
    std::size_t digits() const { return end - first; }
};

bool isDigit(char character) {
    return character >= '0' && character <= '9';
}

/// IM2 before IM10: numbers in names count as numbers, all else as bytes.
bool naturallyBefore(const fs::path& one, const fs::path& other) {
    const std::string a = one.filename().string(), b = other.filename().string();
    std::size_t i = 0, k = 0;
    while (i < a.size() && k < b.size()) {
        if (isDigit(a[i]) && isDigit(b[k])) {
            const Number x(a, i), y(b, k);
            if (x.digits() != y.digits()) return x.digits() < y.digits();
            const int order = a.compare(x.first, x.digits(), b, y.first, y.digits());
            if (order != 0) return order < 0;
            i = x.end;
            k = y.end;
        } else {
            if (a[i] != b[k])
                return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[k]);
            ++i;
            ++k;
        }
    }
    if (i < a.size() || k < b.size()) return i >= a.size();
    return a < b;  // "IM1" and "IM01"
}

ReadError unreadable(const fs::path& path, const std::error_code& error) {
    return ReadError("cannot be read: " + error.message(), path,
                     "Check that it still exists and that you may read it.");
}

/// Walks through folders.
class Walk {
  public:
    Walk(const std::stop_token& stop, const fs::path& left_out)
        : stop_(stop), left_out_(left_out.empty() ? fs::path() : plainPath(left_out)) {}

    void add(const fs::path& input) {
        std::error_code error;
        if (!fs::exists(input, error))
            skip(ReadError("does not exist", input, "Check the name, or whether the disc is in."));
        else if (fs::is_directory(input, error))
            addBelow(input);
        else if (isDicomdir(input))
            addDicomdir(input);
        else
            addFile(input);
    }

    FileList take() { return std::move(list_); }

  private:
    void skip(const ReadError& error) { list_.skipped.push_back({error.file(), error.what()}); }

    void addFile(const fs::path& file) {
        if (!seen_.insert(plainPath(file)).second) return;
        // Findings are JSON: a file of another name could not be told from others in them.
        if (!isUtf8(file.string()))
            skip(ReadError("has a name that is not UTF-8", file, "Rename it."));
        else
            list_.files.push_back(file);
    }

    void addDicomdir(const fs::path& index) {
        try {
            const auto [files, refused] = decoder::dicomdirFiles(index);
            for (const fs::path& file : files) addFile(file);
            for (const std::string& name : refused)
                skip(ReadError("names a file outside its folder: " + name, index));
            if (files.empty() && refused.empty()) skip(ReadError("names no pictures", index));
        } catch (const ReadError& error) {
            skip(error);
        }
    }

    void addBelow(const fs::path& folder) {
        std::error_code error;
        // A link may lead back to where the walk has been.
        if (!folders_.insert(fs::canonical(folder, error)).second) return;
        std::vector<fs::path> entries;
        fs::directory_iterator entry(folder, error);
        for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
            throwIfStopped(stop_);
            if (!isHidden(entry->path())) entries.push_back(entry->path());
        }
        if (error) skip(unreadable(folder, error));
        std::sort(entries.begin(), entries.end(), naturallyBefore);
        for (const fs::path& path : entries) addEntry(path);
    }

    /// Results among the inputs: what this batch or another one wrote is no picture to segment.
    bool isResult(const fs::path& path) const {
        if (left_out_.empty()) return false;
        const std::string name = path.filename().string();
        if (path.extension() == ".json")
            return name.starts_with("findings") || plainPath(path.parent_path()) == left_out_;
        return name.ends_with("_mask.png") && report::isMarkedPng(path);
    }

    void addEntry(const fs::path& path) {
        std::error_code error;
        const fs::file_status status = fs::status(path, error);
        if (fs::is_directory(status)) {
            if (left_out_.empty() || plainPath(path) != left_out_) addBelow(path);
        } else if (fs::is_regular_file(status)) {
            // A folder's DICOMDIR names files that the walk finds anyway.
            if (!isDicomdir(path) && !isResult(path)) addFile(path);
        } else if (status.type() == fs::file_type::not_found) {
            skip(ReadError("is a link to what does not exist", path,
                           "Check the name, or whether the disc is in."));
        } else if (!fs::status_known(status)) {
            skip(unreadable(path, error));
        }
    }

    const std::stop_token& stop_;
    fs::path left_out_;
    std::set<fs::path> seen_;
    std::set<fs::path> folders_;
    FileList list_;
};

}  // namespace

FileList listFiles(const std::vector<fs::path>& inputs, const std::stop_token& stop,
                   const fs::path& left_out) {
    Walk walk(stop, left_out);
    for (const fs::path& input : inputs) walk.add(input);
    return walk.take();
}

}  // namespace sonomask::workflow
