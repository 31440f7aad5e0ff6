#include "dicom/identity.h"

#include <cmath>
#include <limits>

#include "dicom/text.h"

namespace sonomask::dicom {
namespace {

/// From FrameTime, FrameTimeVector, CineRate or RecommendedDisplayFrameRate, whichever there is
/// (PS3.3 C.7.6.5); 0 where there is none.
double frameTimeMs(DcmItem& dataset) {
    const auto plausible = [&](const DcmTagKey& tag, unsigned long position = 0) {
        return plausibleFrameTime(numberOf(dataset, tag, position).value_or(0));
    };
    if (const double time = plausible(DCM_FrameTime); time > 0) return time;
    // The first entry of the vector is that of the first frame: 0.
    if (const double time = plausible(DCM_FrameTimeVector, 1); time > 0) return time;
    for (const DcmTagKey& rate : {DCM_CineRate, DCM_RecommendedDisplayFrameRate})
        if (const auto per_second = numberOf(dataset, rate); per_second && *per_second > 0)
            return plausibleFrameTime(1000.0 / *per_second);
    return 0;
}

/// A number of the VR IS (PS3.5 6.2).
std::optional<int> wholeNumberOf(DcmItem& dataset, const DcmTagKey& tag) {
    const auto number = numberOf(dataset, tag);
    const bool holds = number && std::abs(*number) <= std::numeric_limits<int>::max() &&
                       *number == std::trunc(*number);
    return holds ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

}  // namespace

void readIdentity(DcmItem& dataset, ClipInfo& info, std::vector<std::string>& warnings) {
    const std::string character_set = textOf(dataset, DCM_SpecificCharacterSet);
    TextDecoder decoder(character_set);
    if (!decoder.known())
        warnings.push_back("its character set is not known (" + asUtf8(character_set) +
                           "); names may look wrong");
    const auto text = [&](const DcmTagKey& tag) { return decoder.toUtf8(textOf(dataset, tag)); };
    info.patient_name = decoder.toUtf8(textOf(dataset, DCM_PatientName), "^=");
    info.patient_id = text(DCM_PatientID);
    info.study_uid = text(DCM_StudyInstanceUID);
    info.study_date = text(DCM_StudyDate);
    info.study_description = text(DCM_StudyDescription);
    info.series_uid = text(DCM_SeriesInstanceUID);
    info.series_description = text(DCM_SeriesDescription);
    info.sop_instance_uid = text(DCM_SOPInstanceUID);
    info.sop_class_uid = text(DCM_SOPClassUID);
    info.modality = text(DCM_Modality);
    info.manufacturer = text(DCM_Manufacturer);
    info.device_model = text(DCM_ManufacturerModelName);
    info.series_number = wholeNumberOf(dataset, DCM_SeriesNumber);
    info.instance_number = wholeNumberOf(dataset, DCM_InstanceNumber);
    info.frame_time_ms = frameTimeMs(dataset);
}

}  // namespace sonomask::dicom
