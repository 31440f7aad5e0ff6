// Uncompressed pixels: what is stored is what is shown, in every layout.
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "dicom/reader.h"
#include "dicom_bytes.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

constexpr int kRows = 17;
constexpr int kColumns = 23;  // odd: frames and rows do not begin at words
constexpr std::uint32_t kPixels = 0x7FE00010;

cv::Mat shown(const DicomBytes& file, int index = 0) {
    const TemporaryFolder folder;
    writeBytes(folder / "image.dcm", file.file());
    return dicom::openDicom(folder / "image.dcm").frame(index).pixels;
}

double gap(const cv::Mat& a, const cv::Mat& b) {
    if (a.size() != b.size() || a.type() != b.type()) return 1e9;
    return cv::norm(a, b, cv::NORM_INF);
}

Bytes padded(Bytes bytes) {
    if (bytes.size() % 2 != 0) bytes.push_back(0);
    return bytes;
}

Bytes rgbBytes(const cv::Mat& bgr) {
    cv::Mat rgb;
    cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
    return padded(bytesOf(rgb));
}

Bytes planes(const cv::Mat& bgr) {
    std::vector<cv::Mat> channels;
    cv::split(bgr, channels);
    Bytes bytes;
    for (int i = 2; i >= 0; --i) {
        const Bytes plane = bytesOf(channels[static_cast<std::size_t>(i)]);
        bytes.insert(bytes.end(), plane.begin(), plane.end());
    }
    return padded(bytes);
}

class EveryLayout : public testing::TestWithParam<const char*> {};

TEST_P(EveryLayout, GreyIsShownAsStored) {
    const cv::Mat grey = noisePicture(kRows, kColumns, CV_8UC1);
    DicomBytes file(GetParam());
    file.text(0x00080060, "CS", "US").image(kRows, kColumns, "MONOCHROME2");
    EXPECT_EQ(gap(shown(file.bytes(kPixels, "OB", padded(bytesOf(grey)))), grey), 0);
}

TEST_P(EveryLayout, ColourIsShownAsStored) {
    const cv::Mat bgr = noisePicture(kRows, kColumns, CV_8UC3);
    DicomBytes file(GetParam());
    file.text(0x00080060, "CS", "US").image(kRows, kColumns, "RGB");
    EXPECT_EQ(gap(shown(file.bytes(kPixels, "OB", rgbBytes(bgr))), bgr), 0);
}

TEST_P(EveryLayout, ColourPlanesAreShownAsStored) {
    const cv::Mat bgr = noisePicture(kRows, kColumns, CV_8UC3);
    DicomBytes file(GetParam());
    file.text(0x00080060, "CS", "US").image(kRows, kColumns, "RGB", 8, 8, 1);
    EXPECT_EQ(gap(shown(file.bytes(kPixels, "OB", planes(bgr))), bgr), 0);
}

TEST_P(EveryLayout, TwelveBitsFillTheRangeOfTheWindow) {
    std::vector<std::uint16_t> words(kRows * kColumns);
    cv::Mat expected(kRows, kColumns, CV_8UC1);
    for (std::size_t i = 0; i < words.size(); ++i) {
        words[i] = static_cast<std::uint16_t>(i * 10);
        const double value = (static_cast<double>(words[i]) - 1999.5) / 3999 + 0.5;
        expected.data[i] = cv::saturate_cast<std::uint8_t>(value * 255);
    }
    DicomBytes file(GetParam());
    file.text(0x00080060, "CS", "US").image(kRows, kColumns, "MONOCHROME2", 16, 12);
    file.text(0x00281050, "DS", "2000").text(0x00281051, "DS", "4000");
    EXPECT_LE(gap(shown(file.words(kPixels, "OW", words)), expected), 1);
}

TEST_P(EveryLayout, TheThirdFrameIsTheThirdPicture) {
    DicomBytes file(GetParam());
    file.text(0x00080060, "CS", "US").text(0x00280008, "IS", "3");
    file.image(kRows, kColumns, "MONOCHROME2");
    Bytes all;
    for (int i = 0; i < 3; ++i) {
        const Bytes frame = bytesOf(noisePicture(kRows, kColumns, CV_8UC1, i));
        all.insert(all.end(), frame.begin(), frame.end());
    }
    const cv::Mat third = noisePicture(kRows, kColumns, CV_8UC1, 2);
    EXPECT_EQ(gap(shown(file.bytes(kPixels, "OB", padded(all)), 2), third), 0);
}

