#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dicom_bytes.h"

namespace sonomask::test {

/// A study description at which `mortal_decoder` (tests/decoder) ends by a signal, as a library
/// does of a file that was made for it.
inline constexpr const char* kEndsItsReader = "ends its reader";
/// At this one it never returns.
inline constexpr const char* kHangsItsReader = "hangs its reader";

/// A sound DICOM file of one JPEG frame (640 x 480, grey).
Bytes studyBytes(const char* description);

struct DeadlyFolder {
    std::vector<std::string> good;  ///< names of files, sorted
    std::vector<std::string> bad;   ///< half of them of `damagedFiles`, half end their reader
};

/// Writes `count` DICOM files of one JPEG frame each (640 x 480, grey), of which each
/// `bad_every`-th is bad instead; 0 = none.
DeadlyFolder writeDeadlyFolder(const std::filesystem::path& folder, int count, int bad_every);

}  // namespace sonomask::test
