#include "export/mask_png.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

#include <zlib.h>

namespace sonomask::report {
namespace {

using Bytes = std::vector<std::uint8_t>;

void putBigEndian(Bytes& bytes, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(value >> static_cast<unsigned>(shift)));
}

/// Deflate (RFC 1951) by the fixed code alone: a byte, and "as often again" of it.
class RunPacker {
  public:
    RunPacker() {
        put(1, 1);  // the last block,
        put(1, 2);  // by the fixed code
    }

    void add(std::uint8_t value, std::size_t count) {
        putLiteral(value);
        for (--count; count >= kShortest;) {
            std::size_t part = std::min(count, kLongest);
            // Nothing shorter than the shortest may be left.
            if (count > part && count - part < kShortest) part -= kShortest;
            putAgain(part);
            count -= part;
        }
        for (; count > 0; --count) putLiteral(value);
    }

    Bytes finish() {
        putCode(0, 7);  // the end of the block
        put(0, 7);      // up to a whole byte
        return std::move(bytes_);
    }

  private:
    static constexpr std::size_t kShortest = 3;
    static constexpr std::size_t kLongest = 258;

    void put(std::uint32_t bits, unsigned count) {
        held_ |= std::uint64_t{bits} << held_count_;
        for (held_count_ += count; held_count_ >= 8; held_count_ -= 8, held_ >>= 8U)
            bytes_.push_back(static_cast<std::uint8_t>(held_));
    }

    /// Codes start with their highest bit, numbers with their lowest.
    void putCode(std::uint32_t code, unsigned count) {
        std::uint32_t turned = 0;
        for (unsigned i = 0; i < count; ++i) turned |= (code >> i & 1U) << (count - 1 - i);
        put(turned, count);
    }

    void putLiteral(std::uint8_t value) {
        if (value < 144)
            putCode(0x30U + value, 8);
        else
            putCode(0x190U + value - 144U, 9);
    }

    /// The byte before, so many times.
    void putAgain(std::size_t count) {
        unsigned symbol = 0;  // from 257 on
        unsigned extra_bits = 0;
        const auto beyond = static_cast<unsigned>(count - kShortest);
        if (count == kLongest) {
            symbol = 28;
        } else if (beyond < 8) {
            symbol = beyond;
        } else {
            extra_bits = static_cast<unsigned>(std::bit_width(beyond)) - 3;
            symbol = 4 * extra_bits + (beyond >> extra_bits);
        }
        if (symbol < 23)
            putCode(symbol + 1, 7);
        else
            putCode(0xC0U + symbol - 23, 8);
        put(beyond & ((1U << extra_bits) - 1), extra_bits);
        putCode(0, 5);  // one byte back
    }

    Bytes bytes_;
    std::uint64_t held_ = 0;
    unsigned held_count_ = 0;
};

/// The sum that zlib puts behind its data (RFC 1950), told of runs.
class Adler {
  public:
    void add(std::uint8_t value, std::size_t count) {
        // After n equal bytes v: a + n v, and b + n a + (1 + .. + n) v.
        const std::uint64_t n = count;
        b_ = (b_ + n % kBase * a_ + n * (n + 1) / 2 % kBase * value) % kBase;
        a_ = (a_ + n % kBase * value) % kBase;
    }
    std::uint32_t sum() const { return static_cast<std::uint32_t>(b_ << 16U | a_); }

  private:
    static constexpr std::uint64_t kBase = 65521;
    std::uint64_t a_ = 1;
    std::uint64_t b_ = 0;
};

/// How many bytes from here on are as the first.
std::size_t runAt(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t kStep = 64;
    const std::uint8_t value = bytes.front();
    std::size_t count = 1;
    while (count + kStep <= bytes.size()) {
        unsigned differences = 0;
        for (std::size_t i = 0; i < kStep; ++i)
            differences |= bytes[count + i] ^ unsigned { value };
        if (differences != 0) break;
        count += kStep;
    }
    while (count < bytes.size() && bytes[count] == value) ++count;
    return count;
}

/// The rows, each behind the number of its filter (none), as zlib packs them.
Bytes packed(const cv::Mat& mask) {
    RunPacker packer;
    Adler adler;
    std::uint8_t value = 0;
    std::size_t count = 0;
    const auto add = [&](std::uint8_t next, std::size_t times) {
        if (next != value && count > 0) {
            packer.add(value, count);
            adler.add(value, count);
            count = 0;
        }
        value = next;
        count += times;
    };
    const auto columns = static_cast<std::size_t>(mask.cols);
    for (int y = 0; y < mask.rows; ++y) {
        add(0, 1);
        const std::span row(mask.ptr<std::uint8_t>(y), columns);
        for (std::size_t x = 0; x < columns;) {
            const std::size_t run = runAt(row.subspan(x));
            add(row[x], run);
            x += run;
        }
    }
    packer.add(value, count);
    adler.add(value, count);
    Bytes bytes{0x78, 0x01};  // deflate with a window of 32 KiB, made fast
    const Bytes blocks = packer.finish();
    bytes.insert(bytes.end(), blocks.begin(), blocks.end());
    putBigEndian(bytes, adler.sum());
    return bytes;
}

void putChunk(Bytes& file, std::string_view type, const Bytes& data) {
    putBigEndian(file, static_cast<std::uint32_t>(data.size()));
    const std::size_t summed = file.size();
    file.insert(file.end(), type.begin(), type.end());
    file.insert(file.end(), data.begin(), data.end());
    putBigEndian(file,
                 static_cast<std::uint32_t>(::crc32_z(0, &file[summed], file.size() - summed)));
}

}  // namespace

std::vector<std::byte> encodeMask(const cv::Mat& mask) {
    CV_Assert(mask.type() == CV_8UC1 && !mask.empty());
    Bytes header;
    putBigEndian(header, static_cast<std::uint32_t>(mask.cols));
    putBigEndian(header, static_cast<std::uint32_t>(mask.rows));
    header.insert(header.end(),
                  {8, 0, 0, 0, 0});  // 8 bits, grey, the usual methods, not interlaced
    Bytes file{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    putChunk(file, "IHDR", header);
    putChunk(file, "IDAT", packed(mask));
    putChunk(file, "IEND", {});
    const auto bytes = std::as_bytes(std::span(file));
    return {bytes.begin(), bytes.end()};
}

}  // namespace sonomask::report
