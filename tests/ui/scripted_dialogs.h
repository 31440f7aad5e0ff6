#pragma once

#include <deque>
#include <functional>

#include "ui/dialogs.h"

namespace sonomask::test {

/// Answers the window's questions with what the test has put there; nothing = cancelled.
class ScriptedDialogs final : public ui::Dialogs {
  public:
    QStringList files;
    QString file;
    std::deque<QString> folders;
    QString save_as;
    QString suggested;  ///< what the window offered as a name
    QString warned;     ///< what the window had to say before going on
    double number = 0;
    std::function<void()> while_number_is_asked;
    std::function<void()> while_target_is_asked;
    bool answer = true;
    QString asked;  ///< the last question that `answer` was the answer to

    QStringList chooseFiles(QWidget*) override { return files; }
    std::optional<QString> chooseFile(QWidget*, const QString&, const QString&) override {
        return file.isEmpty() ? std::nullopt : std::optional(file);
    }
    std::optional<QString> chooseFolder(QWidget*, const QString&, const QString&) override {
        if (folders.empty()) return std::nullopt;
        const QString folder = folders.front();
        folders.pop_front();
        return folder;
    }
    std::optional<double> askNumber(QWidget*, const QString&, const QString&, double) override {
        if (while_number_is_asked) while_number_is_asked();
        return number > 0 ? std::optional(number) : std::nullopt;
    }
    bool confirm(QWidget*, const QString&, const QString& question, const QString&) override {
        asked = question;
        return answer;
    }

  protected:
    std::optional<QString> askSaveFile(QWidget*, const QString&, const QString& suggestion,
                                       const QString&) override {
        suggested = suggestion;
        if (while_target_is_asked) while_target_is_asked();
        return save_as.isEmpty() ? std::nullopt : std::optional(save_as);
    }
    void warn(QWidget*, const QString&, const QString& text) override { warned = text; }
};

}  // namespace sonomask::test
