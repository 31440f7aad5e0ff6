#pragma once

namespace sonomask::dicom {

/// Makes DCMTK's JPEG, JPEG-LS and RLE codecs known to it, once a process, and silences its log.
/// May be called from any thread.
void registerCodecs();

}  // namespace sonomask::dicom
