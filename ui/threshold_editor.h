#pragma once

#include <optional>

#include <QObject>
#include <QPointer>
#include <QTimer>

#include "imaging/frame.h"
#include "segmentation/engine.h"
#include "ui/task.h"
#include "workflow/findings.h"
#include "workflow/session_state.h"

namespace sonomask::ui {

class ClipViewer;
class FindingsStore;
class ModelHost;
class ThresholdBar;
class WorkKeeper;

/// Another threshold for the selected mass: shown with its measures while the slider moves, one
/// undo step when it is let go. The probability of the frame is worked out once, behind the
/// window, when the slider is first moved there.
class ThresholdEditor final : public QObject {
    Q_OBJECT

  public:
    ThresholdEditor(ThresholdBar* bar, ClipViewer* viewer, WorkKeeper* keeper,
                    FindingsStore* findings, ModelHost* host, QObject* parent);

    /// Another mass is selected, or the masses of the frame are others now.
    void followSelection();
    /// Takes back a move of the slider in a clip that is not kept yet; false when there is none.
    bool drop(const QString& file);

  Q_SIGNALS:
    void failed(const sonomask::ui::Failure& failure);

  private:
    /// The mass whose slider is being moved, as it was when that began.
    struct Target {
        QString file;
        Frame frame;
        int id = 0;
        int position = 0;
        cv::Mat mask_in_frame;
        workflow::SessionState state;
        workflow::FrameFindings findings;
    };
    struct Cut {
        std::shared_ptr<const segmentation::ProbabilityMap> probability;
        double threshold = 0;
        /// Nothing where no part of the probability belongs to the mass at this threshold.
        std::optional<workflow::LesionFinding> finding;
    };

    const workflow::SessionLesion* selectedLesion() const;
    void begin();
    void move(double threshold);
    void compute();
    void show(const Cut& cut);
    void commit();
    /// The frame has become another under the slider: its move goes on from what is no more.
    void giveUp();

    ThresholdBar* bar_;
    ClipViewer* viewer_;
    WorkKeeper* keeper_;
    FindingsStore* findings_;
    ModelHost* host_;
    std::optional<Target> target_;
    double wanted_ = 0;
    std::optional<Cut> shown_;
    QPointer<Task> task_;
    bool let_go_ = false;
    QTimer settle_;  ///< keys move the slider without holding it

    /// Of the frame whose slider moved last.
    FrameOrigin probability_of_;
    std::shared_ptr<const segmentation::ProbabilityMap> probability_;
};

}  // namespace sonomask::ui
