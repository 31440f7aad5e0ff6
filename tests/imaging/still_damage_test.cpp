// Files that are not what they say, each named for its damage: the message must name it too.
#include <cstdint>
#include <cstring>

#include <gmock/gmock.h>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "imaging/reader.h"
#include "support/temporary_folder.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::HasSubstr;

std::string encoded(const std::string& extension, const std::vector<int>& options = {}) {
    cv::Mat picture(200, 300, CV_8UC1);
    cv::RNG random(3);
    random.fill(picture, cv::RNG::UNIFORM, 0, 255);
    std::vector<uchar> bytes;
    cv::imencode(extension, picture, bytes, options);
    return {bytes.begin(), bytes.end()};
}

/// The error of opening and decoding a file with these bytes, or "read".
std::string outcomeOf(const std::string& bytes, const std::string& name = "damaged.png") {
    const test::TemporaryFolder folder;
    test::writeText(folder / name, bytes);
    try {
        openStill(folder / name).frame(0);
        return "read";
    } catch (const ReadError& error) {
        EXPECT_EQ(error.file(), folder / name);
        return error.what();
    }
}

void putLittle(std::string& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> 8 * i);
}

void putBig(std::string& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (24 - 8 * i));
}

class Truncated : public ::testing::TestWithParam<const char*> {};

TEST_P(Truncated, IsSaidWhereverTheFileEnds) {
    const std::string whole = encoded(GetParam());
    ASSERT_EQ(outcomeOf(whole), "read");
    for (const double share : {0.99, 0.9, 0.5, 0.1, 0.01}) {
        const auto size = static_cast<std::size_t>(share * static_cast<double>(whole.size()));
        EXPECT_THAT(outcomeOf(whole.substr(0, size)), HasSubstr("is truncated")) << share;
    }
    EXPECT_THAT(outcomeOf(whole.substr(0, whole.size() - 1)), HasSubstr("is truncated"));
    for (std::size_t size = 9; size < 60; ++size)
        EXPECT_NE(outcomeOf(whole.substr(0, size)), "read") << size;
}

INSTANTIATE_TEST_SUITE_P(Every, Truncated, ::testing::Values(".png", ".jpg", ".tif", ".bmp"));

TEST(DamagedStill, EmptyFile) {
    EXPECT_THAT(outcomeOf(""), HasSubstr("is empty"));
}

TEST(DamagedStill, TextNamedPng) {
    EXPECT_THAT(outcomeOf("This is a letter, not a picture.\n"),
                HasSubstr("is not a JPG, PNG, BMP or TIFF image"));
}

TEST(DamagedStill, PngWithBrokenPixels) {
    std::string bytes = encoded(".png");
    for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 64; ++i) bytes[i] = '\x55';
    EXPECT_THAT(outcomeOf(bytes), HasSubstr("is damaged"));
}

TEST(DamagedStill, PngOfNoWidth) {
    std::string bytes = encoded(".png");
    putBig(bytes, 16, 0);
    EXPECT_THAT(outcomeOf(bytes), HasSubstr("gives no size"));
}

TEST(DamagedStill, PngOfFourGigapixels) {
    std::string bytes = encoded(".png");
    putBig(bytes, 16, 65536);
    putBig(bytes, 20, 65536);
    EXPECT_THAT(outcomeOf(bytes), HasSubstr("is too large: 65536 x 65536"));
}

TEST(DamagedStill, PngWithAChunkLongerThanTheFile) {
    std::string bytes = encoded(".png");
    putBig(bytes, 33, 0x7fffffff);
    EXPECT_THAT(outcomeOf(bytes), HasSubstr("is truncated"));
}

TEST(DamagedStill, JpegWithoutAMarker) {
    std::string bytes = encoded(".jpg");
    bytes[20] = 'x';
    EXPECT_THAT(outcomeOf(bytes), AnyOf(HasSubstr("is damaged"), HasSubstr("is truncated")));
}

