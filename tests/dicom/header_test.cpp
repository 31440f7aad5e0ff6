// What travels with the pixels: identity, calibration, time; and the list of a DICOMDIR.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/utf8.h"
#include "dicom/reader.h"
#include "dicom/text.h"
#include "dicom/write.h"
#include "dicom_bytes.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

DicomBytes withPixels(DicomBytes file) {
    return file.image(2, 2, "MONOCHROME2").bytes(0x7FE00010, "OB", {1, 2, 3, 4});
}

Clip opened(const DicomBytes& file) {
    const TemporaryFolder folder;
    writeBytes(folder / "image.dcm", file.file());
    return dicom::openDicom(folder / "image.dcm");
}

std::string nameIn(const std::string& character_set, const std::string& name) {
    DicomBytes file;
    file.text(0x00080005, "CS", character_set).text(0x00100010, "PN", name);
    return opened(withPixels(file)).info().patient_name;
}

/// Each byte from 0x80 on as the letter of its number.
std::string latin1(const std::string& bytes) {
    std::string utf8;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        utf8 += {static_cast<char>(0xC0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3F))};
    }
    return utf8;
}

TEST(Names, OfEveryCharacterSetBecomeUtf8) {
    EXPECT_EQ(nameIn("ISO_IR 100", "Buc^J\xe9r\xf4me"), "Buc^Jérôme");
    EXPECT_EQ(nameIn("ISO_IR 192", "Wang^小东"), "Wang^小东");
    EXPECT_EQ(nameIn("GB18030", "Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab="),
              "Wang^XiaoDong=王^小东=");
    // The examples of PS3.5 H.3.1 and I.2.
    EXPECT_EQ(nameIn("\\ISO 2022 IR 87",
                     "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B="
                     "\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B"),
              "Yamada^Tarou=山田^太郎=やまだ^たろう");
    // H.3.2: half-width katakana in the upper half.
    EXPECT_EQ(nameIn("ISO 2022 IR 13\\ISO 2022 IR 87",
                     "\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J"),
              "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎");
    // The upper half is the first set's, unless katakana are among the sets.
    EXPECT_EQ(nameIn("ISO 2022 IR 100\\ISO 2022 IR 87", "M\xdcLLER^J\xdcRGEN=\x1b$B;3ED\x1b(B"),
              "MÜLLER^JÜRGEN=山田");
    EXPECT_EQ(nameIn("\\ISO 2022 IR 149\\ISO 2022 IR 87",
                     "Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7"),
              "Hong^Gildong=洪^吉洞");
    EXPECT_EQ(nameIn("\\ISO 2022 IR 149",
                     "Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7="
                     "\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf"),
              "Hong^Gildong=洪^吉洞=홍^길동");
}

TEST(Names, OfAnUnknownCharacterSetAreStillUtf8) {
    EXPECT_EQ(nameIn("NO SUCH SET", "M\xfcller"), "Müller");
    EXPECT_EQ(nameIn("NO SUCH SET", "Müller"), "Müller");
}

TEST(Names, InTextThatTheirSetDoesNotExplainAreStillUtf8) {
    EXPECT_EQ(nameIn("ISO_IR 192", "M\xfcller"), "Müller");
}

TEST(Names, OfMalformedUtf8AreTakenForLatin1) {
    const std::vector<std::string> malformed{"\xC0\x80",          // overlong forms of two,
                                             "\xE0\x9F\xBF",      // three
                                             "\xF0\x8F\xBF\xBF",  // and four bytes
                                             "\xED\xA0\x80",      // a surrogate
                                             "\xF4\x90\x80\x80",  // beyond U+10FFFF
                                             "\xF5\x80\x80\x80", "\xE4\xB8", "\x80"};
    for (const char* set : {"ISO_IR 192", "NO SUCH SET"})
        for (const std::string& name : malformed) {
            const std::string read = nameIn(set, "A" + name + "B");
            EXPECT_TRUE(isUtf8(read)) << set;
            EXPECT_EQ(read, "A" + latin1(name) + "B") << set;
            EXPECT_NO_THROW(nlohmann::json(read).dump()) << set;
        }
}

