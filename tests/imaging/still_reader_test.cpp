#include <cstring>

#include <gmock/gmock.h>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "imaging/reader.h"
#include "support/temporary_folder.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;

class StillReader : public ::testing::Test {
  protected:
    fs::path write(const std::string& name, const cv::Mat& pixels) const {
        const fs::path file = folder_ / name;
        EXPECT_TRUE(cv::imwrite(file.string(), pixels));
        return file;
    }

    cv::Mat read(const std::string& name, const cv::Mat& pixels) const {
        return openStill(write(name, pixels)).frame(0).pixels;
    }

    test::TemporaryFolder folder_;
};

/// Every pixel has a grey value of its own as far as they go.
cv::Mat ramp(int width, int height, int type = CV_8UC1) {
    cv::Mat picture(height, width, type);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const int value = (x * 3 + y * 5) % 256;
            if (type == CV_8UC1)
                picture.at<uchar>(y, x) = static_cast<uchar>(value);
            else
                picture.at<cv::Vec3b>(y, x) = cv::Vec3b(static_cast<uchar>(value), 40, 90);
        }
    return picture;
}

bool equal(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) == 0;
}

TEST_F(StillReader, LosslessFormatsComeBackToThePixel) {
    for (const char* name : {"a.png", "a.bmp", "a.tif"}) {
        EXPECT_TRUE(equal(read(name, ramp(61, 47)), ramp(61, 47))) << name;
        EXPECT_TRUE(equal(read(name, ramp(61, 47, CV_8UC3)), ramp(61, 47, CV_8UC3))) << name;
    }
}

TEST_F(StillReader, JpegComesBackAsNearAsItsQualityAllows) {
    cv::Mat smooth(48, 64, CV_8UC1);
    for (int x = 0; x < 64; ++x) smooth.col(x).setTo(60 + 2 * x);
    const cv::Mat picture = read("a.jpg", smooth);
    ASSERT_EQ(picture.type(), CV_8UC1);
    EXPECT_LE(cv::norm(picture, smooth, cv::NORM_INF), 3);
}

TEST_F(StillReader, JpegComesBackAsOpenCvReadsIt) {
    for (const int type : {CV_8UC1, CV_8UC3})
        for (const int progressive : {0, 1}) {
            const std::string file = (folder_ / "a.jpg").string();
            cv::imwrite(file, ramp(61, 47, type), {cv::IMWRITE_JPEG_PROGRESSIVE, progressive});
            EXPECT_TRUE(
                equal(openStill(file).frame(0).pixels, cv::imread(file, cv::IMREAD_UNCHANGED)));
        }
}

TEST_F(StillReader, OpeningSaysSizeAndFormatWithoutDecoding) {
    const Clip clip = openStill(write("a.png", ramp(61, 47)));
    EXPECT_EQ(clip.info().format, "PNG");
    EXPECT_EQ(clip.info().width, 61);
    EXPECT_EQ(clip.info().height, 47);
    EXPECT_EQ(clip.frameCount(), 1);
    EXPECT_EQ(clip.info().frame_time_ms, 0);
}

TEST_F(StillReader, TheNameDoesNotDecideTheFormat) {
    const fs::path file = write("a.png", ramp(61, 47));
    fs::rename(file, folder_ / "a.jpg");
    EXPECT_EQ(openStill(folder_ / "a.jpg").info().format, "PNG");
    EXPECT_TRUE(equal(openStill(folder_ / "a.jpg").frame(0).pixels, ramp(61, 47)));
}

TEST_F(StillReader, SixteenBitsFillTheRange) {
    cv::Mat deep(30, 40, CV_16UC1);
    for (int x = 0; x < 40; ++x) deep.col(x).setTo(1000 + 100 * x);
    for (const char* name : {"deep.tif", "deep.png"}) {
        const cv::Mat picture = read(name, deep);
        ASSERT_EQ(picture.type(), CV_8UC1) << name;
        EXPECT_EQ(picture.at<uchar>(0, 0), 0);
        EXPECT_EQ(picture.at<uchar>(0, 39), 255);
        EXPECT_NEAR(picture.at<uchar>(0, 20), 255.0 * 20 / 39, 1);
    }
}

TEST_F(StillReader, SixteenBitsOfOneValueAreBlackOnlyAtZero) {
    for (const int value : {0, 1, 65535}) {
        const cv::Mat picture = read("flat.tif", cv::Mat(8, 8, CV_16UC1, cv::Scalar(value)));
        EXPECT_EQ(cv::countNonZero(picture), value == 0 ? 0 : 64) << value;
    }
}

TEST_F(StillReader, TransparencyIsThePictureWhereTheColourIsTheSameEverywhere) {
    cv::Mat pixels(8, 8, CV_8UC4, cv::Scalar(255, 255, 255, 0));
    pixels.row(3).setTo(cv::Scalar(255, 255, 255, 200));
    EXPECT_EQ(cv::countNonZero(read("alpha.png", pixels) == 200), 8);
    pixels.at<cv::Vec4b>(0, 0) = {0, 0, 0, 0};
    EXPECT_EQ(cv::countNonZero(read("alpha.png", pixels) == 255), 63);
}

