#include "ui/thumbnail_loader.h"

#include "base/error.h"
#include "ui/picture.h"
#include "ui/text.h"
#include "workflow/open.h"

namespace sonomask::ui {
namespace {

/// The middle of a sweep shows more than its ends do.
QImage thumbnail(const std::filesystem::path& file, int frame_count, const std::stop_token& stop) {
    try {
        return thumbnailOf(workflow::openClip(file, stop).frame(frame_count / 2).pixels,
                           ThumbnailLoader::kSize);
    } catch (const std::exception&) {
        return {};  // the reason is told when the file itself is shown
    }
}

}  // namespace

ThumbnailLoader::ThumbnailLoader(QObject* parent) : QObject(parent) {
    pool_.setMaxThreadCount(1);
}

ThumbnailLoader::~ThumbnailLoader() {
    clear();
    stop_.request_stop();
    pool_.waitForDone();
}

void ThumbnailLoader::request(const std::filesystem::path& file, int frame_count) {
    pool_.start(
        [this, file, frame_count] {
            const QImage image = thumbnail(file, frame_count, stop_.get_token());
            QMetaObject::invokeMethod(
                this, [this, file, image] { Q_EMIT loaded(fromPath(file), image); },
                Qt::QueuedConnection);
        },
        ++newest_);
}

void ThumbnailLoader::clear() {
    pool_.clear();
}

}  // namespace sonomask::ui
