#pragma once

namespace sonomask::dicom {

/// Makes DCMTK's JPEG, JPEG-LS and RLE codecs known to it, has it look up elements of unknown type
/// (UN) in its dictionary, and silences its log; once a process.
/// May be called from any thread.
void registerCodecs();

}  // namespace sonomask::dicom
