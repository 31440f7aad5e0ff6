#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

/// Builds DICOM files byte by byte, sound ones and damaged ones, without any library in between.
namespace sonomask::test {

using Bytes = std::vector<std::uint8_t>;

inline constexpr const char* kImplicitSyntax = "1.2.840.10008.1.2";
inline constexpr const char* kExplicitSyntax = "1.2.840.10008.1.2.1";
inline constexpr const char* kDeflated = "1.2.840.10008.1.2.1.99";
inline constexpr const char* kBigEndianSyntax = "1.2.840.10008.1.2.2";
inline constexpr const char* kRleSyntax = "1.2.840.10008.1.2.5";
inline constexpr const char* kJpegBaselineSyntax = "1.2.840.10008.1.2.4.50";
inline constexpr const char* kJpegLosslessSyntax = "1.2.840.10008.1.2.4.70";
inline constexpr const char* kJpegLsSyntax = "1.2.840.10008.1.2.4.80";
inline constexpr const char* kJpeg2000Syntax = "1.2.840.10008.1.2.4.90";
inline constexpr const char* kMpeg2Syntax = "1.2.840.10008.1.2.4.100";

/// Elements in the layout of a transfer syntax, in the order in which they are added.
class DicomBytes {
  public:
    explicit DicomBytes(std::string transfer_syntax = kExplicitSyntax);

    DicomBytes& shortNumber(std::uint32_t tag, int value, const char* vr = "US");
    DicomBytes& shortNumbers(std::uint32_t tag, const std::vector<int>& values,
                             const char* vr = "US");
    DicomBytes& longNumber(std::uint32_t tag, std::uint32_t value);
    DicomBytes& real(std::uint32_t tag, double value);
    DicomBytes& text(std::uint32_t tag, const char* vr, const std::string& value);
    DicomBytes& bytes(std::uint32_t tag, const char* vr, const Bytes& value);
    /// Words are written in the layout's byte order.
    DicomBytes& words(std::uint32_t tag, const char* vr, const std::vector<std::uint16_t>& value);
    /// A sequence of items of undefined length; each is what another builder holds.
    DicomBytes& sequence(std::uint32_t tag, const std::vector<DicomBytes>& items);
    /// Encapsulated pixels: the offset table, then the fragments; `closed` adds the end mark.
    DicomBytes& fragments(const std::vector<Bytes>& parts,
                          const std::vector<std::uint32_t>& offsets, bool closed = true);
    /// The head of an element that claims `length` bytes, without any of them.
    DicomBytes& head(std::uint32_t tag, const char* vr, std::uint32_t length);
    DicomBytes& raw(const Bytes& bytes);

    /// Image Pixel module. `samples` 3 adds PlanarConfiguration.
    DicomBytes& image(int rows, int columns, const std::string& photometric, int bits_allocated = 8,
                      int bits_stored = 8, int planar = 0, bool is_signed = false);

    const Bytes& elements() const { return bytes_; }
    /// The whole file: preamble, file meta information and the elements, deflated where the syntax
    /// says so.
    Bytes file() const;

  private:
    void put16(std::uint16_t value);
    void put32(std::uint32_t value);
    void putHead(std::uint32_t tag, const char* vr, std::uint32_t length);

    std::string transfer_syntax_;
    bool explicit_vr_;
    bool big_endian_;
    Bytes bytes_;
};

void writeBytes(const std::filesystem::path& file, const Bytes& bytes);

/// Smooth colour picture, different for each `seed`: survives lossy coding within a few levels.
cv::Mat smoothPicture(int rows, int columns, int channels, int seed = 0);
/// Every pixel its own random value.
cv::Mat noisePicture(int rows, int columns, int type, int seed = 0);

/// The bytes of a continuous picture, row by row.
Bytes bytesOf(const cv::Mat& picture);

}  // namespace sonomask::test
