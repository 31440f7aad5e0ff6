#include "base/error.h"
#include "decoder/decoder.h"
#include "dicom/reader.h"
#include "imaging/file_kind.h"
#include "imaging/reader.h"

namespace sonomask::decoder {

Clip openHere(const std::filesystem::path& file) {
    switch (sniff(file).kind) {
        case FileKind::Dicom:
            return dicom::openDicom(file);
        case FileKind::Still:
            return openStill(file);
        case FileKind::Video:
            return openVideo(file);
        case FileKind::Unknown:
            break;
    }
    if (dicom::looksLikeDicom(file)) return dicom::openDicom(file);
    throw ReadError("is not an image, a video or a DICOM file", file,
                    "Sonomask reads DICOM, JPG, PNG, BMP, TIFF, AVI and MP4.");
}

}  // namespace sonomask::decoder
