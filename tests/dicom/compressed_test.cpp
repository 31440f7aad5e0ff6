// Compressed pixels: every codec, and frames found among fragments.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "base/error.h"
#include "dicom/reader.h"
#include "dicom/write.h"
#include "dicom_bytes.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

constexpr int kRows = 33;
constexpr int kColumns = 47;

double gap(const cv::Mat& a, const cv::Mat& b) {
    if (a.size() != b.size() || a.type() != b.type()) return 1e9;
    return cv::norm(a, b, cv::NORM_INF);
}

Bytes encoded(const cv::Mat& picture, const char* extension, std::vector<int> options = {}) {
    Bytes bytes;
    cv::imencode(extension, picture, bytes, options);
    if (bytes.size() % 2 != 0) bytes.push_back(0);
    return bytes;
}

Clip opened(const DicomBytes& file) {
    const TemporaryFolder folder;
    writeBytes(folder / "image.dcm", file.file());
    return dicom::openDicom(folder / "image.dcm");
}

class EveryEncoding : public testing::TestWithParam<dicom::Encoding> {
  protected:
    /// Frames written by DCMTK's encoder and read by us. Noise of all 256 values would be more than
    /// its JPEG-LS encoder has room for.
    static void expectSame(int channels) {
        const bool lossy = GetParam() == dicom::Encoding::JpegBaseline;
        dicom::WriteRequest request;
        request.encoding = GetParam();
        for (int i = 0; i < 3; ++i)
            request.frames.push_back(lossy
                                         ? smoothPicture(kRows, kColumns, channels, i)
                                         : noisePicture(kRows, kColumns, CV_8UC(channels), i) / 4);
        const TemporaryFolder folder;
        dicom::writeUltrasound(request, folder / "cine.dcm");
        const Clip clip = dicom::openDicom(folder / "cine.dcm");
        ASSERT_EQ(clip.frameCount(), 3);
        EXPECT_TRUE(clip.info().warnings.empty());
        for (const int i : {2, 0, 1})
            EXPECT_LE(gap(clip.frame(i).pixels, request.frames[static_cast<std::size_t>(i)]),
                      lossy ? 12 : 0);
    }
};

TEST_P(EveryEncoding, GreyFramesComeBack) {
    expectSame(1);
}

TEST_P(EveryEncoding, ColourFramesComeBack) {
    expectSame(3);
}

INSTANTIATE_TEST_SUITE_P(Encodings, EveryEncoding,
                         testing::Values(dicom::Encoding::Uncompressed, dicom::Encoding::Rle,
                                         dicom::Encoding::JpegBaseline,
                                         dicom::Encoding::JpegLossless, dicom::Encoding::JpegLs));

DicomBytes jpeg2000File(const cv::Mat& picture, int bits, const std::string& photometric) {
    DicomBytes file(kJpeg2000Syntax);
    file.image(picture.rows, picture.cols, photometric, bits > 8 ? 16 : 8, bits);
    file.text(0x00281050, "DS", "32767.5").text(0x00281051, "DS", "65536");
    return file.fragments(
        {encoded(picture, ".jp2", {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, 1000})}, {});
}

TEST(Jpeg2000, LosslessColourComesBack) {
    const cv::Mat picture = noisePicture(kRows, kColumns, CV_8UC3);
    EXPECT_EQ(gap(opened(jpeg2000File(picture, 8, "YBR_RCT")).frame(0).pixels, picture), 0);
}

TEST(Jpeg2000, SixteenBitsGoThroughTheWindow) {
    const cv::Mat picture = noisePicture(kRows, kColumns, CV_16UC1);
    cv::Mat expected;
    picture.convertTo(expected, CV_8U, 255.0 / 65535);
    EXPECT_LE(gap(opened(jpeg2000File(picture, 16, "MONOCHROME2")).frame(0).pixels, expected), 1);
}

/// A JPEG (YCbCr, not subsampled) of one flat colour without a word on its colour space.
Bytes flatJpegWithoutMarkers(const cv::Mat& flat) {
    dicom::WriteRequest request;
    request.frames = {flat};
    request.encoding = dicom::Encoding::JpegBaseline;
    const TemporaryFolder folder;
    dicom::writeUltrasound(request, folder / "flat.dcm");
    std::ifstream in(folder / "flat.dcm", std::ios::binary);
    const Bytes file{std::istreambuf_iterator<char>(in), {}};
    const Bytes begin{0xFF, 0xD8, 0xFF, 0xE0};
    const Bytes end{0xFF, 0xD9};
    const auto from = std::search(file.begin(), file.end(), begin.begin(), begin.end());
    const auto to = std::search(from, file.end(), end.begin(), end.end()) + 2;
    Bytes jpeg(from, to);
    const int jfif_bytes = jpeg[4] << 8 | jpeg[5];
    jpeg.erase(jpeg.begin() + 2, jpeg.begin() + 4 + jfif_bytes);
    if (jpeg.size() % 2 != 0) jpeg.push_back(0);
    return jpeg;
}

