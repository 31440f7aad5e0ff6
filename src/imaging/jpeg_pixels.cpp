#include "imaging/jpeg_pixels.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <string>

#include <jpeglib.h>

#include <jerror.h>

namespace sonomask {
namespace {

constexpr std::array kDamage{JWRN_ARITH_BAD_CODE, JWRN_HIT_MARKER, JWRN_HUFF_BAD_CODE,
                             JWRN_MUST_RESYNC};

struct ErrorManager {
    jpeg_error_mgr base;
    std::jmp_buf back;
    bool damaged;
};

void noteMessage(j_common_ptr codec, int level) {
    auto* errors = reinterpret_cast<ErrorManager*>(codec->err);
    const bool is_warning = level < 0;
    if (is_warning &&
        std::find(kDamage.begin(), kDamage.end(), codec->err->msg_code) != kDamage.end())
        errors->damaged = true;
}

[[noreturn]] void jumpBack(j_common_ptr codec) {
    std::longjmp(reinterpret_cast<ErrorManager*>(codec->err)->back, 1);
}

/// libjpeg reports errors by a jump: the functions between hold nothing that needs a destructor.
class Decompressor {
  public:
    explicit Decompressor(std::span<const std::uint8_t> bytes) : bytes_(bytes) {
        codec_.err = jpeg_std_error(&errors_.base);
        errors_.base.error_exit = jumpBack;
        errors_.base.emit_message = noteMessage;
    }
    ~Decompressor() { jpeg_destroy_decompress(&codec_); }
    Decompressor(const Decompressor&) = delete;
    Decompressor& operator=(const Decompressor&) = delete;

    bool readHeader() {
        if (setjmp(errors_.back) != 0) return false;
        jpeg_create_decompress(&codec_);
        jpeg_mem_src(&codec_, bytes_.data(), bytes_.size());
        jpeg_read_header(&codec_, TRUE);
        return true;
    }

    bool readRows(JpegColour colour, cv::Mat& into) {
        if (setjmp(errors_.back) != 0) return false;
        codec_.out_color_space = into.channels() == 1 ? JCS_GRAYSCALE : JCS_EXT_BGR;
        if (colour == JpegColour::Ycbcr) codec_.jpeg_color_space = JCS_YCbCr;
        if (colour == JpegColour::Rgb) codec_.jpeg_color_space = JCS_RGB;
        jpeg_start_decompress(&codec_);
        while (codec_.output_scanline < codec_.output_height) {
            JSAMPROW row = into.ptr(static_cast<int>(codec_.output_scanline));
            jpeg_read_scanlines(&codec_, &row, 1);
        }
        return !errors_.damaged;
    }

    int rows() const { return static_cast<int>(codec_.image_height); }
    int columns() const { return static_cast<int>(codec_.image_width); }
    int components() const { return codec_.num_components; }

    std::string problem() {
        if (errors_.damaged) return "it is damaged or cut short";
        std::array<char, JMSG_LENGTH_MAX> text{};
        errors_.base.format_message(reinterpret_cast<j_common_ptr>(&codec_), text.data());
        return text.data();
    }

  private:
    std::span<const std::uint8_t> bytes_;
    jpeg_decompress_struct codec_{};
    ErrorManager errors_{};
};

}  // namespace

cv::Mat decodeJpeg(std::span<const std::uint8_t> bytes, JpegColour colour) {
    Decompressor decompressor(bytes);
    if (!decompressor.readHeader()) throw BrokenJpeg(decompressor.problem());
    const bool one =
        decompressor.components() == 1 && colour != JpegColour::Ycbcr && colour != JpegColour::Rgb;
    const bool three = decompressor.components() == 3 && colour != JpegColour::Grey;
    if (!one && !three) return {};
    cv::Mat pixels(decompressor.rows(), decompressor.columns(), one ? CV_8UC1 : CV_8UC3);
    if (!decompressor.readRows(colour, pixels)) throw BrokenJpeg(decompressor.problem());
    return pixels;
}

}  // namespace sonomask
