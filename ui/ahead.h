#pragma once

#include <QObject>
#include <QPointer>
#include <QString>

namespace sonomask::ui {

class ModelHost;
class Segmenter;
class StudyModel;
class StudyPanel;
class Task;

/// Segments the picture that comes next in the list while the reader looks at this one, so that it
/// is ready when she gets there. Quiet: it gives way to all other work, and stops when she goes
/// elsewhere.
class Ahead final : public QObject {
    Q_OBJECT

  public:
    Ahead(ModelHost* host, StudyPanel* panel, StudyModel* studies, Segmenter* segmenter,
          QObject* parent);

    /// She looks at `file` now; empty = at nothing.
    void follow(const QString& file);
    void setEnabled(bool enabled);
    bool isEnabled() const noexcept { return enabled_; }

  private:
    void start();
    void stop();

    ModelHost* host_;
    StudyPanel* panel_;
    StudyModel* studies_;
    Segmenter* segmenter_;
    bool enabled_;
    QString current_;
    QString file_;  ///< being segmented
    QPointer<Task> task_;
};

}  // namespace sonomask::ui
