#include "comfort_tour.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>

#include "ui/agreement_dialog.h"
#include "ui/clip_viewer.h"
#include "ui/difference_view.h"
#include "ui/help_window.h"
#include "ui/learning_set_dialog.h"
#include "ui/mass_card.h"
#include "ui/preferences_dialog.h"
#include "ui/term_row.h"
#include "ui/text.h"

namespace sonomask::test {
namespace {

using namespace ui;

constexpr int kPatience = 60'000;

template <typename Dialog>
Dialog* opened(MainWindow& window, const char* action) {
    window.findChild<QAction*>(QLatin1String(action))->trigger();
    const bool there =
        QTest::qWaitFor([&] { return window.findChild<Dialog*>() != nullptr; }, kPatience);
    if (!there) qFatal("%s opens nothing", action);
    return window.findChild<Dialog*>();
}

template <typename Dialog>
void shoot(MainWindow& window, const char* action, const Shot& shot, const std::string& name) {
    auto* dialog = opened<Dialog>(window, action);
    shot(*dialog, name);
    dialog->close();
}

void shootRuler(MainWindow& window, const Shot& shot) {
    window.findChild<QAction*>(QStringLiteral("edit.ruler"))->trigger();
    FrameView* view = window.findChild<ClipViewer*>()->view();
    const QPoint from = view->rect().center() - QPoint(180, 40);
    QTest::mouseClick(view, Qt::LeftButton, {}, from);
    QTest::mouseMove(view, from + QPoint(0, 160));
    shot(window, "ruler");
    window.findChild<QAction*>(QStringLiteral("edit.ruler"))->trigger();
}

void shootEvidence(MainWindow& window, const Shot& shot) {
    for (auto* row : window.findChild<MassCard*>()->findChildren<TermRow*>()) {
        if (!row->isVisible()) continue;
        QTest::mouseClick(row, Qt::LeftButton, {}, {5, 5});
        shot(window, "evidence-" + row->category());
        QTest::mouseClick(row, Qt::LeftButton, {}, {5, 5});
    }
}

void shootComparison(MainWindow& window, const std::filesystem::path& masks, const Shot& shot) {
    auto* dialog = opened<AgreementDialog>(window, "read.compare");
    QSignalSpy compared(dialog, &AgreementDialog::compared);
    dialog->compareWith(fromPath(masks));
    compared.wait(kPatience);
    if (!QTest::qWaitFor([&] { return !dialog->findChild<DifferenceView*>()->isEmpty(); },
                         kPatience))
        qFatal("no difference is drawn");
    shot(*dialog, "compare");
    dialog->close();
}

}  // namespace

void tourComfort(MainWindow& window, const std::filesystem::path& masks, const Shot& shot) {
    shoot<HelpWindow>(window, "help.guide", shot, "guide");
    shoot<PreferencesDialog>(window, "file.preferences", shot, "preferences");
    shootRuler(window, shot);
    shootEvidence(window, shot);
    window.findChild<QAction*>(QStringLiteral("read.review"))->trigger();  // the list's last clip
    QTest::qWait(1500);
    shoot<LearningSetDialog>(window, "export.learningSet", shot, "learning-set");
    shootComparison(window, masks, shot);
}

}  // namespace sonomask::test
