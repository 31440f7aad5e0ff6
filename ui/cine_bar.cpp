#include "ui/cine_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/icons.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace sonomask::ui {

/// A thin line above the slider with a stroke at each frame that holds a mass, and a wedge at each
/// that the reader marked.
class FrameMarks final : public QWidget {
  public:
    explicit FrameMarks(QWidget* parent) : QWidget(parent) { setFixedHeight(9); }

    void setMarked(const std::vector<int>& frames) {
        marked_ = frames;
        update();
    }

    void setMarks(const std::vector<int>& frames, int count) {
        frames_ = frames;
        count_ = count;
        update();
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        if (count_ < 2) return;
        QPainter painter(this);
        // As far from the ends as the slider's handle keeps its middle.
        const double margin = 7;
        const double step = (width() - 2 * margin) / (count_ - 1);
        for (const int frame : frames_)
            painter.fillRect(
                QRectF(margin + frame * step - std::max(1.0, step / 2), 5, std::max(2.0, step), 3),
                theme().accent);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().warning);
        for (const int frame : marked_) {
            const QPointF tip(margin + frame * step, 8);
            painter.drawPolygon(QPolygonF{tip, tip + QPointF(-4, -7), tip + QPointF(4, -7)});
        }
    }

  private:
    std::vector<int> frames_;
    std::vector<int> marked_;
    int count_ = 0;
};

CineBar::CineBar(QWidget* parent)
    : QFrame(parent),
      play_(button(QStringLiteral("play"), tr("Play"))),
      loop_(button(QStringLiteral("loop"), tr("Repeat"))),
      slider_(new QSlider(Qt::Horizontal, this)),
      marks_(new FrameMarks(this)),
      position_(new QLabel(this)),
      rate_(new QLabel(this)) {
    setObjectName(QStringLiteral("cineBar"));
    slider_->setAccessibleName(tr("Frame"));
    slider_->setPageStep(10);
    position_->setMinimumWidth(70);
    position_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    rate_->setObjectName(QStringLiteral("muted"));
    loop_->setCheckable(true);
    loop_->setChecked(true);

    auto* previous = button(QStringLiteral("previous"), tr("Previous frame"));
    auto* next = button(QStringLiteral("next"), tr("Next frame"));
    auto* track = new QVBoxLayout;
    track->setSpacing(0);
    track->addWidget(marks_);
    track->addWidget(slider_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 8);
    layout->setSpacing(4);
    layout->addWidget(previous);
    layout->addWidget(play_);
    layout->addWidget(next);
    layout->addSpacing(6);
    layout->addLayout(track, 1);
    layout->addWidget(position_);
    layout->addSpacing(6);
    layout->addWidget(rate_);
    layout->addWidget(loop_);

    connect(play_, &QToolButton::clicked, this, &CineBar::togglePlaying);
    connect(previous, &QToolButton::clicked, this,
            [this] { slider_->setValue(slider_->value() - 1); });
    connect(next, &QToolButton::clicked, this, [this] { slider_->setValue(slider_->value() + 1); });
    connect(slider_, &QSlider::valueChanged, this, &CineBar::frameWanted);
    connect(slider_, &QSlider::sliderPressed, &player_, &CinePlayer::pause);
    connect(loop_, &QToolButton::toggled, this, [this](bool on) { player_.setLooping(on); });
    connect(&player_, &CinePlayer::due, this, &CineBar::frameWanted);
    connect(&player_, &CinePlayer::playingChanged, this, &CineBar::showPlaying);
    setClip(0, 0);
}

QToolButton* CineBar::button(const QString& icon, const QString& name) {
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(icon));
    button->setIconSize({20, 20});
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::NoFocus);
    return button;
}

void CineBar::setClip(int frame_count, double frame_time_ms) {
    frame_count_ = frame_count;
    player_.setClip(frame_count, frame_time_ms);
    const QSignalBlocker quiet(slider_);
    slider_->setRange(0, std::max(0, frame_count - 1));
    rate_->setText(tr("%1 fps").arg(number(player_.framesPerSecond(), 0)));
    setMarks({});
    setIndex(0);
    setVisible(frame_count > 1);
}

void CineBar::setIndex(int index) {
    const QSignalBlocker quiet(slider_);
    slider_->setValue(index);
    player_.setIndex(index);
    position_->setText(QStringLiteral("%1 / %2").arg(index + 1).arg(frame_count_));
}

void CineBar::setMarks(const std::vector<int>& frames) {
    marks_->setMarks(frames, frame_count_);
}

void CineBar::setMarked(const std::vector<int>& frames) {
    marks_->setMarked(frames);
}

void CineBar::togglePlaying() {
    player_.isPlaying() ? player_.pause() : player_.play();
}

void CineBar::showPlaying(bool playing) {
    play_->setIcon(lineIcon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    play_->setToolTip(playing ? tr("Pause") : tr("Play"));
    play_->setAccessibleName(play_->toolTip());
}

}  // namespace sonomask::ui
