#include "imaging/file_kind.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;

FileSignature signatureOf(const std::string& bytes) {
    const test::TemporaryFolder folder;
    test::writeText(folder / "file.dat", bytes);
    return sniff(folder / "file.dat");
}

std::string errorOf(const std::filesystem::path& file) {
    try {
        sniff(file);
    } catch (const ReadError& error) {
        return error.what();
    }
    return "no error";
}

TEST(Sniff, KnowsFormatsByTheirFirstBytes) {
    EXPECT_EQ(signatureOf("\x89PNG\r\n\x1a\n....").format, "PNG");
    EXPECT_EQ(signatureOf("\xff\xd8\xff\xe0....").format, "JPEG");
    EXPECT_EQ(signatureOf("II*\0...."s).format, "TIFF");
    EXPECT_EQ(signatureOf("MM\0*...."s).format, "TIFF");
    EXPECT_EQ(signatureOf("BM....\0\0\0\0...."s).format, "BMP");
    EXPECT_EQ(signatureOf("RIFF....AVI LIST").format, "AVI");
    EXPECT_EQ(signatureOf("\0\0\0\x20"
                          "ftypisom"s)
                  .format,
              "MP4");
    EXPECT_EQ(signatureOf(std::string(128, '\0') + "DICM....").kind, FileKind::Dicom);
}

TEST(Sniff, DoesNotTakeOtherThingsForPictures) {
    EXPECT_EQ(signatureOf("BMI of the patient is 24").kind, FileKind::Unknown);
    EXPECT_EQ(signatureOf("RIFF....WAVEfmt ").kind, FileKind::Unknown);
    EXPECT_EQ(signatureOf("%PDF-1.7").kind, FileKind::Unknown);
    EXPECT_EQ(signatureOf("x").kind, FileKind::Unknown);
    EXPECT_EQ(signatureOf(std::string(128, '\0') + "DIC").kind, FileKind::Unknown);
}

TEST(Sniff, SaysWhyAFileCannotBeLookedAt) {
    const test::TemporaryFolder folder;
    test::writeText(folder / "empty.png", "");
    EXPECT_THAT(errorOf(folder / "empty.png"), HasSubstr("empty.png: is empty"));
    EXPECT_THAT(errorOf(folder / "gone.png"), HasSubstr("No such file"));
    EXPECT_THAT(errorOf(folder.path()), HasSubstr("is a folder"));
}

}  // namespace
}  // namespace sonomask
