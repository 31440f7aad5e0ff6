#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "imaging/clip.h"

namespace sonomask::dicom {

/// Whether the file begins like DICOM, with or without the preamble of PS3.10 7.1; says nothing of
/// the rest. False also for what cannot be opened.
bool looksLikeDicom(const std::filesystem::path& file);

/// Opens a DICOM image or cine loop; the file stays open as long as the clip. Nothing is decoded
/// until a frame is asked for: CV_8UC1 for grey, CV_8UC3 (BGR) for colour, with rescale and window
/// applied (PS3.3 C.11). Ultrasound regions and declared spacing travel with each frame; text of
/// the info is UTF-8. What is wrong with the file though it can be shown is in
/// `ClipInfo::warnings`. Throws `ReadError` when nothing can be shown or a limit of limits.h is
/// passed; so does `Clip::frame` for a frame that cannot be decoded. Safe to use from several
/// threads.
Clip openDicom(const std::filesystem::path& file);

struct DicomdirFiles {
    std::vector<std::filesystem::path> files;  ///< whether or not they exist
    std::vector<std::string> refused;          ///< names that would leave the folder, as they stand
};

/// The image files that a DICOMDIR refers to (PS3.3 F.3), in its order, as paths beside it; the
/// disc's upper case is matched to what the folder really holds. Throws `ReadError` when `file` is
/// no DICOMDIR.
DicomdirFiles dicomdirFiles(const std::filesystem::path& file);

/// The two halves of `dicomdirFiles`, for callers that read the file in another process than that
/// which looks at its folder: the names as the file gives them ("IMAGES\\US01"), and the paths that
/// they mean beside `file`.
std::vector<std::string> dicomdirNames(const std::filesystem::path& file);
DicomdirFiles dicomdirPaths(const std::filesystem::path& file,
                            const std::vector<std::string>& names);

/// Loads what DCMTK loads on first use (its dictionary, its codecs), for a process that is about to
/// give up the right to.
void prepare();

}  // namespace sonomask::dicom
