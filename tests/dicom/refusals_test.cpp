// What is not shown says why, and what helps: another copy does not where the file is sound.
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/utf8.h"
#include "dicom/reader.h"
#include "dicom_bytes.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

constexpr const char* kCopy = "Copy or export it again from its source.";
constexpr const char* kExportOtherwise = "Export it uncompressed, as 8- or 16-bit grey or RGB.";

struct Told {
    std::string reason;
    std::string remedy;
    friend bool operator==(const Told&, const Told&) = default;
};

Told toldOf(const DicomBytes& file) {
    const TemporaryFolder folder;
    writeBytes(folder / "image.dcm", file.file());
    try {
        (void)dicom::openDicom(folder / "image.dcm").frame(0);
    } catch (const ReadError& error) {
        return {error.reason(), error.remedy()};
    }
    return {"nothing", ""};
}

/// Of 2 x 2 pixels, as many bytes as any of these needs.
DicomBytes picture(const std::string& photometric, int samples = 1, int bits = 8,
                   const char* syntax = kExplicitSyntax) {
    DicomBytes file(syntax);
    file.text(0x00080060, "CS", "US").shortNumber(0x00280002, samples);
    file.text(0x00280004, "CS", photometric);
    file.shortNumber(0x00280010, 2).shortNumber(0x00280011, 2).shortNumber(0x00280100, bits);
    return file.bytes(0x7FE00010, "OB", Bytes(16, 100));
}

TEST(Refusal, OfWhatIsSoundButNotReadNamesTheWayOut) {
    for (const auto& [file, reason] : std::vector<std::pair<DicomBytes, std::string>>{
             {picture("MONOCHROME2", 1, 1), "1-bit pixels are"},
             {picture("MONOCHROME2", 1, 32), "32-bit pixels are"},
             {picture("ARGB", 4), "4 samples a pixel are"},
             {picture("HSV", 3), "the colour space HSV is"},
             {picture("MONOCHROME2", 1, 8, "1.2.840.10008.1.2.4.201"),
              "its transfer syntax 1.2.840.10008.1.2.4.201 is"}})
        EXPECT_EQ(toldOf(file),
                  (Told{"cannot be shown: " + reason + " not supported", kExportOtherwise}));
}

TEST(Refusal, OfAnObjectWithoutPictureSaysWhatItIs) {
    const auto ofClass = [](const std::string& sop_class) {
        return toldOf(DicomBytes().text(0x00080016, "UI", sop_class));
    };
    EXPECT_EQ(ofClass("1.2.840.10008.5.1.4.1.1.88.33"),
              (Told{"cannot be shown: it holds no picture (it is a structured report)", ""}));
    EXPECT_EQ(ofClass("1.2.840.10008.5.1.4.1.1.104.1"),
              (Told{"cannot be shown: it holds no picture (it is an encapsulated document)", ""}));
    EXPECT_EQ(ofClass("1.2.840.10008.5.1.4.1.1.6.1").remedy, kCopy);
}

TEST(Refusal, OfAColourSpaceThatContradictsItsSamplesNamesBoth) {
    EXPECT_EQ(
        toldOf(picture("RGB", 1)),
        (Told{"cannot be shown: the colour space RGB does not fit SamplesPerPixel 1", kCopy}));
    EXPECT_EQ(toldOf(picture("MONOCHROME2", 3)),
              (Told{"cannot be shown: the colour space MONOCHROME2 does not fit SamplesPerPixel 3",
                    kCopy}));
}

TEST(Refusal, OfAColourSpaceThatIsNoTextIsText) {
    const Told told = toldOf(picture("GREY\xED\xA0\x80"));
    EXPECT_TRUE(isUtf8(told.reason)) << told.reason;
    EXPECT_EQ(told.remedy, kExportOtherwise);
}

TEST(ColourSpace, IsReadInAnyCaseAndAfterSpaces) {
    const TemporaryFolder folder;
    for (const char* name : {"monochrome1", " MONOCHROME1", "Monochrome1"}) {
        writeBytes(folder / "image.dcm", picture(name).file());
        const Clip clip = dicom::openDicom(folder / "image.dcm");
        EXPECT_EQ(clip.info().photometric_interpretation, "MONOCHROME1");
        EXPECT_EQ(clip.frame(0).pixels.at<std::uint8_t>(0, 0), 155) << name;
    }
}

}  // namespace
}  // namespace sonomask::test