TEST(Names, AtTheEdgesOfUtf8StayAsTheyAre) {
    for (const char* name :
         {"\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "\U0010FFFF"}) {
        EXPECT_TRUE(isUtf8(name)) << name;
        EXPECT_EQ(nameIn("ISO_IR 192", name), name);
    }
}

TEST(Names, OfSetsThatAreNoTextBecomeText) {
    DicomBytes file;
    file.text(0x00080005, "CS", "\xED\xA0\x80 ").text(0x00100010, "PN", "M\xfcller");
    const Clip clip = opened(withPixels(file));
    ASSERT_FALSE(clip.info().warnings.empty());
    EXPECT_TRUE(isUtf8(clip.info().warnings.front()));
}

UltrasoundRegion regionOf(const cv::Rect& area) {
    UltrasoundRegion region;
    region.area_in_frame = area;
    region.spatial_format = 1;
    region.data_type = 1;
    region.units_x = region.units_y = 3;
    region.delta_x = 0.0125;
    region.delta_y = 0.025;
    region.flags = 2;
    return region;
}

/// As they are read from a picture of 60 x 40 that was written with them.
std::vector<UltrasoundRegion> readBack(std::vector<UltrasoundRegion> regions) {
    dicom::WriteRequest request;
    request.frames.push_back(smoothPicture(40, 60, 1));
    request.regions = std::move(regions);
    const TemporaryFolder folder;
    dicom::writeUltrasound(request, folder / "a.dcm");
    return dicom::openDicom(folder / "a.dcm").frame(0).calibration.regions;
}

TEST(Calibration, RegionsComeBackAsWritten) {
    const std::vector<UltrasoundRegion> read = readBack({regionOf({3, 4, 50, 30})});
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0].area_in_frame, cv::Rect(3, 4, 50, 30));
    EXPECT_EQ(read[0].delta_x, 0.0125);
    EXPECT_EQ(read[0].delta_y, 0.025);
    EXPECT_EQ(read[0].units_x, 3);
    EXPECT_EQ(read[0].flags, 2u);
}

TEST(Calibration, OfAPictureMadeSmallerAfterItsHeaderHasNoPlace) {
    const auto read = readBack({regionOf({3, 4, 50, 30}), regionOf({3, 4, 100, 60})});
    ASSERT_EQ(read.size(), 2u);
    for (const UltrasoundRegion& region : read) EXPECT_TRUE(region.area_in_frame.empty());
    // The side in place of the last pixel is a common mistake, and harmless.
    EXPECT_EQ(readBack({regionOf({0, 0, 61, 41})})[0].area_in_frame, cv::Rect(0, 0, 61, 41));
}

TEST(Calibration, DeclaredSpacingPutsRowsFirst) {
    DicomBytes file;
    file.text(0x00280030, "DS", "0.2\\0.1");
    const Calibration calibration = opened(withPixels(file)).frame(0).calibration;
    ASSERT_TRUE(calibration.declared_spacing.has_value());
    EXPECT_EQ(calibration.declared_spacing->y_mm, 0.2);
    EXPECT_EQ(calibration.declared_spacing->x_mm, 0.1);
    EXPECT_EQ(calibration.declared_by, "PixelSpacing");
}

TEST(Calibration, ThePixelAspectPutsTheHeightFirst) {
    const auto aspect = [](const std::string& ratio) {
        DicomBytes file;
        file.text(0x00280034, "IS", ratio);
        return opened(withPixels(file)).frame(0).calibration.pixel_aspect;
    };
    EXPECT_EQ(aspect("3\\2"), 1.5);
    for (const char* nonsense : {"0\\1", "1\\0", "-2\\1", "2", ""}) EXPECT_EQ(aspect(nonsense), 1);
}

TEST(Calibration, ARegionThatEndsBeforeItBeginsIsKeptWithoutPlace) {
    DicomBytes item;
    item.shortNumber(0x00186012, 1).real(0x00186016, 1e300).longNumber(0x00186018, 100);
    item.longNumber(0x0018601A, 0).longNumber(0x0018601C, 10).longNumber(0x0018601E, 50);
    const Calibration calibration =
        opened(withPixels(DicomBytes().sequence(0x00186011, {item}))).frame(0).calibration;
    ASSERT_EQ(calibration.regions.size(), 1u);
    EXPECT_TRUE(calibration.regions[0].area_in_frame.empty());
    EXPECT_EQ(calibration.regions[0].flags, 0u) << "a number that does not fit";
}

TEST(Calibration, SpacingOfZeroIsNone) {
    DicomBytes file;
    file.text(0x00280030, "DS", "0\\0");
    EXPECT_FALSE(opened(withPixels(file)).frame(0).calibration.declared_spacing.has_value());
}

