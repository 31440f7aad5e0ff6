#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/clip.h"
#include "imaging/frame.h"
#include "workflow/session_state.h"

namespace sonomask::workflow {

/// One mass as one reader sees it.
struct ReaderMass {
    cv::Mat mask_in_frame;                     ///< CV_8UC1 0/255
    std::map<std::string, std::string> terms;  ///< what holds, by term; may be empty
};

/// All masses of one reader, by frame. A frame that is listed without masses was read as free of
/// them; a frame that is not listed was not read.
struct ReaderMasses {
    std::string reader;
    std::map<int, std::vector<ReaderMass>> frames;
    std::optional<PixelSpacing> user_spacing = {};  ///< her ruler's, where she used it
};

/// The masses of a session.
ReaderMasses massesOf(const SessionState& state);

/// Masks from a folder of PNGs named as the batch names them: `<name>_mask.png` for a still,
/// `<name>_f0007_mask.png` for frame 7 of a clip, or without `_mask`; `<name>` is what the batch
/// calls the outputs of this clip among its inputs (`outputNames`), empty = as if it were the only
/// one. Each eight-connected part is a mass. Throws `ReadError` when there is none for this clip,
/// or for a mask of another size, with grey values or of more parts than there are masses.
ReaderMasses massesFromFolder(const std::filesystem::path& folder, const ClipInfo& clip,
                              const std::string& name = {});

/// The same from wherever another reader's work lies: her session of this clip, a folder of
/// sessions with one of this clip among them (known by its name, or by file name and size of the
/// picture), else a folder of PNGs as above. Throws `ReadError` when nothing there is about this
/// clip.
ReaderMasses massesOfReader(const std::filesystem::path& folder, const ClipInfo& clip,
                            const std::string& name = {});

/// How two readers' outlines of one mass agree.
struct MassAgreement {
    std::size_t clip = 0;  ///< place in the study
    std::string file;      ///< name, with its folder's where another file of the study has it, too
    int frame = 0;
    int first_number = 0;        ///< from 1 within the frame; 0 = only the second reader sees it
    int second_number = 0;       ///< 0 = only the first reader sees it
    double dice = 0;             ///< 0 where one reader does not see it
    std::optional<double> hd95;  ///< in `unit`; nothing where one reader does not see it
    std::string unit = "px";     ///< "mm" where the scale is known
    std::map<std::string, std::pair<std::string, std::string>> terms;  ///< both readers' words
};

/// How two readers agree on one term over the masses that both see and name.
struct TermAgreement {
    std::string term;
    std::size_t masses = 0;
    double observed = 0;  ///< share of equal words
    double kappa = 0;     ///< Cohen's; NaN where it is not defined
};

struct Agreement {
    std::string first_reader;
    std::string second_reader;
    std::vector<MassAgreement> masses;
    std::vector<TermAgreement> terms;
    std::size_t frames = 0;  ///< that both have read
    std::size_t matched = 0;
    std::size_t only_first = 0;
    std::size_t only_second = 0;
    double dice = 0;             ///< of all pixels of these frames; NaN where both see nothing
    double mean_mass_dice = 0;   ///< over matched masses; NaN without any
    std::optional<double> hd95;  ///< mean over matched masses where all share one unit
    std::string unit = "px";
};

/// One clip as two readers see it.
struct ReadTwice {
    Clip clip;
    ReaderMasses first;
    ReaderMasses second;
    std::optional<PixelSpacing> user_spacing;  ///< the ruler's, where there is one
};

/// Compares two readers over the frames of a study that both have read. Masses are matched one to
/// one, best overlap first; any shared pixel can match. Millimetres where the file or the ruler
/// gives them. Decodes these frames; throws `ReadError`, and `Cancelled`.
Agreement compareReaders(const std::vector<ReadTwice>& study, const std::stop_token& stop = {});

/// One line a mass and one for each of its terms, then one for the study and one for the κ of each
/// term (docs/session-file.md).
std::string agreementCsv(const Agreement& agreement);

/// The frame with the masses that both see (white), only the first (blue) and only the second
/// (orange): colours told apart with the common colour-vision deficiencies. CV_8UC3.
cv::Mat differencePicture(const Frame& frame, const std::vector<ReaderMass>& first,
                          const std::vector<ReaderMass>& second);

}  // namespace sonomask::workflow
