#pragma once

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "dicom/byte_source.h"

namespace sonomask::dicom {

/// How elements are laid out in a stretch of bytes (PS3.5 7.1).
struct Layout {
    bool explicit_vr = true;
    bool big_endian = false;
};

inline constexpr std::uint32_t kUndefinedLength = 0xFFFFFFFF;
inline constexpr std::uint32_t kItem = 0xFFFEE000;
inline constexpr std::uint32_t kItemEnd = 0xFFFEE00D;
inline constexpr std::uint32_t kSequenceEnd = 0xFFFEE0DD;
inline constexpr std::uint32_t kPixelData = 0x7FE00010;

/// The first bytes of an element: what it is and how long its value claims to be.
struct ElementHead {
    std::uint32_t tag = 0;     ///< group << 16 | element
    std::array<char, 2> vr{};  ///< zeros where the layout has none
    std::uint32_t length = 0;
    std::uint32_t head_bytes = 0;

    bool is(const char (&name)[3]) const { return vr[0] == name[0] && vr[1] == name[1]; }
    bool undefinedLength() const { return length == kUndefinedLength; }
};

inline constexpr const char* kCopyAgain = "Copy or export it again from its source.";

/// The structure is wrong at some place; never leaves the room.
class Malformed : public std::runtime_error {
  public:
    explicit Malformed(const std::string& reason, const char* remedy = kCopyAgain)
        : std::runtime_error(reason), remedy_(remedy) {}
    const char* remedy() const noexcept { return remedy_; }

  private:
    const char* remedy_;
};

/// The file is sound, but of a kind that is not read here.
class Unsupported : public Malformed {
  public:
    explicit Unsupported(const std::string& what)
        : Malformed(what + " not supported",
                    "Export it uncompressed, as 8- or 16-bit grey or RGB.") {}
};

/// More of something than kMaximal... allows: the file is refused, not repaired.
class BeyondLimit : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Reads element heads from a source through a small window, in whatever order.
class ElementReader {
  public:
    explicit ElementReader(const ByteSource& bytes) : bytes_(bytes) {}

    std::uint64_t size() const { return bytes_.size(); }
    /// Throws `Malformed` where the head does not fit or its VR is none.
    ElementHead headAt(std::uint64_t at, const Layout& layout);
    std::uint32_t tagAt(std::uint64_t at, const Layout& layout);
    /// `count` bytes (small: it all goes through the window). Throws `Malformed` at the end.
    const std::uint8_t* bytesAt(std::uint64_t at, std::size_t count);

  private:
    const ByteSource& bytes_;
    std::vector<std::uint8_t> window_;
    std::uint64_t window_start_ = 0;
};

std::uint16_t read16(const std::uint8_t* bytes, bool big_endian);
std::uint32_t read32(const std::uint8_t* bytes, bool big_endian);
std::uint64_t read64(const std::uint8_t* bytes, bool big_endian);

/// The tag of the element that begins with these four bytes.
std::uint32_t tagOf(const std::uint8_t* bytes, const Layout& layout);

/// "(7FE0,0010)".
std::string tagText(std::uint32_t tag);

}  // namespace sonomask::dicom