/// A TIFF of one row of 16-bit pixels, little endian (TIFF 6.0, section 2).
std::string tiffOf(std::uint16_t photometric, const std::vector<std::uint16_t>& pixels) {
    std::string bytes;
    const auto put = [&](std::uint32_t value, int width) {
        for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> 8 * i & 0xFF);
    };
    const auto size = static_cast<std::uint32_t>(2 * pixels.size());
    bytes = "II";
    put(42, 2);
    put(8 + size, 4);
    for (const std::uint16_t pixel : pixels) put(pixel, 2);
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> entries = {
        {256, size / 2}, {257, 1}, {258, 16}, {259, 1},   {262, photometric},
        {273, 8},        {277, 1}, {278, 1},  {279, size}};
    put(static_cast<std::uint32_t>(entries.size()), 2);
    for (const auto& [tag, value] : entries) {
        put(tag, 2);
        put(3, 2);
        put(1, 4);
        put(value, 4);
    }
    put(0, 4);
    return bytes;
}

TEST_F(StillReader, SixteenBitsOfWhiteAtZeroAreTurnedAround) {
    for (const std::uint16_t photometric : {0, 1}) {
        test::writeText(folder_ / "white.tif", tiffOf(photometric, {0, 30000, 60000}));
        const cv::Mat picture = openStill(folder_ / "white.tif").frame(0).pixels;
        EXPECT_EQ(picture.at<uchar>(0, 0), photometric == 0 ? 255 : 0);
        EXPECT_EQ(picture.at<uchar>(0, 2), photometric == 0 ? 0 : 255);
    }
}

TEST_F(StillReader, SixteenBitLabelsStayApart) {
    cv::Mat labels(8, 8, CV_16UC1, cv::Scalar(0));
    labels.row(2).setTo(1);
    labels.row(5).setTo(60000);
    const cv::Mat picture = read("labels.png", labels);
    EXPECT_EQ(cv::countNonZero(picture), 16);
    EXPECT_EQ(cv::countNonZero(picture == 255), 8);
}

TEST_F(StillReader, FloatPicturesAreReadAlsoWithHolesInThem) {
    for (const int type : {CV_32FC1, CV_64FC1}) {
        cv::Mat values(8, 8, CV_64FC1, cv::Scalar(0.5));
        values.at<double>(0, 0) = -1;
        values.at<double>(0, 1) = 1;
        values.at<double>(4, 4) = std::numeric_limits<double>::quiet_NaN();
        values.at<double>(5, 5) = std::numeric_limits<double>::infinity();
        values.convertTo(values, type);
        const cv::Mat picture = read("float.tif", values);
        ASSERT_EQ(picture.type(), CV_8UC1);
        EXPECT_EQ(picture.at<uchar>(0, 0), 0);
        EXPECT_EQ(picture.at<uchar>(0, 1), 255);
        EXPECT_NEAR(picture.at<uchar>(2, 2), 191, 1);
    }
}

TEST_F(StillReader, TransparencyIsDropped) {
    cv::Mat see_through(20, 30, CV_8UC4, cv::Scalar(10, 20, 30, 0));
    const cv::Mat picture = read("alpha.png", see_through);
    ASSERT_EQ(picture.type(), CV_8UC3);
    EXPECT_EQ(picture.at<cv::Vec3b>(5, 5), cv::Vec3b(10, 20, 30));
}

TEST_F(StillReader, GreyStoredAsColourBecomesGrey) {
    EXPECT_EQ(read("grey.png", cv::Mat(8, 8, CV_8UC3, cv::Scalar(9, 9, 9))).type(), CV_8UC1);
}

TEST_F(StillReader, PagesOfATiffAreFrames) {
    const std::vector<cv::Mat> pages{ramp(40, 30), ramp(40, 30) / 2, ramp(40, 30) / 4};
    ASSERT_TRUE(cv::imwritemulti((folder_ / "pages.tif").string(), pages));
    const Clip clip = openStill(folder_ / "pages.tif");
    ASSERT_EQ(clip.frameCount(), 3);
    for (const int index : {2, 0, 1, 2}) {
        const Frame frame = clip.frame(index);
        EXPECT_TRUE(equal(frame.pixels, pages[static_cast<std::size_t>(index)])) << index;
        EXPECT_EQ(frame.origin.index, index);
    }
    EXPECT_THROW(clip.frame(3), ReadError);
}

TEST_F(StillReader, OnePixelAndVeryLongPicturesAreRead) {
    EXPECT_EQ(read("1.png", cv::Mat(1, 1, CV_8UC1, cv::Scalar(5))).at<uchar>(0, 0), 5);
    EXPECT_EQ(read("long.png", ramp(20000, 20)).size(), cv::Size(20000, 20));
    EXPECT_EQ(read("long.jpg", ramp(20000, 20)).size(), cv::Size(20000, 20));
}

TEST_F(StillReader, ManyThreadsMayReadOneClip) {
    const Clip clip = openStill(write("a.png", ramp(61, 47)));
    cv::parallel_for_({0, 8}, [&](const cv::Range& range) {
        for (int i = range.start; i < range.end; ++i)
            EXPECT_TRUE(equal(clip.frame(0).pixels, ramp(61, 47)));
    });
}

}  // namespace
}  // namespace sonomask