TEST(Identity, ComesBackAsWritten) {
    dicom::WriteRequest request;
    request.frames = {smoothPicture(8, 8, 1), smoothPicture(8, 8, 1)};
    request.info.patient_name = "Müller^Käthe";
    request.info.patient_id = "P-1";
    request.info.study_uid = "1.2.3.4";
    request.info.study_date = "20240501";
    request.info.series_number = 3;
    request.info.frame_time_ms = 40;
    const TemporaryFolder folder;
    dicom::writeUltrasound(request, folder / "a.dcm");
    const ClipInfo info = dicom::openDicom(folder / "a.dcm").info();
    EXPECT_EQ(info.patient_name, "Müller^Käthe");
    EXPECT_EQ(info.patient_id, "P-1");
    EXPECT_EQ(info.study_uid, "1.2.3.4");
    EXPECT_EQ(info.study_date, "20240501");
    EXPECT_EQ(info.series_number, 3);
    EXPECT_EQ(info.instance_number, std::nullopt);
    EXPECT_EQ(info.modality, "US");
    EXPECT_EQ(info.frame_time_ms, 40);
    EXPECT_EQ(info.format, "DICOM");
    EXPECT_EQ(info.width, 8);
    EXPECT_FALSE(info.series_uid.empty());
}

TEST(Writing, HoldsWhatAnUltrasoundImageMustHoldAndTheUidAskedFor) {
    dicom::WriteRequest request;
    request.frames = {smoothPicture(16, 16, 1)};
    request.info.sop_instance_uid = "2.25.77";
    request.encoding = dicom::Encoding::JpegBaseline;
    const TemporaryFolder folder;
    dicom::writeUltrasound(request, folder / "a.dcm");
    EXPECT_EQ(dicom::openDicom(folder / "a.dcm").info().sop_instance_uid, "2.25.77");
    const std::string bytes = test::readText(folder / "a.dcm");
    EXPECT_NE(bytes.find("DERIVED\\PRIMARY"), std::string::npos);
    for (const std::string& empty :
         {std::string("\x08\0\x30\0TM\0\0", 8), std::string("\x08\0\x50\0SH\0\0", 8),
          std::string("\x08\0\x90\0PN\0\0", 8), std::string("\x10\0\x30\0DA\0\0", 8),
          std::string("\x10\0\x40\0CS\0\0", 8), std::string("\x20\0\x10\0SH\0\0", 8),
          std::string("\x20\0\x11\0IS\0\0", 8), std::string("\x20\0\x13\0IS\0\0", 8)})
        EXPECT_NE(bytes.find(empty), std::string::npos) << testing::PrintToString(empty);
}

TEST(FrameTime, ThatNoCineLoopHasIsNone) {
    const auto frameTime = [](const std::string& milliseconds) {
        DicomBytes file;
        return opened(withPixels(file.text(0x00181063, "DS", milliseconds))).info().frame_time_ms;
    };
    EXPECT_EQ(frameTime("33.3"), 33.3);
    for (const char* time : {"1e300", "1e-300", "0.5", "10001", "-40", "0"})
        EXPECT_EQ(frameTime(time), 0) << time;
}

TEST(Writing, RefusesFramesThatDiffer) {
    dicom::WriteRequest request;
    request.frames = {smoothPicture(8, 8, 1), smoothPicture(8, 9, 1)};
    const TemporaryFolder folder;
    EXPECT_THROW(dicom::writeUltrasound(request, folder / "a.dcm"), WriteError);
    EXPECT_FALSE(std::filesystem::exists(folder / "a.dcm"));
}

DicomBytes record(const std::string& type, const std::string& id) {
    DicomBytes item;
    item.text(0x00041430, "CS", type);
    if (!id.empty()) item.text(0x00041500, "CS", id);
    return item;
}

TEST(Dicomdir, ListsItsImagesByTheNamesThatTheFolderHolds) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "images");
    writeBytes(folder / "images/us01", {1});
    DicomBytes directory;
    directory.sequence(0x00041220, {record("PATIENT", ""), record("IMAGE", "IMAGES\\US01"),
                                    record("IMAGE", "IMAGES\\GONE"), record("SR DOCUMENT", "SR1"),
                                    record("IMAGE", "..\\..\\ETC\\PASSWD")});
    writeBytes(folder / "DICOMDIR", directory.file());
    const auto [files, refused] = dicom::dicomdirFiles(folder / "DICOMDIR");
    EXPECT_EQ(refused, std::vector<std::string>{"..\\..\\ETC\\PASSWD"});
    ASSERT_EQ(files.size(), 2u);
    EXPECT_EQ(files[0], folder / "images/us01");
    EXPECT_EQ(files[1], folder / "images/GONE");
}

