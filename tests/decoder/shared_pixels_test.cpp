#include "decoder/shared_pixels.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <fstream>

#include "dicom_bytes.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

TEST(SharedPixels, ComeBackAsTheyWere) {
    const cv::Mat whole = noisePicture(21, 33, CV_8UC3);
    for (const cv::Mat& picture : {whole, whole(cv::Rect(3, 4, 20, 10))}) {
        const decoder::Descriptor memory = decoder::sharePixels(picture);
        const cv::Mat mapped = decoder::mapPixels(memory, picture.rows, picture.cols, CV_8UC3);
        EXPECT_EQ(cv::norm(mapped, picture, cv::NORM_INF), 0);
    }
}

TEST(SharedPixels, CarryGraphicsAfterThePixels) {
    const cv::Mat pixels = noisePicture(21, 33, CV_8UC3);
    const cv::Mat graphics = noisePicture(21, 33, CV_8UC1, 1);
    const decoder::Descriptor memory = decoder::sharePixels(pixels, graphics);
    const cv::Mat mapped = decoder::mapPixels(memory, 4 * 21, 33, CV_8UC1);
    EXPECT_EQ(cv::norm(mapped.rowRange(0, 63).reshape(3, 21), pixels, cv::NORM_INF), 0);
    EXPECT_EQ(cv::norm(mapped.rowRange(63, 84), graphics, cv::NORM_INF), 0);
}

TEST(SharedPixels, CanBeChangedWithoutEffectOnTheMemory) {
    const decoder::Descriptor memory = decoder::sharePixels(cv::Mat(4, 4, CV_8UC1, cv::Scalar(7)));
    cv::Mat first = decoder::mapPixels(memory, 4, 4, CV_8UC1);
    first.setTo(9);
    EXPECT_EQ(decoder::mapPixels(memory, 4, 4, CV_8UC1).at<std::uint8_t>(0, 0), 7);
}

TEST(SharedPixels, AreFreedWithTheirLastPicture) {
    const decoder::Descriptor memory = decoder::sharePixels(cv::Mat(4, 4, CV_8UC1, cv::Scalar(7)));
    cv::Mat copy;
    {
        const cv::Mat mapped = decoder::mapPixels(memory, 4, 4, CV_8UC1);
        copy = mapped;
    }
    EXPECT_EQ(copy.at<std::uint8_t>(3, 3), 7);
    const uchar* address = copy.data;
    copy.release();
    unsigned char resident = 0;
    EXPECT_NE(::mincore(const_cast<uchar*>(address), 1, &resident), 0) << "still mapped";
}

TEST(SharedPixels, ThatAreNotSealedAreRefused) {
    const decoder::Descriptor memory(::memfd_create("open", MFD_ALLOW_SEALING));
    ASSERT_EQ(::ftruncate(memory.get(), 4096), 0);
    EXPECT_THROW(decoder::mapPixels(memory, 4, 4, CV_8UC1), decoder::ChannelClosed);
}

TEST(SharedPixels, InAFileThatItsGiverCouldShortenAreRefused) {
    const TemporaryFolder folder;
    const auto file = folder / "pixels";
    std::ofstream(file) << std::string(4096, 'x');
    const decoder::Descriptor memory(::open(file.c_str(), O_RDWR | O_CLOEXEC));
    ASSERT_TRUE(memory);
    EXPECT_THROW(decoder::mapPixels(memory, 4, 4, CV_8UC1), decoder::ChannelClosed);
}

TEST(SharedPixels, ThatAreTooFewAreRefused) {
    const decoder::Descriptor memory = decoder::sharePixels(cv::Mat(4, 4, CV_8UC1, cv::Scalar(7)));
    EXPECT_THROW(decoder::mapPixels(memory, 5, 4, CV_8UC1), decoder::ChannelClosed);
    EXPECT_THROW(decoder::mapPixels({}, 4, 4, CV_8UC1), decoder::ChannelClosed);
}

}  // namespace
}  // namespace sonomask::test
