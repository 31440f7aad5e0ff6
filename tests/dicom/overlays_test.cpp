// Overlay planes (group 60xx): beside the pixels, bit by bit as the file has them.
#include <gtest/gtest.h>

#include "dicom/overlay_planes.h"
#include "dicom/reader.h"
#include "dicom_bytes.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

constexpr int kRows = 17;
constexpr int kColumns = 23;  // 391 bits a picture: the second does not begin at a byte
constexpr std::uint32_t kPixels = 0x7FE00010;
constexpr auto kDrawn = dicom::kGraphicOpacity;

/// Random bits, 0 or 255.
cv::Mat randomBits(int rows, int columns, int seed = 0) {
    return (noisePicture(rows, columns, CV_8UC1, seed) & 1) * 255;
}

/// The bits of pictures, one after the other, as OverlayData holds them.
std::vector<std::uint16_t> packed(const std::vector<cv::Mat>& pictures) {
    std::vector<std::uint16_t> words;
    std::size_t bit = 0;
    for (const cv::Mat& picture : pictures)
        for (const std::uint8_t value : bytesOf(picture)) {
            if (bit % 16 == 0) words.push_back(0);
            if (value != 0) words.back() |= static_cast<std::uint16_t>(1u << bit % 16);
            ++bit;
        }
    return words;
}

DicomBytes picture(const char* syntax = kExplicitSyntax, int frames = 1) {
    DicomBytes file(syntax);
    file.text(0x00080060, "CS", "US").text(0x00280008, "IS", std::to_string(frames));
    return file.image(kRows, kColumns, "MONOCHROME2");
}

struct Plane {
    cv::Point origin{1, 1};  ///< as the file counts: from 1
    std::string type = "G";
    std::string pictures{};   ///< NumberOfFramesInOverlay
    int first_frame = 0;      ///< ImageFrameOrigin; 0 = not stated
    std::uint32_t group = 0;  ///< 0x6000 and this
};

void addAttributes(DicomBytes& file, cv::Size size, const Plane& plane) {
    const std::uint32_t group = 0x60000000 + (plane.group << 16);
    file.shortNumber(group + 0x10, size.height).shortNumber(group + 0x11, size.width);
    if (!plane.pictures.empty()) file.text(group + 0x15, "IS", plane.pictures);
    file.text(group + 0x40, "CS", plane.type);
    file.shortNumbers(group + 0x50, {plane.origin.y, plane.origin.x}, "SS");
    if (plane.first_frame > 0) file.shortNumber(group + 0x51, plane.first_frame);
    file.shortNumber(group + 0x100, 1).shortNumber(group + 0x102, 0);
}

void add(DicomBytes& file, const std::vector<cv::Mat>& pictures, const Plane& plane = {},
         const char* vr = "OW") {
    addAttributes(file, pictures.front().size(), plane);
    const std::uint32_t tag = 0x60003000 + (plane.group << 16);
    const std::vector<std::uint16_t> words = packed(pictures);
    if (vr == std::string("OW")) {
        file.words(tag, "OW", words);
        return;
    }
    Bytes bytes;
    for (const std::uint16_t word : words) {
        bytes.push_back(static_cast<std::uint8_t>(word & 0xFF));
        bytes.push_back(static_cast<std::uint8_t>(word >> 8));
    }
    file.bytes(tag, vr, bytes);
}

/// The file with pixels of any value, opened; it is gone when the clip is used.
class Opened {
  public:
    explicit Opened(DicomBytes file, int frames = 1) {
        file.bytes(kPixels, "OB", Bytes(static_cast<std::size_t>(frames * kRows * kColumns + 1)));
        writeBytes(folder_ / "image.dcm", file.file());
        clip_.emplace(dicom::openDicom(folder_ / "image.dcm"));
    }
    cv::Mat graphics(int frame = 0) const { return clip_->frame(frame).graphics; }
    const ClipInfo& info() const { return clip_->info(); }

  private:
    TemporaryFolder folder_;
    std::optional<Clip> clip_;
};

double gap(const cv::Mat& a, const cv::Mat& b) {
    if (a.size() != b.size() || a.type() != b.type()) return 1e9;
    return a.empty() ? 0 : cv::norm(a, b, cv::NORM_INF);
}

