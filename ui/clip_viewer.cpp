#include "ui/clip_viewer.h"

#include <algorithm>

#include <QVBoxLayout>

#include "ui/cine_bar.h"
#include "ui/text.h"

namespace sonomask::ui {

ClipViewer::ClipViewer(FindingsStore* findings, QWidget* parent)
    : QWidget(parent),
      store_(findings),
      loader_(new FrameLoader(this)),
      view_(new FrameView(this)),
      cine_(new CineBar(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(view_, 1);
    layout->addWidget(cine_);

    blank_.setSingleShot(true);
    blank_.setInterval(150);
    connect(&blank_, &QTimer::timeout, this, [this] { view_->setMessage(tr("Opening …")); });
    connect(cine_, &CineBar::frameWanted, this, &ClipViewer::showFrame);
    connect(loader_, &FrameLoader::opened, this, [this](const ClipInfo& info) {
        frame_count_ = info.frame_count;
        cine_->setClip(info.frame_count, info.frame_time_ms);
        cine_->setMarks(store_->framesWithMasses(file_));
        Q_EMIT opened(info);
        showFrame(first_frame_);
    });
    connect(loader_, &FrameLoader::loaded, this, &ClipViewer::showLoaded);
    connect(loader_, &FrameLoader::failed, this, [this](const Failure& failure) {
        cine_->player().pause();
        blank_.stop();
        shown_ = false;
        unreadable_ = true;
        view_->setMessage(failure.reason);
        Q_EMIT failed(file_, failure);
    });
    connect(store_, &FindingsStore::changed, this, [this](const QString& file, int frame) {
        if (file != file_) return;
        cine_->setMarks(store_->framesWithMasses(file));
        if (frame == index_) showFindings();
    });
}

void ClipViewer::open(const QString& file, int frame) {
    file_ = file;
    first_frame_ = frame;
    index_ = 0;
    frame_count_ = 0;
    cine_->setClip(0, 0);
    cine_->setMarked({});
    view_->setGreyWindow({});
    view_->setOverlay(nullptr);
    view_->dropStroke();
    shown_ = false;
    unreadable_ = false;
    blank_.start();
    loader_->open(toPath(file));
}

void ClipViewer::close() {
    loader_->close();
    file_.clear();
    view_->dropStroke();
    shown_ = false;
    unreadable_ = false;
    blank_.stop();
    frame_count_ = 0;
    cine_->setClip(0, 0);
    view_->setMessage({});
}

void ClipViewer::showFrame(int index) {
    wanted_ = std::clamp(index, 0, std::max(0, frame_count_ - 1));
    loader_->request(wanted_);
}

void ClipViewer::step(int by) {
    cine_->player().pause();
    showFrame((unreadable_ ? wanted_ : index_) + by);  // on, past what cannot be read
}

void ClipViewer::togglePlaying() {
    cine_->togglePlaying();
}

void ClipViewer::setMarkedFrames(const std::vector<int>& frames) {
    cine_->setMarked(frames);
}

const workflow::FrameFindings* ClipViewer::findings() const {
    return frame() ? store_->find(file_, index_) : nullptr;
}

void ClipViewer::showLoaded(int index, const Frame& frame) {
    // Points set in one frame mean nothing in another.
    if (!shown_ || index != index_) view_->dropStroke();
    index_ = index;
    shown_ = true;
    unreadable_ = false;
    blank_.stop();
    cine_->setIndex(index);
    view_->setFrame(frame);
    showFindings();
    Q_EMIT frameShown(file_, index);
}

void ClipViewer::showFindings() {
    view_->setOverlay(findings());
}

}  // namespace sonomask::ui