TEST(JpegColour, FollowsTheHeaderWhereTheStreamSaysNothing) {
    const cv::Mat flat(16, 16, CV_8UC3, cv::Scalar(40, 90, 200));
    const Bytes jpeg = flatJpegWithoutMarkers(flat);
    DicomBytes as_ycc(kJpegBaselineSyntax);
    as_ycc.image(16, 16, "YBR_FULL").fragments({jpeg}, {});
    EXPECT_LE(gap(opened(as_ycc).frame(0).pixels, flat), 4);

    cv::Mat y_cr_cb;
    cv::cvtColor(flat, y_cr_cb, cv::COLOR_BGR2YCrCb);
    const auto stored = y_cr_cb.at<cv::Vec3b>(0, 0);
    DicomBytes as_rgb(kJpegBaselineSyntax);
    as_rgb.image(16, 16, "RGB").fragments({jpeg}, {});
    const cv::Mat unconverted(16, 16, CV_8UC3, cv::Scalar(stored[1], stored[2], stored[0]));
    EXPECT_LE(gap(opened(as_rgb).frame(0).pixels, unconverted), 4);
}

/// A grey JPEG in a DICOM file, its last `cut` bytes missing.
DicomBytes jpegWithout(std::size_t cut, const cv::Mat& picture) {
    Bytes jpeg = encoded(picture, ".jpg");
    jpeg.resize(jpeg.size() - cut);
    if (jpeg.size() % 2 != 0) jpeg.push_back(0);
    DicomBytes file(kJpegBaselineSyntax);
    return file.image(picture.rows, picture.cols, "MONOCHROME2").fragments({jpeg}, {});
}

TEST(JpegPixels, AreThoseOfOpenCvToTheBit) {
    for (const int channels : {1, 3}) {
        const cv::Mat picture = noisePicture(37, 53, CV_8UC(channels));
        const Bytes jpeg = encoded(picture, ".jpg");
        DicomBytes file(kJpegBaselineSyntax);
        file.image(37, 53, channels == 1 ? "MONOCHROME2" : "YBR_FULL_422").fragments({jpeg}, {});
        EXPECT_EQ(gap(opened(file).frame(0).pixels, cv::imdecode(jpeg, cv::IMREAD_UNCHANGED)), 0);
    }
}

TEST(JpegPixels, WithoutTheEndMarkAreShown) {
    const cv::Mat picture = smoothPicture(64, 64, 1);
    EXPECT_LE(gap(opened(jpegWithout(2, picture)).frame(0).pixels, picture), 6);
}

TEST(JpegPixels, ThatEndEarlyAreRefused) {
    const DicomBytes file = jpegWithout(400, noisePicture(64, 64, CV_8UC1));
    EXPECT_THROW((void)opened(file).frame(0), ReadError);
}

class Fragments : public testing::Test {
  protected:
    void SetUp() override {
        for (int i = 0; i < 4; ++i) {
            pictures_.push_back(smoothPicture(kRows, kColumns, 1, i));
            jpegs_.push_back(encoded(pictures_.back(), ".jpg"));
        }
    }

    static DicomBytes base(int declared) {
        DicomBytes file(kJpegBaselineSyntax);
        file.text(0x00280008, "IS", std::to_string(declared));
        return file.image(kRows, kColumns, "MONOCHROME2");
    }

    /// Each JPEG in two fragments.
    std::vector<Bytes> halves() const {
        std::vector<Bytes> parts;
        for (const Bytes& jpeg : jpegs_) {
            const auto middle = jpeg.begin() + static_cast<std::ptrdiff_t>(jpeg.size() / 4 * 2);
            parts.emplace_back(jpeg.begin(), middle);
            parts.emplace_back(middle, jpeg.end());
        }
        return parts;
    }

    static std::vector<std::uint32_t> offsetsOf(const std::vector<Bytes>& parts, std::size_t step) {
        std::vector<std::uint32_t> offsets;
        std::uint32_t at = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i % step == 0) offsets.push_back(at);
            at += static_cast<std::uint32_t>(parts[i].size()) + 8;
        }
        return offsets;
    }

    void expectFrames(const Clip& clip, int count) const {
        ASSERT_EQ(clip.frameCount(), count);
        for (int i = 0; i < count; ++i)
            EXPECT_LE(gap(clip.frame(i).pixels, pictures_[static_cast<std::size_t>(i)]), 6) << i;
    }

    std::vector<cv::Mat> pictures_;
    std::vector<Bytes> jpegs_;
};

