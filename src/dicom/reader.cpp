#include "dicom/reader.h"

#include <memory>
#include <utility>

#include "base/error.h"
#include "dicom/decode.h"
#include "dicom/frame_table.h"
#include "dicom/image_header.h"
#include "dicom/limits.h"
#include "dicom/render.h"
#include "dicom/structure.h"
#include "dicom/transfer_syntax.h"
#include "dicom/video.h"

namespace sonomask::dicom {
namespace {

namespace fs = std::filesystem;

/// Makes a frame; what is wrong with it becomes an error of its file. Frames are counted from 1 for
/// the reader, as beside the picture.
template <typename Make>
Frame orReadError(const fs::path& file, int index, const Make& make) {
    try {
        return make();
    } catch (const Malformed& problem) {
        throw ReadError("frame " + std::to_string(index + 1) + ": " + problem.what(), file,
                        problem.remedy());
    }
}

class PictureSource : public FrameSource {
  public:
    PictureSource(std::shared_ptr<const FileStructure> structure, ImageHeader image,
                  FrameTable table, fs::path file)
        : structure_(std::move(structure)),
          image_(std::move(image)),
          table_(std::move(table)),
          file_(std::move(file)) {}

    Frame frame(int index) const override {
        return orReadError(file_, index, [&]() -> Frame {
            const auto number = static_cast<std::size_t>(index);
            const StoredFrame stored = decodeStored(*structure_, image_, table_, number);
            cv::Mat pixels = render(stored, image_, image_.greyOf(number));
            cv::Mat graphics =
                graphicsOf(*structure_, image_.overlays, number, pixels.size(), stored.samples);
            return {std::move(pixels),
                    image_.calibrationOf(number),
                    {file_, index},
                    std::move(graphics)};
        });
    }

  private:
    std::shared_ptr<const FileStructure> structure_;
    ImageHeader image_;
    FrameTable table_;
    fs::path file_;
};

/// How many frames a video shows: two pictures for each that is declared are its fields.
int videoFrames(const Clip& stream, const ImageHeader& image, std::vector<std::string>& warnings) {
    checkSize(stream.info().height, stream.info().width, image);
    const int pictures = stream.frameCount();
    if (pictures > kMaximalFrames) throw BeyondLimit("its video stream is too long");
    if (pictures % 2 == 0 && pictures / 2 == image.declared_frames) return image.declared_frames;
    compareCounts(static_cast<std::size_t>(pictures),
                  static_cast<std::size_t>(image.declared_frames), warnings);
    return pictures;
}

/// Adds to the frames of a video stream what the header says of them.
class VideoSource : public FrameSource {
  public:
    VideoSource(Clip stream, std::shared_ptr<const FileStructure> structure, ImageHeader image,
                fs::path file)
        : stream_(std::move(stream)),
          structure_(std::move(structure)),
          image_(std::move(image)),
          file_(std::move(file)) {}

    Frame frame(int index) const override {
        return orReadError(file_, index, [&] {
            Frame frame = stream_.frame(index);
            frame.calibration = image_.calibration;
            frame.graphics = graphicsOf(*structure_, image_.overlays,
                                        static_cast<std::size_t>(index), frame.pixels.size());
            return frame;
        });
    }

  private:
    Clip stream_;
    std::shared_ptr<const FileStructure> structure_;
    ImageHeader image_;
    fs::path file_;
};

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

Clip openStructure(std::shared_ptr<const FileStructure> structure, const fs::path& file) {
    ParsedHeader header = parseHeader(*structure);
    ClipInfo info = std::move(header.info);
    info.warnings = structure->warnings;
    append(info.warnings, header.warnings);
    FrameTable table = makeFrameTable(*structure, header.image, info.warnings);
    info.file = file;
    info.format = "DICOM";
    info.transfer_syntax = structure->transfer_syntax;
    info.width = header.image.columns;
    info.height = header.image.rows;

    std::shared_ptr<const FrameSource> source;
    if (packingOf(structure->transfer_syntax) == Packing::Video) {
        Clip stream = openStream(*structure, table, file);
        info.frame_count = videoFrames(stream, header.image, info.warnings);
        source = std::make_shared<VideoSource>(std::move(stream), std::move(structure),
                                               std::move(header.image), file);
    } else {
        info.frame_count = static_cast<int>(table.size());
        adoptPrecision(*structure, table, header.image, info.warnings);
        source = std::make_shared<PictureSource>(std::move(structure), std::move(header.image),
                                                 std::move(table), file);
    }
    return {std::move(info), std::move(source)};
}

/// What lies behind a data set that cannot be shown, from the repairs that were tried.
std::string reasonOf(const std::exception& problem, const FileStructure& structure) {
    std::string reason = std::string("cannot be shown: ") + problem.what();
    if (!structure.warnings.empty()) reason += " (" + structure.warnings.back() + ")";
    return reason;
}

}  // namespace

bool looksLikeDicom(const fs::path& file) {
    try {
        return beginsLikeDicom(*openBytes(file));
    } catch (const ReadError&) {
        return false;
    }
}

Clip openDicom(const fs::path& file) {
    const auto structure = std::make_shared<const FileStructure>(readStructure(file));
    try {
        return openStructure(structure, file);
    } catch (const Malformed& problem) {
        throw ReadError(reasonOf(problem, *structure), file, problem.remedy());
    } catch (const BeyondLimit& problem) {
        throw ReadError(std::string("is refused: ") + problem.what(), file, kCopyAgain);
    }
}

}  // namespace sonomask::dicom