INSTANTIATE_TEST_SUITE_P(Layouts, EveryLayout,
                         testing::Values(kImplicitSyntax, kExplicitSyntax, kDeflated,
                                         kBigEndianSyntax),
                         [](const auto& info) {
                             const std::string uid = info.param;
                             if (uid == kImplicitSyntax) return "Implicit";
                             if (uid == kExplicitSyntax) return "Explicit";
                             return uid == kDeflated ? "Deflated" : "BigEndian";
                         });

TEST(Pixels, BigEndianBytesInWordsAreSwappedAcrossOddFrames) {
    Bytes all;
    for (int i = 0; i < 2; ++i) {
        const Bytes frame = bytesOf(noisePicture(3, 3, CV_8UC1, i));
        all.insert(all.end(), frame.begin(), frame.end());
    }
    for (std::size_t i = 0; i + 1 < all.size(); i += 2) std::swap(all[i], all[i + 1]);
    DicomBytes file(kBigEndianSyntax);
    file.text(0x00080060, "CS", "US").text(0x00280008, "IS", "2").image(3, 3, "MONOCHROME2");
    file.bytes(kPixels, "OW", all);
    EXPECT_EQ(gap(shown(file, 0), noisePicture(3, 3, CV_8UC1, 0)), 0);
    EXPECT_EQ(gap(shown(file, 1), noisePicture(3, 3, CV_8UC1, 1)), 0);
}

TEST(Pixels, Monochrome1IsShownInverted) {
    const cv::Mat grey = noisePicture(kRows, kColumns, CV_8UC1);
    DicomBytes file;
    file.image(kRows, kColumns, "MONOCHROME1").bytes(kPixels, "OB", padded(bytesOf(grey)));
    EXPECT_EQ(gap(shown(file), 255 - grey), 0);
}

TEST(Pixels, SignedValuesGoThroughRescaleAndWindow) {
    DicomBytes file;
    file.image(1, 4, "MONOCHROME2", 16, 16, 0, true);
    file.text(0x00281050, "DS", "0").text(0x00281051, "DS", "256");
    file.text(0x00281052, "DS", "-100").text(0x00281053, "DS", "2");
    file.words(kPixels, "OW",
               {static_cast<std::uint16_t>(-200), static_cast<std::uint16_t>(-14), 50,
                1000});  // -500, -128, 0 and 1900 after the rescale
    const cv::Mat expected = (cv::Mat_<std::uint8_t>(1, 4) << 0, 0, 128, 255);
    EXPECT_LE(gap(shown(file), expected), 1);
}

TEST(Pixels, ValuesOfTenBitsWithoutWindowFillTheirRange) {
    DicomBytes file;
    file.image(1, 4, "MONOCHROME2", 16, 10).words(kPixels, "OW", {100, 200, 300, 400});
    const cv::Mat expected = (cv::Mat_<std::uint8_t>(1, 4) << 0, 85, 170, 255);
    EXPECT_LE(gap(shown(file), expected), 1);
}

TEST(Pixels, PaddingHasNoPartInTheRangeAndIsBlack) {
    for (const bool is_signed : {true, false}) {
        const int padding = is_signed ? -32768 : 40000;
        const char* vr = is_signed ? "SS" : "US";
        DicomBytes file;
        file.image(1, 4, "MONOCHROME2", 16, 16, 0, is_signed).shortNumber(0x00280120, padding, vr);
        file.words(kPixels, "OW", {static_cast<std::uint16_t>(padding), 100, 150, 200});
        EXPECT_EQ(gap(shown(file), (cv::Mat_<std::uint8_t>(1, 4) << 0, 0, 128, 255)), 0);
    }
    DicomBytes range;
    range.image(1, 4, "MONOCHROME1", 16, 16).shortNumber(0x00280120, 40000);
    range.shortNumber(0x00280121, 50000).words(kPixels, "OW", {40000, 45000, 100, 200});
    EXPECT_EQ(gap(shown(range), (cv::Mat_<std::uint8_t>(1, 4) << 0, 0, 255, 0)), 0);
}

