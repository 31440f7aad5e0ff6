#pragma once

#include <filesystem>

#include <QPoint>
#include <QRandomGenerator>
#include <QStringList>
#include <QWidget>

#include "scripted_dialogs.h"
#include "ui/main_window.h"

namespace sonomask::test {

/// A user who does anything at any time, and the same again for the same seed.
class Monkey {
  public:
    /// Opens nothing but `inputs`, and has files written below `outputs` only.
    Monkey(unsigned seed, ui::MainWindow* window, ScriptedDialogs* dialogs, QStringList inputs,
           std::filesystem::path outputs);

    /// Does one thing and says which.
    QString act();
    /// How long it looks at what came of it.
    int pauseMs();

  private:
    int below(int count) { return static_cast<int>(random_.bounded(static_cast<quint32>(count))); }
    template <typename List>
    auto oneOf(const List& list) {
        return list[below(static_cast<int>(list.size()))];
    }
    template <typename Widget>
    QList<Widget*> usable() const;
    QPoint anywhereIn(const QWidget& widget);

    void answerWhatIsAsked();
    QString open();
    QString trigger(const QString& menu);
    QString drag();
    QString turnTheWheel();
    QString press();
    QString pushAButton();
    QString chooseFromAMenu();
    QString chooseARow();
    QString slide();
    QString choose();
    QString write();
    QString closeADialog();
    QString resize();

    QRandomGenerator random_;
    ui::MainWindow* window_;
    ScriptedDialogs* dialogs_;
    QStringList inputs_;
    std::filesystem::path outputs_;
    int written_ = 0;
};

}  // namespace sonomask::test
