#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace sonomask {

/// Root of every error that Sonomask throws on purpose.
///
/// Thrown at the border where a thing is known to be wrong, caught once per user action. Its text
/// is for the person at the screen: which file, what is wrong with it, what to do.
class Error : public std::runtime_error {
  public:
    /// `file` may be empty where no file is concerned; `remedy` is a sentence, or empty.
    explicit Error(std::string reason, std::filesystem::path file = {}, std::string remedy = {});

    /// What is wrong, without the file and the remedy.
    const std::string& reason() const noexcept { return reason_; }
    const std::filesystem::path& file() const noexcept { return file_; }
    /// The way out, as a sentence; empty when there is none to offer.
    const std::string& remedy() const noexcept { return remedy_; }

  private:
    std::string reason_;
    std::filesystem::path file_;
    std::string remedy_;
};

/// A file cannot be opened, is not what it claims to be, or is damaged.
class ReadError : public Error {
    using Error::Error;
};

/// A file cannot be written; nothing of it is left behind.
class WriteError : public Error {
    using Error::Error;
};

/// Throws the `WriteError` of a file or folder that the system refuses to write, by its `errno`:
/// the system's reason and the way out of it.
[[noreturn]] void failToWrite(const std::filesystem::path& target, int error_number);

/// A checkpoint is missing, damaged, of another version or of another architecture.
class ModelError : public Error {
    using Error::Error;
};

/// A configuration or an option has a value that cannot be used.
class ConfigError : public Error {
    using Error::Error;
};

/// The user asked for the work to stop. Not a failure: callers report it as "cancelled".
class Cancelled : public Error {
  public:
    Cancelled() : Error("cancelled") {}
};

}  // namespace sonomask