TEST(Pixels, BitsAboveTheHighBitAreIgnored) {
    DicomBytes file;
    file.image(1, 2, "MONOCHROME2", 16, 8).words(kPixels, "OW", {0xAB40, 0xFF80});
    EXPECT_EQ(gap(shown(file), (cv::Mat_<std::uint8_t>(1, 2) << 0x40, 0x80)), 0);
}

TEST(Pixels, TheVoiTableIsUsedWhereThereIsNoWindow) {
    DicomBytes table;
    table.shortNumbers(0x00283002, {4, 10, 8}).words(0x00283006, "OW", {10, 20, 30, 250});
    DicomBytes file;
    file.image(1, 4, "MONOCHROME2").sequence(0x00283010, {table});
    file.bytes(kPixels, "OB", {0, 11, 12, 200});
    EXPECT_EQ(gap(shown(file), (cv::Mat_<std::uint8_t>(1, 4) << 10, 20, 30, 250)), 0);
}

TEST(Pixels, ColourInTheHighBitsOfItsWordsIsShownByThem) {
    DicomBytes file;
    file.shortNumber(0x00280002, 3).text(0x00280004, "CS", "RGB");
    file.shortNumber(0x00280010, 1).shortNumber(0x00280011, 1).shortNumber(0x00280100, 16);
    file.shortNumber(0x00280101, 12).shortNumber(0x00280102, 15);
    file.words(kPixels, "OW", {0xFFF0, 0x8000, 0x0010});
    EXPECT_EQ(gap(shown(file), cv::Mat(1, 1, CV_8UC3, cv::Scalar(0, 128, 255))), 0);
}

TEST(Pixels, YbrFullBecomesTheColourOfTheStandard) {
    DicomBytes file;
    file.image(1, 2, "YBR_FULL").bytes(kPixels, "OB", {100, 150, 90, 76, 85, 255});
    const cv::Mat expected =
        (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(139, 120, 47), cv::Vec3b(0, 0, 254));
    EXPECT_LE(gap(shown(file), expected), 1);
}

TEST(Pixels, PairsOfYbrFull422ShareTheirChroma) {
    DicomBytes file;
    file.image(1, 2, "YBR_FULL_422").bytes(kPixels, "OB", {100, 200, 128, 128});
    const cv::Mat expected =
        (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(100, 100, 100), cv::Vec3b(200, 200, 200));
    EXPECT_LE(gap(shown(file), expected), 1);
}

TEST(Pixels, YbrFull422StoredInFullIsReadInFull) {
    DicomBytes file;
    file.image(1, 2, "YBR_FULL_422").bytes(kPixels, "OB", {100, 128, 128, 200, 128, 128});
    const cv::Mat expected =
        (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(100, 100, 100), cv::Vec3b(200, 200, 200));
    EXPECT_LE(gap(shown(file), expected), 1);
}

TEST(Pixels, ATableOfNumbersThatDoNotFitIsNotUsed) {
    DicomBytes table;
    table.text(0x00283002, "DS", "4\\1e300\\8").words(0x00283006, "OW", {10, 20, 30, 250});
    DicomBytes file;
    file.image(1, 4, "MONOCHROME2").sequence(0x00283010, {table});
    file.bytes(kPixels, "OB", {0, 11, 12, 200});
    EXPECT_EQ(gap(shown(file), (cv::Mat_<std::uint8_t>(1, 4) << 0, 11, 12, 200)), 0);
}

DicomBytes paletteFile(int entry_bits, const std::vector<std::uint16_t>& red_words) {
    DicomBytes file;
    file.image(1, 4, "PALETTE COLOR");
    for (std::uint32_t channel = 0; channel < 3; ++channel)
        file.shortNumbers(0x00281101 + channel, {4, 1, entry_bits});
    file.words(0x00281201, "OW", red_words);
    file.words(0x00281202, "OW",
               entry_bits == 8 ? std::vector<std::uint16_t>{0x0100, 0x0302}
                               : std::vector<std::uint16_t>{0, 0, 0, 0xFFFF});
    file.words(0x00281203, "OW",
               entry_bits == 8 ? std::vector<std::uint16_t>{0x0908, 0x0B0A}
                               : std::vector<std::uint16_t>{0, 0, 0x8000, 0});
    return file.bytes(kPixels, "OB", {0, 2, 3, 9});
}