TEST_F(Fragments, AreJoinedByTheOffsetTable) {
    const std::vector<Bytes> parts = halves();
    expectFrames(opened(base(4).fragments(parts, offsetsOf(parts, 2))), 4);
}

TEST_F(Fragments, AreJoinedByTheirMarksWithoutATable) {
    expectFrames(opened(base(4).fragments(halves(), {})), 4);
}

TEST_F(Fragments, AreJoinedByTheirMarksWhenTheTableIsPartial) {
    const std::vector<Bytes> parts = halves();
    std::vector<std::uint32_t> offsets = offsetsOf(parts, 2);
    offsets.resize(2);
    expectFrames(opened(base(4).fragments(parts, offsets)), 4);
}

TEST_F(Fragments, AreJoinedByTheirMarksWhenTheTableIsWrong) {
    expectFrames(opened(base(4).fragments(halves(), {0, 11, 22, 33})), 4);
}

TEST_F(Fragments, FollowTheExtendedOffsetTable) {
    const std::vector<Bytes> parts = halves();
    Bytes table;
    for (const std::uint32_t offset : offsetsOf(parts, 2))
        for (int shift = 0; shift < 64; shift += 8)
            table.push_back(static_cast<std::uint8_t>(std::uint64_t{offset} >> shift & 0xFF));
    expectFrames(opened(base(4).bytes(0x7FE00001, "OV", table).fragments(parts, {})), 4);
}

TEST_F(Fragments, OfFewerFramesThanDeclaredAreShownWithAWarning) {
    const Clip clip = opened(base(7).fragments(jpegs_, {}));
    expectFrames(clip, 4);
    ASSERT_EQ(clip.info().warnings.size(), 1u);
    EXPECT_EQ(clip.info().warnings[0], "4 of 7 frames are present");
}

TEST_F(Fragments, OfMoreFramesThanDeclaredAreShownWithAWarning) {
    const Clip clip = opened(base(2).fragments(jpegs_, {}));
    expectFrames(clip, 4);
    EXPECT_EQ(clip.info().warnings.size(), 1u);
}

TEST_F(Fragments, WithoutAnEndMarkAreShownWithAWarning) {
    const Clip clip = opened(base(4).fragments(jpegs_, {}, false));
    expectFrames(clip, 4);
    EXPECT_EQ(clip.info().warnings.size(), 1u);
}

TEST_F(Fragments, CutShortLoseOnlyTheLastFrame) {
    Bytes file = base(4).fragments(jpegs_, {}).file();
    file.resize(file.size() - 100);
    const TemporaryFolder folder;
    writeBytes(folder / "cut.dcm", file);
    const Clip clip = dicom::openDicom(folder / "cut.dcm");
    expectFrames(clip, 3);
    EXPECT_EQ(clip.info().warnings.size(), 2u);
}

TEST_F(Fragments, BytesAfterThePixelsAreReported) {
    Bytes file = base(4).fragments(jpegs_, {}).file();
    file.insert(file.end(), {0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0});
    const TemporaryFolder folder;
    writeBytes(folder / "tail.dcm", file);
    const Clip clip = dicom::openDicom(folder / "tail.dcm");
    expectFrames(clip, 4);
    EXPECT_EQ(clip.info().warnings.size(), 1u);
}

TEST(Jpeg, OfFewerBitsThanTheHeaderSaysIsShownByItsOwn) {
    const cv::Mat picture = smoothPicture(kRows, kColumns, 1);
    DicomBytes file(kJpegBaselineSyntax);
    file.image(kRows, kColumns, "MONOCHROME2", 16, 12);
    file.text(0x00281050, "DS", "2048").text(0x00281051, "DS", "4096");
    const Clip clip = opened(file.fragments({encoded(picture, ".jpg")}, {}));
    EXPECT_LE(gap(clip.frame(0).pixels, picture), 6);
    EXPECT_EQ(clip.info().warnings,
              std::vector<std::string>{"its JPEG pictures have 8 bits a sample instead of 12; they "
                                       "are shown without the window of the header"});
}

TEST(Jpeg2000, OfFewerBitsThanTheHeaderSaysIsShownByItsOwn) {
    const cv::Mat picture = smoothPicture(kRows, kColumns, 1);
    DicomBytes file(kJpeg2000Syntax);
    file.image(kRows, kColumns, "MONOCHROME2", 16, 12);
    file.text(0x00281050, "DS", "2048").text(0x00281051, "DS", "4096");
    const Clip clip = opened(file.fragments(
        {encoded(picture, ".jp2", {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, 1000})}, {}));
    EXPECT_EQ(gap(clip.frame(0).pixels, picture), 0);
    EXPECT_EQ(clip.info().warnings.size(), 1U);
}