/// The network would take a line that was drawn for an edge.
TEST(Overlays, AreNotInThePicture) {
    const cv::Mat grey = noisePicture(kRows, kColumns, CV_8UC1);
    DicomBytes file = picture();
    add(file, {randomBits(kRows, kColumns)});
    Bytes pixels = bytesOf(grey);
    pixels.push_back(0);
    file.bytes(kPixels, "OB", pixels);
    const TemporaryFolder folder;
    writeBytes(folder / "image.dcm", file.file());
    const Clip clip = dicom::openDicom(folder / "image.dcm");
    EXPECT_EQ(gap(clip.frame(0).pixels, grey), 0);
    EXPECT_EQ(clip.info().overlay_planes, 1);
    EXPECT_TRUE(clip.info().warnings.empty());
}

TEST(Overlays, AreEmptyWhereTheFileHasNone) {
    const Opened opened(picture());
    EXPECT_TRUE(opened.graphics().empty());
    EXPECT_EQ(opened.info().overlay_planes, 0);
}

class OverlaysInEveryLayout : public testing::TestWithParam<const char*> {};

TEST_P(OverlaysInEveryLayout, ComeBitByBit) {
    const cv::Mat bits = randomBits(kRows, kColumns);
    for (const char* vr : {"OW", "OB"}) {
        DicomBytes file = picture(GetParam());
        add(file, {bits}, {}, vr);
        EXPECT_EQ(gap(Opened(file).graphics(), bits), 0) << vr;
    }
}

INSTANTIATE_TEST_SUITE_P(Layouts, OverlaysInEveryLayout,
                         testing::Values(kImplicitSyntax, kExplicitSyntax, kBigEndianSyntax,
                                         kDeflated));

TEST(Overlays, AreCutToThePicture) {
    const cv::Mat bits = randomBits(40, 50);
    for (const cv::Point origin :
         {cv::Point(-3, -4), cv::Point(0, 1), cv::Point(20, 15), cv::Point(32767, -32768)}) {
        DicomBytes file = picture();
        add(file, {bits}, {.origin = origin});
        cv::Mat expected(kRows, kColumns, CV_8UC1, cv::Scalar(0));
        const cv::Rect area(origin - cv::Point(1, 1), bits.size());
        const cv::Rect seen = area & cv::Rect({}, expected.size());
        if (!seen.empty()) bits(seen - area.tl()).copyTo(expected(seen));
        EXPECT_EQ(gap(Opened(file).graphics(), expected), 0) << origin;
    }
}

TEST(Overlays, OfOnePictureLieOverAllFrames) {
    const cv::Mat bits = randomBits(kRows, kColumns);
    DicomBytes file = picture(kExplicitSyntax, 3);
    add(file, {bits});
    const Opened opened(file, 3);
    for (int frame = 0; frame < 3; ++frame) EXPECT_EQ(gap(opened.graphics(frame), bits), 0);
}

TEST(Overlays, OfSeveralPicturesLieOverTheirFrames) {
    const std::vector<cv::Mat> bits{randomBits(kRows, kColumns, 1), randomBits(kRows, kColumns, 2)};
    for (const char* syntax : {kExplicitSyntax, kBigEndianSyntax}) {
        DicomBytes file = picture(syntax, 4);
        add(file, bits, {.pictures = "2", .first_frame = 2});
        const Opened opened(file, 4);
        EXPECT_TRUE(opened.graphics(0).empty());
        EXPECT_EQ(gap(opened.graphics(1), bits[0]), 0);
        EXPECT_EQ(gap(opened.graphics(2), bits[1]), 0);
        EXPECT_TRUE(opened.graphics(3).empty());
    }
}

TEST(Overlays, LieOverEachOther) {
    const cv::Mat lines = randomBits(kRows, kColumns, 1);
    const cv::Mat region = randomBits(kRows, kColumns, 2);
    DicomBytes file = picture();
    add(file, {lines});
    add(file, {region}, {.type = "R", .group = 0x1E});
    const Opened opened(file);
    const cv::Mat tinted = region / 255 * dicom::kRegionOpacity;
    EXPECT_EQ(gap(opened.graphics(), cv::max(lines, tinted)), 0);
    EXPECT_EQ(opened.info().overlay_planes, 2);
}