TEST(Pixels, PaletteOfEightBitsIsUnpackedFromItsWords) {
    const cv::Mat expected = (cv::Mat_<cv::Vec3b>(1, 4) << cv::Vec3b(8, 0, 10), cv::Vec3b(9, 1, 20),
                              cv::Vec3b(10, 2, 30), cv::Vec3b(11, 3, 40));
    EXPECT_EQ(gap(shown(paletteFile(8, {0x140A, 0x281E})), expected), 0);
}

TEST(Pixels, PaletteOfSixteenBitsIsShownByItsHighByte) {
    const cv::Mat expected =
        (cv::Mat_<cv::Vec3b>(1, 4) << cv::Vec3b(0, 0, 0x10), cv::Vec3b(0, 0, 0x20),
         cv::Vec3b(0x80, 0, 0x30), cv::Vec3b(0, 0xFF, 0x40));
    EXPECT_EQ(gap(shown(paletteFile(16, {0x1000, 0x2000, 0x3000, 0x4000})), expected), 0);
}

TEST(Pixels, ADimChannelOfAPaletteHasTheBitsOfTheOthers) {
    DicomBytes file;
    file.image(1, 2, "PALETTE COLOR");
    for (std::uint32_t channel = 0; channel < 3; ++channel) {
        file.shortNumbers(0x00281101 + channel, {2, 0, 16});
        file.words(0x00281201 + channel, "OW",
                   {0, channel == 2 ? std::uint16_t(0x00FF) : std::uint16_t(0xFFFF)});
    }
    file.bytes(kPixels, "OB", {0, 1});
    const cv::Mat expected =
        (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(0, 0, 0), cv::Vec3b(0, 0xFF, 0xFF));
    EXPECT_EQ(gap(shown(file), expected), 0);
}

TEST(Pixels, SegmentsOfEightBitEntriesAreBytes) {
    DicomBytes file;
    file.image(1, 4, "PALETTE COLOR");
    for (std::uint32_t channel = 0; channel < 3; ++channel) {
        file.shortNumbers(0x00281101 + channel, {4, 0, 8});
        file.words(0x00281221 + channel, "OW", {0x0100, 0x0110, 0x4003});  // 0 1 16, 1 3 64
    }
    file.bytes(kPixels, "OB", {0, 1, 2, 3});
    const cv::Mat expected = (cv::Mat_<cv::Vec3b>(1, 4) << cv::Vec3b::all(16), cv::Vec3b::all(32),
                              cv::Vec3b::all(48), cv::Vec3b::all(64));
    EXPECT_EQ(gap(shown(file), expected), 0);
}

TEST(Pixels, SegmentedPaletteIsUnfolded) {
    DicomBytes file;
    file.image(1, 4, "PALETTE COLOR");
    for (std::uint32_t channel = 0; channel < 3; ++channel)
        file.shortNumbers(0x00281101 + channel, {4, 0, 16});
    // One value, then a line over three entries.
    for (std::uint32_t channel = 0; channel < 3; ++channel)
        file.words(0x00281221 + channel, "OW", {0, 1, 0x1000, 1, 3, 0x4000});
    file.bytes(kPixels, "OB", {0, 1, 2, 3});
    const cv::Mat expected = (cv::Mat_<cv::Vec3b>(1, 4) << cv::Vec3b::all(0x10),
                              cv::Vec3b::all(0x20), cv::Vec3b::all(0x30), cv::Vec3b::all(0x40));
    EXPECT_EQ(gap(shown(file), expected), 0);
}

TEST(Pixels, BytesAfterTheLastFrameAreIgnored) {
    const cv::Mat grey = noisePicture(4, 4, CV_8UC1);
    Bytes bytes = bytesOf(grey);
    bytes.insert(bytes.end(), 6, 0xEE);
    DicomBytes file;
    file.image(4, 4, "MONOCHROME2").bytes(kPixels, "OB", bytes);
    EXPECT_EQ(gap(shown(file), grey), 0);
}

}  // namespace
}  // namespace sonomask::test
