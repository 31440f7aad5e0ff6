#pragma once

#include <memory>
#include <string>

namespace sonomask::dicom {

/// Turns the text of one file into UTF-8 by its SpecificCharacterSet (PS3.3 C.12.1.1.2, PS3.5 6.1).
class TextDecoder {
  public:
    /// `character_set` is the value of (0008,0005), several terms separated by backslashes.
    explicit TextDecoder(const std::string& character_set);
    ~TextDecoder();
    TextDecoder(TextDecoder&&) noexcept;

    /// UTF-8 always: what the character set does not explain is taken for UTF-8 where it is valid,
    /// else for Latin-1. `delimiters` are those at which an ISO 2022 set falls back to its first
    /// term: "^=" for names, empty for other text.
    std::string toUtf8(const std::string& text, const std::string& delimiters = {});

    /// False when the character set is unknown here.
    bool known() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The text where it is well-formed UTF-8; else what it says as Latin-1.
std::string asUtf8(const std::string& text);

}  // namespace sonomask::dicom
