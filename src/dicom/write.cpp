#include "dicom/write.h"

#include <memory>
#include <string>

#include <opencv2/imgproc.hpp>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djrplol.h>
#include <dcmtk/dcmjpeg/djrploss.h>
#include <dcmtk/dcmjpls/djrparam.h>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/number_text.h"
#include "dicom/codecs.h"

namespace sonomask::dicom {
namespace {

constexpr int kJpegQuality = 90;

namespace fs = std::filesystem;

void checkFrames(const WriteRequest& request, const fs::path& target) {
    if (request.frames.empty()) throw WriteError("there is no frame to write", target);
    const cv::Mat& first = request.frames.front();
    if (first.empty() || (first.type() != CV_8UC1 && first.type() != CV_8UC3))
        throw WriteError("only 8-bit grey and colour frames can be written", target);
    if (first.rows > 0xFFFF || first.cols > 0xFFFF)
        throw WriteError("a side of the frame is longer than 65535 pixels", target);
    for (const cv::Mat& frame : request.frames)
        if (frame.size() != first.size() || frame.type() != first.type())
            throw WriteError("the frames differ in size or type", target);
}

void putText(DcmItem& item, const DcmTagKey& tag, const std::string& value) {
    if (!value.empty()) item.putAndInsertOFStringArray(tag, value.c_str());
}

/// What an ultrasound image must hold, though it may hold nothing (type 2; PS3.3 C.7.1.1, C.7.2.1,
/// C.7.3.1, C.7.6.1).
void putUnknown(DcmDataset& dataset) {
    for (const DcmTagKey& tag :
         {DCM_StudyDate, DCM_StudyTime, DCM_AccessionNumber, DCM_Manufacturer,
          DCM_ReferringPhysicianName, DCM_PatientName, DCM_PatientID, DCM_PatientBirthDate,
          DCM_PatientSex, DCM_StudyID, DCM_SeriesNumber, DCM_InstanceNumber})
        if (!dataset.tagExists(tag)) dataset.insertEmptyElement(tag);
}

void putUid(DcmItem& item, const DcmTagKey& tag, const std::string& value, const char* root) {
    char made_up[100];
    item.putAndInsertString(
        tag, value.empty() ? dcmGenerateUniqueIdentifier(made_up, root) : value.c_str());
}

void putIdentity(DcmDataset& dataset, const WriteRequest& request) {
    const ClipInfo& info = request.info;
    dataset.putAndInsertString(DCM_SpecificCharacterSet, "ISO_IR 192");
    dataset.putAndInsertString(DCM_SOPClassUID, request.frames.size() > 1
                                                    ? UID_UltrasoundMultiframeImageStorage
                                                    : UID_UltrasoundImageStorage);
    putUid(dataset, DCM_SOPInstanceUID, info.sop_instance_uid, SITE_INSTANCE_UID_ROOT);
    putUid(dataset, DCM_StudyInstanceUID, info.study_uid, SITE_STUDY_UID_ROOT);
    putUid(dataset, DCM_SeriesInstanceUID, info.series_uid, SITE_SERIES_UID_ROOT);
    dataset.putAndInsertString(DCM_Modality, "US");
    dataset.putAndInsertString(DCM_ImageType, "ORIGINAL\\PRIMARY");
    putText(dataset, DCM_PatientName, info.patient_name);
    putText(dataset, DCM_PatientID, info.patient_id);
    putText(dataset, DCM_StudyDate, info.study_date);
    putText(dataset, DCM_StudyDescription, info.study_description);
    putText(dataset, DCM_SeriesDescription, info.series_description);
    if (info.series_number) putText(dataset, DCM_SeriesNumber, std::to_string(*info.series_number));
    if (info.instance_number)
        putText(dataset, DCM_InstanceNumber, std::to_string(*info.instance_number));
    putText(dataset, DCM_Manufacturer, info.manufacturer);
    putText(dataset, DCM_ManufacturerModelName, info.device_model);
    putUnknown(dataset);
}

void putCine(DcmDataset& dataset, const WriteRequest& request) {
    if (request.frames.size() < 2) return;
    putText(dataset, DCM_NumberOfFrames, std::to_string(request.frames.size()));
    if (request.info.frame_time_ms <= 0) return;
    putText(dataset, DCM_FrameTime, fixedText(request.info.frame_time_ms, 6));
    dataset.putAndInsertTagKey(DCM_FrameIncrementPointer, DCM_FrameTime);
}

void putRegions(DcmDataset& dataset, const std::vector<UltrasoundRegion>& regions) {
    for (const UltrasoundRegion& region : regions) {
        DcmItem* item = nullptr;
        dataset.findOrCreateSequenceItem(DCM_SequenceOfUltrasoundRegions, item, -2);
        const cv::Rect& area = region.area_in_frame;
        item->putAndInsertUint16(DCM_RegionSpatialFormat, region.spatial_format);
        item->putAndInsertUint16(DCM_RegionDataType, region.data_type);
        item->putAndInsertUint32(DCM_RegionFlags, region.flags);
        item->putAndInsertUint32(DCM_RegionLocationMinX0, static_cast<Uint32>(area.x));
        item->putAndInsertUint32(DCM_RegionLocationMinY0, static_cast<Uint32>(area.y));
        item->putAndInsertUint32(DCM_RegionLocationMaxX1, static_cast<Uint32>(area.br().x - 1));
        item->putAndInsertUint32(DCM_RegionLocationMaxY1, static_cast<Uint32>(area.br().y - 1));
        item->putAndInsertUint16(DCM_PhysicalUnitsXDirection, region.units_x);
        item->putAndInsertUint16(DCM_PhysicalUnitsYDirection, region.units_y);
        item->putAndInsertFloat64(DCM_PhysicalDeltaX, region.delta_x);
        item->putAndInsertFloat64(DCM_PhysicalDeltaY, region.delta_y);
    }
}

std::vector<std::uint8_t> joinedRgb(const std::vector<cv::Mat>& frames) {
    const std::size_t frame_bytes = frames.front().total() * frames.front().elemSize();
    std::vector<std::uint8_t> bytes(frame_bytes * frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        cv::Mat into(frames[i].size(), frames[i].type(), bytes.data() + i * frame_bytes);
        if (frames[i].channels() == 3)
            cv::cvtColor(frames[i], into, cv::COLOR_BGR2RGB);
        else
            frames[i].copyTo(into);
    }
    if (bytes.size() % 2 != 0) bytes.push_back(0);  // values have an even length
    return bytes;
}

void putPixels(DcmDataset& dataset, const WriteRequest& request) {
    const cv::Mat& first = request.frames.front();
    const bool colour = first.channels() == 3;
    dataset.putAndInsertUint16(DCM_SamplesPerPixel, colour ? 3 : 1);
    dataset.putAndInsertString(DCM_PhotometricInterpretation, colour ? "RGB" : "MONOCHROME2");
    if (colour) dataset.putAndInsertUint16(DCM_PlanarConfiguration, 0);
    dataset.putAndInsertUint16(DCM_Rows, static_cast<Uint16>(first.rows));
    dataset.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(first.cols));
    dataset.putAndInsertUint16(DCM_BitsAllocated, 8);
    dataset.putAndInsertUint16(DCM_BitsStored, 8);
    dataset.putAndInsertUint16(DCM_HighBit, 7);
    dataset.putAndInsertUint16(DCM_PixelRepresentation, 0);
    const std::vector<std::uint8_t> bytes = joinedRgb(request.frames);
    dataset.putAndInsertUint8Array(DCM_PixelData, bytes.data(), bytes.size());
}

E_TransferSyntax syntaxOf(Encoding encoding) {
    switch (encoding) {
        case Encoding::Rle:
            return EXS_RLELossless;
        case Encoding::JpegBaseline:
            return EXS_JPEGProcess1;
        case Encoding::JpegLossless:
            return EXS_JPEGProcess14SV1;
        case Encoding::JpegLs:
            return EXS_JPEGLSLossless;
        case Encoding::Uncompressed:
            break;
    }
    return EXS_LittleEndianExplicit;
}

std::unique_ptr<DcmRepresentationParameter> parametersOf(const WriteRequest& request) {
    if (request.encoding == Encoding::JpegBaseline)
        return std::make_unique<DJ_RPLossy>(kJpegQuality);
    if (request.encoding == Encoding::JpegLossless) return std::make_unique<DJ_RPLossless>();
    if (request.encoding == Encoding::JpegLs)
        return std::make_unique<DJLSRepresentationParameter>();
    return nullptr;
}

}  // namespace

void writeUltrasound(const WriteRequest& request, const fs::path& target) {
    checkFrames(request, target);
    registerCodecs();
    DcmFileFormat file;
    DcmDataset& dataset = *file.getDataset();
    putIdentity(dataset, request);
    putCine(dataset, request);
    putRegions(dataset, request.regions);
    putPixels(dataset, request);

    const E_TransferSyntax syntax = syntaxOf(request.encoding);
    const auto parameters = parametersOf(request);
    const bool encoded = dataset.chooseRepresentation(syntax, parameters.get()).good();
    if (!encoded || !dataset.canWriteXfer(syntax))
        throw WriteError("the frames cannot be encoded so", target);

    AtomicFile whole(target);
    const OFCondition saved = file.saveFile(whole.temporaryPath().c_str(), syntax);
    if (saved.bad())
        throw WriteError(std::string("cannot be written: ") + saved.text(), target,
                         "Choose another folder.");
    whole.commit();
}

}  // namespace sonomask::dicom