/// Cines with a plane for each frame: more than what the header of a data set may hold.
TEST(Overlays, MayBeLargerThanOtherElements) {
    constexpr int kPictures = 30;
    DicomBytes file = picture(kExplicitSyntax, kPictures);
    addAttributes(file, {1200, 1000}, {.pictures = std::to_string(kPictures)});
    file.bytes(0x60003000, "OW", Bytes(1200 * 1000 / 8 * kPictures, 0xFF));
    const cv::Mat all(kRows, kColumns, CV_8UC1, cv::Scalar(kDrawn));
    EXPECT_EQ(gap(Opened(file, kPictures).graphics(kPictures - 1), all), 0);
}

/// Old files keep a plane in the bits of a pixel that hold no grey (PS3.3 2004 C.9.2).
TEST(Overlays, InUnusedBitsOfThePixelsAreFound) {
    const cv::Mat bits = randomBits(kRows, kColumns);
    std::vector<std::uint16_t> words;
    for (const std::uint8_t bit : bytesOf(bits))
        words.push_back(static_cast<std::uint16_t>(0x0123 | (bit != 0 ? 0x8000 : 0)));
    for (const char* syntax : {kExplicitSyntax, kBigEndianSyntax}) {
        DicomBytes file(syntax);
        file.image(kRows, kColumns, "MONOCHROME2", 16, 12);
        file.shortNumber(0x60000100, 16).shortNumber(0x60000102, 15);
        file.words(kPixels, "OW", words);
        const TemporaryFolder folder;
        writeBytes(folder / "image.dcm", file.file());
        const Frame frame = dicom::openDicom(folder / "image.dcm").frame(0);
        EXPECT_EQ(gap(frame.graphics, bits), 0);
        EXPECT_EQ(cv::countNonZero(frame.pixels != frame.pixels.at<std::uint8_t>(0, 0)), 0);
    }
}

void expectDamaged(const DicomBytes& file) {
    const Opened opened(file);
    EXPECT_TRUE(opened.graphics().empty());
    EXPECT_EQ(opened.info().overlay_planes, 0);
    EXPECT_EQ(opened.info().warnings,
              std::vector<std::string>{"overlay graphics of the file are damaged and not shown"});
}

TEST(DamagedOverlays, AreLeftOutAndSaid) {
    const Bytes few(8, 0xFF);
    const std::pair<cv::Size, Plane> claims[] = {
        {{kColumns, kRows}, {}},                       // more bits than there are
        {{0, kRows}, {}},                              // no size
        {{65535, 65535}, {}},                          // half a gigabyte
        {{1, 1}, {.pictures = "65"}},                  // one picture more than there is
        {{8, 8}, {.pictures = "2147483647"}},          // a product beyond 32 bits
        {{10000, 10000}, {.pictures = "2147483647"}},  // ... beyond 57
    };
    for (const auto& [size, plane] : claims) {
        DicomBytes file = picture();
        addAttributes(file, size, plane);
        file.bytes(0x60003000, "OW", few);
        SCOPED_TRACE(testing::Message() << size << " " << plane.pictures);
        expectDamaged(file);
    }
}

TEST(DamagedOverlays, InBitsThatHoldGreyAreLeftOut) {
    for (const int bit : {3, 8, 700, 65535}) {
        DicomBytes file = picture();
        file.shortNumber(0x60000100, 16).shortNumber(0x60000102, bit);
        SCOPED_TRACE(bit);
        expectDamaged(file);
    }
}

TEST(DamagedOverlays, FarOutsideOfAnyPictureAreLeftOut) {
    for (const char* origin : {"1e300\\1", "1\\-2147483648", "40000\\1"}) {
        DicomBytes file = picture();
        file.shortNumber(0x60000010, 2).shortNumber(0x60000011, 2);
        file.text(0x60000050, "DS", origin).bytes(0x60003000, "OW", Bytes(2, 0xFF));
        SCOPED_TRACE(origin);
        expectDamaged(file);
    }
}

TEST(DamagedOverlays, DoNotTakeSoundOnesAway) {
    const cv::Mat bits = randomBits(kRows, kColumns);
    DicomBytes file = picture();
    addAttributes(file, {kColumns, kRows}, {});
    file.bytes(0x60003000, "OW", Bytes(2));
    add(file, {bits}, {.group = 2});
    const Opened opened(file);
    EXPECT_EQ(gap(opened.graphics(), bits), 0);
    EXPECT_EQ(opened.info().overlay_planes, 1);
}

}  // namespace
}  // namespace sonomask::test
