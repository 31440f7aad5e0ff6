// Damaged files are answered by an error, in this very process: DCMTK never sees what it would die
// of.
#include <gtest/gtest.h>

#include "base/error.h"
#include "damaged_files.h"
#include "dicom/reader.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

class Damaged : public testing::TestWithParam<DamagedFile> {};

TEST_P(Damaged, FileIsAnsweredByAnError) {
    const TemporaryFolder folder;
    writeBytes(folder / "damaged.dcm", GetParam().bytes);
    try {
        const Clip clip = dicom::openDicom(folder / "damaged.dcm");
        (void)clip.frame(0);
        FAIL() << "it was shown";
    } catch (const ReadError& error) {
        EXPECT_FALSE(error.reason().empty());
        EXPECT_EQ(error.file(), folder / "damaged.dcm");
    }
}

INSTANTIATE_TEST_SUITE_P(Files, Damaged, testing::ValuesIn(damagedFiles()),
                         [](const auto& info) { return info.param.damage; });

DicomBytes sound() {
    DicomBytes file;
    return file.text(0x00100020, "LO", "P-1").image(2, 2, "MONOCHROME2");
}

Clip opened(const Bytes& bytes) {
    const TemporaryFolder folder;
    writeBytes(folder / "image.dcm", bytes);
    return dicom::openDicom(folder / "image.dcm");
}

TEST(Repaired, StrayItemIsPassedOver) {
    DicomBytes file = sound();
    file.head(0xFFFEE000, "", 10).shortNumber(0x00186012, 1);
    const Clip clip = opened(file.bytes(0x7FE00010, "OB", {1, 2, 3, 4}).file());
    EXPECT_EQ(clip.frame(0).pixels.at<std::uint8_t>(1, 1), 4);
    EXPECT_EQ(clip.info().warnings.size(), 1u);
}

TEST(Repaired, BrokenSequenceOfKnownLengthIsPassedOver) {
    DicomBytes file = sound();
    file.bytes(0x00400275, "SQ", {1, 2, 3, 4, 5, 6, 7, 8});
    const Clip clip = opened(file.bytes(0x7FE00010, "OB", {1, 2, 3, 4}).file());
    EXPECT_EQ(clip.info().patient_id, "P-1");
    EXPECT_EQ(clip.info().warnings.size(), 1u);
}

TEST(Repaired, AnElementOfATypeThatNobodyKnowsHasALongLength) {
    DicomBytes file = sound();
    file.raw({0x29, 0, 0x10, 0, 'Z', 'Z', 0, 0, 4, 0, 0, 0, 1, 2, 3, 4});
    const Clip clip = opened(file.bytes(0x7FE00010, "OB", {1, 2, 3, 4}).file());
    EXPECT_EQ(clip.frame(0).pixels.at<std::uint8_t>(1, 1), 4);
    EXPECT_TRUE(clip.info().warnings.empty());
}

TEST(Repaired, MissingPreambleIsReported) {
    Bytes bytes = sound().bytes(0x7FE00010, "OB", {1, 2, 3, 4}).file();
    bytes.erase(bytes.begin(), bytes.begin() + 132);
    const Clip clip = opened(bytes);
    EXPECT_EQ(clip.frame(0).pixels.at<std::uint8_t>(0, 1), 2);
    EXPECT_EQ(clip.info().warnings.size(), 1u);
}

TEST(Repaired, LayoutThatTheFileHeaderMisstatesIsFound) {
    DicomBytes file(kImplicitSyntax);
    file.text(0x00080060, "CS", "US").image(2, 2, "MONOCHROME2");
    file.bytes(0x7FE00010, "OB", {1, 2, 3, 4});
    DicomBytes claimed(kExplicitSyntax);
    const Clip clip = opened(claimed.raw(file.elements()).file());
    EXPECT_EQ(clip.frame(0).pixels.at<std::uint8_t>(0, 1), 2);
    EXPECT_EQ(clip.info().warnings.size(), 1u);
}

TEST(Repaired, FileCutShortShowsItsWholeFrames) {
    DicomBytes file;
    file.text(0x00280008, "IS", "3").image(2, 2, "MONOCHROME2");
    Bytes bytes = file.bytes(0x7FE00010, "OB", Bytes(12, 7)).file();
    bytes.resize(bytes.size() - 2);
    const Clip clip = opened(bytes);
    EXPECT_EQ(clip.frameCount(), 2);
    EXPECT_EQ(clip.info().warnings.back(), "2 of 3 frames are present");
}

TEST(LooksLikeDicom, GoesByTheContent) {
    const TemporaryFolder folder;
    writeBytes(folder / "a.txt", sound().file());
    writeBytes(folder / "b.dcm", {'h', 'e', 'l', 'l', 'o', ' ', 'y', 'o', 'u', '!'});
    EXPECT_TRUE(dicom::looksLikeDicom(folder / "a.txt"));
    EXPECT_FALSE(dicom::looksLikeDicom(folder / "b.dcm"));
    EXPECT_FALSE(dicom::looksLikeDicom(folder / "none.dcm"));
}

TEST(DeflatedDataSet, ThatUnfoldsToHundredsOfTimesItsBytesIsRefused) {
    DicomBytes bomb(kDeflated);
    bomb.image(8192, 10240, "MONOCHROME2").bytes(0x7FE00010, "OB", Bytes(80u << 20));
    const TemporaryFolder folder;
    writeBytes(folder / "bomb.dcm", bomb.file());
    try {
        (void)dicom::openDicom(folder / "bomb.dcm");
        ADD_FAILURE() << "opened";
    } catch (const ReadError& error) {
        EXPECT_EQ(error.reason(), "is refused: its compressed data set unfolds to too much");
    }
}

}  // namespace
}  // namespace sonomask::test