TEST(Dicomdir, RefusesAnImage) {
    const TemporaryFolder folder;
    writeBytes(folder / "a.dcm", withPixels(DicomBytes{}).file());
    EXPECT_THROW(dicom::dicomdirFiles(folder / "a.dcm"), ReadError);
}

/// Three frames of 2 x 2 whose functional groups state these spacings ("" = none).
DicomBytes framesWithSpacings(const std::vector<std::string>& spacings) {
    std::vector<DicomBytes> groups;
    for (const std::string& spacing : spacings) {
        DicomBytes measures;
        if (!spacing.empty()) measures.text(0x00280030, "DS", spacing);
        groups.emplace_back().sequence(0x00289110, {measures});
    }
    DicomBytes file;
    file.text(0x00080060, "CS", "US").text(0x00280008, "IS", "3").image(2, 2, "MONOCHROME2");
    file.sequence(0x52009230, groups);
    return file.bytes(0x7FE00010, "OB", Bytes(12, 7));
}

TEST(FunctionalGroups, GiveEachFrameItsOwnSpacing) {
    const TemporaryFolder folder;
    writeBytes(folder / "image.dcm", framesWithSpacings({"0.1\\0.2", "0.3\\0.4", ""}).file());
    const Clip clip = dicom::openDicom(folder / "image.dcm");
    EXPECT_EQ(clip.frame(0).calibration.declared_spacing, (PixelSpacing{0.2, 0.1}));
    EXPECT_EQ(clip.frame(1).calibration.declared_spacing, (PixelSpacing{0.4, 0.3}));
    EXPECT_EQ(clip.frame(2).calibration.declared_spacing, std::nullopt);
}

TEST(FunctionalGroups, OfFewerFramesLeaveTheOthersWithoutSpacing) {
    const TemporaryFolder folder;
    writeBytes(folder / "image.dcm", framesWithSpacings({"0.1\\0.2"}).file());
    const Clip clip = dicom::openDicom(folder / "image.dcm");
    EXPECT_EQ(clip.frame(0).calibration.declared_spacing, (PixelSpacing{0.2, 0.1}));
    EXPECT_EQ(clip.frame(1).calibration.declared_spacing, std::nullopt);
}

TEST(FunctionalGroups, OfManyMegabytesAreRead) {
    DicomBytes measures;
    measures.text(0x00280030, "DS", "0.1\\0.2").text(0x00204000, "UT", std::string(5u << 20, 'x'));
    const DicomBytes group = DicomBytes().sequence(0x00289110, {measures});
    for (const std::uint32_t groups : {0x52009229u, 0x52009230u}) {
        const Clip clip = opened(withPixels(DicomBytes().sequence(groups, {group})));
        EXPECT_EQ(clip.frame(0).calibration.declared_spacing, (PixelSpacing{0.2, 0.1}));
        EXPECT_TRUE(clip.info().warnings.empty());
    }
}

TEST(Elements, ThatAreTooLargeAreNamedUnlessPrivate) {
    DicomBytes file;
    file.bytes(0x00091010, "OB", Bytes(5u << 20)).bytes(0x00420011, "OB", Bytes(5u << 20));
    EXPECT_EQ(opened(withPixels(file)).info().warnings,
              std::vector<std::string>{"(0042,0011) is too large and was passed over"});
}

TEST(FunctionalGroups, GiveEachFrameItsOwnWindow) {
    const TemporaryFolder folder;
    DicomBytes file;
    std::vector<DicomBytes> groups;
    for (const char* centre : {"50", "100", ""}) {
        DicomBytes window;
        window.text(0x00281050, "DS", centre).text(0x00281051, "DS", "2");
        groups.push_back(DicomBytes().sequence(0x00289132, {window}));
    }
    file.text(0x00280008, "IS", "3").image(2, 2, "MONOCHROME2").sequence(0x52009230, groups);
    const Bytes pixels{0, 60, 90, 200, 0, 60, 90, 200, 0, 60, 90, 200};
    writeBytes(folder / "image.dcm", file.bytes(0x7FE00010, "OB", pixels).file());
    const Clip clip = dicom::openDicom(folder / "image.dcm");
    EXPECT_EQ(bytesOf(clip.frame(0).pixels), (Bytes{0, 255, 255, 255}));
    EXPECT_EQ(bytesOf(clip.frame(1).pixels), (Bytes{0, 0, 0, 255}));
    EXPECT_EQ(bytesOf(clip.frame(2).pixels), (Bytes{0, 60, 90, 200}));
}

}  // namespace
}  // namespace sonomask::test
