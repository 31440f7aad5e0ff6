// Elements of unknown type (UN): archives hand out so what they did not know when it came in
// (PS3.5 6.2.2). The dictionary says what they are.
#include <gtest/gtest.h>

#include "dicom/reader.h"
#include "dicom_bytes.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

Clip opened(DicomBytes file) {
    const TemporaryFolder folder;
    file.bytes(0x7FE00010, "OB", {1, 2, 3, 4});
    writeBytes(folder / "image.dcm", file.file());
    return dicom::openDicom(folder / "image.dcm");
}

/// Of the whole of a picture of 2 x 2, 0.1 mm a pixel.
DicomBytes region(const char* syntax) {
    DicomBytes item(syntax);
    item.shortNumber(0x00186012, 1).shortNumber(0x00186014, 1);
    item.longNumber(0x00186018, 0).longNumber(0x0018601A, 0);
    item.longNumber(0x0018601C, 1).longNumber(0x0018601E, 1);
    item.shortNumber(0x00186024, 3).shortNumber(0x00186026, 3);
    return item.real(0x0018602C, 0.01).real(0x0018602E, 0.01);
}

/// A sequence of one item as an element of type UN and of known length.
DicomBytes withRegion(const char* syntax, const DicomBytes& item) {
    const DicomBytes value = DicomBytes(kImplicitSyntax).bytes(0xFFFEE000, "", item.elements());
    return DicomBytes(syntax).bytes(0x00186011, "UN", value.elements());
}

TEST(UnknownType, OfASequenceHidesNoCalibration) {
    for (const char* syntax : {kExplicitSyntax, kBigEndianSyntax}) {
        const Clip clip =
            opened(withRegion(syntax, region(kImplicitSyntax)).image(2, 2, "MONOCHROME2"));
        EXPECT_TRUE(clip.info().warnings.empty()) << syntax;
        const Calibration calibration = clip.frame(0).calibration;
        ASSERT_EQ(calibration.regions.size(), 1u) << syntax;
        EXPECT_EQ(calibration.regions[0].area_in_frame, cv::Rect(0, 0, 2, 2));
        EXPECT_EQ(calibration.scaleFor({0, 0, 2, 2}).spacing, (PixelSpacing{0.1, 0.1}));
    }
}

TEST(UnknownType, OfNumbersAndTextHidesNoValue) {
    DicomBytes file;
    file.text(0x00100010, "UN", "DOE^JANE").text(0x00280008, "UN", "2").text(0x00280004, "UN", "");
    file.bytes(0x00280010, "UN", {1, 0}).bytes(0x00280011, "UN", {2, 0});
    file.text(0x00280030, "UN", "0.1\\0.2").shortNumber(0x00280100, 8);
    const Clip clip = opened(file);
    EXPECT_EQ(clip.info().patient_name, "DOE^JANE");
    EXPECT_EQ(clip.frameCount(), 2);
    EXPECT_EQ(clip.frame(0).calibration.declared_spacing, (PixelSpacing{0.2, 0.1}));
}

TEST(UnknownType, WithAValueThatItsSequenceCannotHaveCostsNoOtherElement) {
    for (const Bytes& value : {Bytes{'n', 'o', 'n', 'e'}, Bytes(20, 'x'), Bytes{1, 2}}) {
        DicomBytes file;
        file.bytes(0x00186011, "UN", value).text(0x00280030, "DS", "0.1\\0.2");
        const Clip clip = opened(file.image(2, 2, "MONOCHROME2"));
        EXPECT_EQ(clip.info().warnings,
                  std::vector<std::string>{"(0018,6011) is damaged and was passed over"});
        EXPECT_EQ(clip.frame(0).calibration.declared_spacing, (PixelSpacing{0.2, 0.1}));
    }
}

}  // namespace
}  // namespace sonomask::test