TEST(Jpeg2000, OfMoreBitsThanTheHeaderAllocatesIsRefused) {
    cv::Mat picture;
    smoothPicture(kRows, kColumns, 1).convertTo(picture, CV_16U, 257);
    DicomBytes file(kJpeg2000Syntax);
    file.image(kRows, kColumns, "MONOCHROME2", 8, 8);
    EXPECT_THAT([&] { opened(file.fragments({encoded(picture, ".jp2")}, {})); },
                testing::ThrowsMessage<ReadError>(testing::HasSubstr(
                    "its JPEG pictures have 16 bits a sample, more than the 8 of its header")));
}

struct VideoFormat {
    const char* name;
    const char* file;
    const char* codec;
};

/// A stream of five frames of 64 x 48 that grow brighter; empty where this OpenCV cannot write it.
Bytes videoStream(const VideoFormat& format) {
    const TemporaryFolder folder;
    const std::string stream = (folder / format.file).string();
    const char* codec = format.codec;
    cv::VideoWriter writer(stream, cv::CAP_FFMPEG,
                           cv::VideoWriter::fourcc(codec[0], codec[1], codec[2], codec[3]), 25,
                           {64, 48});
    if (!writer.isOpened()) return {};
    for (int i = 0; i < 5; ++i)
        writer.write(cv::Mat(48, 64, CV_8UC3, cv::Scalar::all(40 * i + 20)));
    writer.release();
    std::ifstream in(stream, std::ios::binary);
    Bytes bytes{std::istreambuf_iterator<char>(in), {}};
    if (bytes.size() % 2 != 0) bytes.push_back(0);
    return bytes;
}

/// A file of that stream; `frames` is what its header says of their number.
DicomBytes videoFile(const Bytes& stream, const std::string& frames, int rows = 48,
                     int columns = 64) {
    DicomBytes file(kMpeg2Syntax);
    if (!frames.empty()) file.text(0x00280008, "IS", frames);
    return file.image(rows, columns, "YBR_PARTIAL_420").fragments({stream}, {});
}

class Video : public testing::TestWithParam<VideoFormat> {};

TEST_P(Video, FramesOfAStreamAreDecodedOneByOne) {
    const Bytes stream = videoStream(GetParam());
    if (stream.empty()) GTEST_SKIP() << "this OpenCV cannot write " << GetParam().name;
    const Clip clip = opened(videoFile(stream, "5"));
    ASSERT_EQ(clip.frameCount(), 5);
    EXPECT_TRUE(clip.info().warnings.empty());
    for (const int i : {3, 1}) EXPECT_NEAR(cv::mean(clip.frame(i).pixels)[0], 40 * i + 20, 6);
}

TEST_P(Video, FramesAreCountedWhereTheHeaderMiscounts) {
    const Bytes stream = videoStream(GetParam());
    if (stream.empty()) GTEST_SKIP() << "this OpenCV cannot write " << GetParam().name;
    const std::map<std::string, std::string> warnings{
        {"", "it declares 1 frames and holds 5"},
        {"3", "it declares 3 frames and holds 5"},
        {"2147483647", "5 of 2147483647 frames are present"}};
    for (const auto& [declared, warning] : warnings) {
        const Clip clip = opened(videoFile(stream, declared));
        EXPECT_EQ(clip.frameCount(), 5) << declared;
        EXPECT_EQ(clip.info().warnings, std::vector<std::string>{warning});
        EXPECT_NEAR(cv::mean(clip.frame(4).pixels)[0], 180, 6);
    }
}

TEST_P(Video, OfAnotherSizeThanTheHeaderGivesIsRefused) {
    const Bytes stream = videoStream(GetParam());
    if (stream.empty()) GTEST_SKIP() << "this OpenCV cannot write " << GetParam().name;
    try {
        (void)opened(videoFile(stream, "5", 96, 128));
        FAIL() << "it was opened";
    } catch (const ReadError& error) {
        EXPECT_EQ(error.reason(), "cannot be shown: a frame is 64 x 48 instead of 128 x 96");
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, Video,
                         testing::Values(VideoFormat{"Mpeg1", "stream.avi", "MPEG"},
                                         VideoFormat{"Mpeg2Program", "stream.mpg", "MPG2"},
                                         VideoFormat{"Mpeg2Transport", "stream.ts", "MPG2"},
                                         VideoFormat{"H264Bytes", "stream.h264", "H264"},
                                         VideoFormat{"H264Mp4", "stream.mp4", "avc1"}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace sonomask::test
