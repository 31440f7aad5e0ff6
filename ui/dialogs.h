#pragma once

#include <functional>
#include <optional>

#include <QString>
#include <QStringList>

class QWidget;

namespace sonomask::ui {

/// Every question that the window asks with a dialog of its own, behind one seam: tests answer
/// through their own implementation.
class Dialogs {
  public:
    virtual ~Dialogs() = default;

    /// Files to open; empty when the person cancelled.
    virtual QStringList chooseFiles(QWidget* parent) = 0;
    /// One file to read. `filter` is "Description (*.ext)".
    virtual std::optional<QString> chooseFile(QWidget* parent, const QString& title,
                                              const QString& filter) = 0;
    /// A folder; nothing when cancelled. `start` is the folder shown first.
    virtual std::optional<QString> chooseFolder(QWidget* parent, const QString& title,
                                                const QString& start) = 0;
    /// The name of a file to write. `filter` is "Description (*.ext)". A protected file is neither
    /// suggested nor returned: the person is told, and nothing comes back, as when cancelled.
    std::optional<QString> chooseSaveFile(QWidget* parent, const QString& title,
                                          const QString& suggestion, const QString& filter);
    /// Says which files are only ever read.
    void protect(std::function<bool(const QString& file)> is_protected);
    /// A positive number; nothing when cancelled. `start` is what is offered first.
    virtual std::optional<double> askNumber(QWidget* parent, const QString& title,
                                            const QString& question, double start) = 0;
    /// A yes-or-no question; `action` labels the button that agrees.
    virtual bool confirm(QWidget* parent, const QString& title, const QString& question,
                         const QString& action) = 0;

  protected:
    virtual std::optional<QString> askSaveFile(QWidget* parent, const QString& title,
                                               const QString& suggestion,
                                               const QString& filter) = 0;
    /// Something the person has to know before going on.
    virtual void warn(QWidget* parent, const QString& title, const QString& text) = 0;

  private:
    QString unprotectedNameLike(const QString& file) const;

    std::function<bool(const QString&)> is_protected_ = [](const QString&) { return false; };
};

/// The desktop's own dialogs.
class DesktopDialogs final : public Dialogs {
  public:
    QStringList chooseFiles(QWidget* parent) override;
    std::optional<QString> chooseFile(QWidget* parent, const QString& title,
                                      const QString& filter) override;
    std::optional<QString> chooseFolder(QWidget* parent, const QString& title,
                                        const QString& start) override;
    std::optional<double> askNumber(QWidget* parent, const QString& title, const QString& question,
                                    double start) override;
    bool confirm(QWidget* parent, const QString& title, const QString& question,
                 const QString& action) override;

  protected:
    std::optional<QString> askSaveFile(QWidget* parent, const QString& title,
                                       const QString& suggestion, const QString& filter) override;
    void warn(QWidget* parent, const QString& title, const QString& text) override;
};

}  // namespace sonomask::ui