TEST(DamagedStill, JpegWithCountlessScans) {
    std::string bytes = encoded(".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
    ASSERT_EQ(outcomeOf(bytes), "read");
    const std::size_t scan = bytes.find("\xFF\xDA");
    const std::string again = bytes.substr(scan, bytes.find("\xFF\xDA", scan + 2) - scan);
    for (int i = 0; i < 100; ++i) bytes.insert(scan, again);
    EXPECT_THAT(outcomeOf(bytes), HasSubstr("too many scans"));
}

/// libjpeg would fill the rows that are not there with grey, which looks like tissue.
TEST(DamagedStill, JpegWhosePixelsEndEarly) {
    std::string bytes = encoded(".jpg");
    const std::size_t frame = bytes.find("\xFF\xC0");
    putBig(bytes, frame + 5, 400U << 16 | 300U);  // rows and columns
    EXPECT_THAT(outcomeOf(bytes), HasSubstr("is damaged: its pixels cannot be decoded"));
}

TEST(DamagedStill, JpegWithBrokenPixels) {
    std::string bytes = encoded(".jpg");
    for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 200; ++i) bytes[i] = '\x00';
    // What a JPEG lost in its middle cannot always be told from a picture; it must not crash.
    EXPECT_THAT(outcomeOf(bytes), AnyOf(HasSubstr("read"), HasSubstr("is damaged")));
}

TEST(DamagedStill, BmpOfTheSmallestHeight) {
    std::string bytes = encoded(".bmp");
    putLittle(bytes, 22, 0x80000000U);
    EXPECT_NE(outcomeOf(bytes), "read");
}

TEST(DamagedStill, BmpOfHugeWidth) {
    std::string bytes = encoded(".bmp");
    putLittle(bytes, 18, 0x7fffffff);
    putLittle(bytes, 22, 0x7fffffff);
    EXPECT_NE(outcomeOf(bytes), "read");
}

/// A TIFF of one directory with these entries (tag, type, count, value).
std::string tiffOf(const std::vector<std::array<std::uint32_t, 4>>& entries,
                   std::uint32_t next = 0) {
    std::string bytes("II*\0\x08\0\0\0", 8);
    const auto put = [&](std::uint32_t value, int size) {
        for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> 8 * i);
    };
    put(static_cast<std::uint32_t>(entries.size()), 2);
    for (const auto& [tag, type, count, value] : entries) {
        put(tag, 2);
        put(type, 2);
        put(count, 4);
        put(value, 4);
    }
    put(next, 4);
    return bytes;
}

TEST(DamagedStill, TiffWhosePagesPointBack) {
    EXPECT_THAT(outcomeOf(tiffOf({{256, 4, 1, 8}, {257, 4, 1, 8}}, 8)), HasSubstr("never end"));
}

TEST(DamagedStill, TiffWithAnEntryLongerThanTheFile) {
    EXPECT_THAT(outcomeOf(tiffOf({{256, 4, 1, 8}, {257, 4, 1, 8}, {273, 4, 0x7fffffff, 8}})),
                HasSubstr("is damaged"));
}

TEST(DamagedStill, TiffWithoutASize) {
    EXPECT_THAT(outcomeOf(tiffOf({{259, 3, 1, 1}})), HasSubstr("gives no size"));
}

TEST(DamagedStill, TiffWithStripsBeyondItsEnd) {
    EXPECT_THAT(
        outcomeOf(tiffOf({{256, 4, 1, 8}, {257, 4, 1, 8}, {273, 4, 1, 200}, {279, 4, 1, 64}})),
        HasSubstr("is truncated"));
}

TEST(DamagedStill, TiffWithTilesBeyondItsEnd) {
    EXPECT_THAT(
        outcomeOf(tiffOf({{256, 4, 1, 8}, {257, 4, 1, 8}, {324, 4, 1, 200}, {325, 4, 1, 64}})),
        HasSubstr("is truncated"));
}

TEST(DamagedStill, TiffWhoseSecondPageIsHuge) {
    std::string bytes = tiffOf({{256, 4, 1, 8}, {257, 4, 1, 8}}, 38);
    const std::string second = tiffOf({{256, 4, 1, 60000}, {257, 4, 1, 60000}});
    bytes += second.substr(8);
    EXPECT_THAT(outcomeOf(bytes), HasSubstr("is too large"));
}

TEST(DamagedStill, DeletedAfterOpening) {
    const test::TemporaryFolder folder;
    test::writeText(folder / "a.png", encoded(".png"));
    const Clip clip = openStill(folder / "a.png");
    fs::remove(folder / "a.png");
    try {
        clip.frame(0);
        FAIL();
    } catch (const ReadError& error) {
        EXPECT_THAT(error.what(), HasSubstr("a.png: cannot be opened"));
    }
}

}  // namespace
}  // namespace sonomask
