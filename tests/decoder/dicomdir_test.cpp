#include <gtest/gtest.h>

#include "decoder/decoder.h"
#include "dicom_bytes.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

TEST(Decoder, ReadsADicomdir) {
    const TemporaryFolder folder;
    DicomBytes record;
    record.text(0x00041430, "CS", "IMAGE").text(0x00041500, "CS", "US1");
    DicomBytes directory;
    writeBytes(folder / "DICOMDIR", directory.sequence(0x00041220, {record}).file());
    const auto files = decoder::dicomdirFiles(folder / "DICOMDIR", {}).files;
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(files[0], folder / "US1");
}

}  // namespace
}  // namespace sonomask::test
