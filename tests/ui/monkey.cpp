#include "monkey.h"

#include <array>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QWheelEvent>
#include <QtTest>

#include "ui/frame_view.h"
#include "ui/start_page.h"
#include "ui/text.h"

namespace sonomask::test {

using namespace ui;

namespace {

QString nameOf(const QWidget& widget) {
    const QString name =
        widget.objectName().isEmpty() ? widget.accessibleName() : widget.objectName();
    return QLatin1String(widget.metaObject()->className()) + QLatin1Char(' ') + name;
}

/// The start page makes a whole study where there is none.
bool isOfStartPage(const QWidget* widget) {
    for (; widget; widget = widget->parentWidget())
        if (qobject_cast<const StartPage*>(widget)) return true;
    return false;
}

}  // namespace

Monkey::Monkey(unsigned seed, MainWindow* window, ScriptedDialogs* dialogs, QStringList inputs,
               std::filesystem::path outputs)
    : random_(seed),
      window_(window),
      dialogs_(dialogs),
      inputs_(std::move(inputs)),
      outputs_(std::move(outputs)) {}

QString Monkey::act() {
    struct Habit {
        int weight;
        QString (*act)(Monkey&);
    };
    static constexpr std::array kHabits{
        Habit{4, [](Monkey& m) { return m.open(); }},
        Habit{14, [](Monkey& m) { return m.trigger(QStringLiteral("read.")); }},
        Habit{16, [](Monkey& m) { return m.trigger(QStringLiteral("edit.")); }},
        Habit{6, [](Monkey& m) { return m.trigger(QStringLiteral("view.")); }},
        Habit{6, [](Monkey& m) { return m.trigger(QStringLiteral("export.")); }},
        Habit{2, [](Monkey& m) { return m.trigger(QStringLiteral("file.")); }},
        Habit{1, [](Monkey& m) { return m.trigger(QStringLiteral("help.")); }},
        Habit{24, [](Monkey& m) { return m.drag(); }},
        Habit{4, [](Monkey& m) { return m.turnTheWheel(); }},
        Habit{8, [](Monkey& m) { return m.press(); }},
        Habit{6, [](Monkey& m) { return m.pushAButton(); }},
        Habit{4, [](Monkey& m) { return m.chooseFromAMenu(); }},
        Habit{6, [](Monkey& m) { return m.chooseARow(); }},
        Habit{3, [](Monkey& m) { return m.slide(); }},
        Habit{2, [](Monkey& m) { return m.choose(); }},
        Habit{3, [](Monkey& m) { return m.write(); }},
        Habit{3, [](Monkey& m) { return m.closeADialog(); }},
        Habit{1, [](Monkey& m) { return m.resize(); }},
    };
    answerWhatIsAsked();
    int all = 0;
    for (const Habit& habit : kHabits) all += habit.weight;
    int chosen = below(all);
    for (const Habit& habit : kHabits)
        if ((chosen -= habit.weight) < 0) return habit.act(*this);
    return {};
}

int Monkey::pauseMs() {
    // Mostly faster than any work is done, at times long enough for it.
    return below(8) == 0 ? below(400) : below(25);
}

template <typename Widget>
QList<Widget*> Monkey::usable() const {
    QList<Widget*> found;
    for (QWidget* top : QApplication::topLevelWidgets())
        if (top->isVisible())
            for (Widget* widget : top->findChildren<Widget*>())
                if (widget->isVisible() && widget->isEnabled() && !isOfStartPage(widget))
                    found << widget;
    return found;
}

QPoint Monkey::anywhereIn(const QWidget& widget) {
    return {below(std::max(1, widget.width())), below(std::max(1, widget.height()))};
}

void Monkey::answerWhatIsAsked() {
    const auto target = [this](const char* ending) {
        return fromPath(outputs_ / ("written" + std::to_string(written_++) + ending));
    };
    static constexpr std::array kEndings{".png", ".csv", ".json", ".pdf", ".html", ""};
    dialogs_->files = QStringList{oneOf(inputs_)};
    dialogs_->file = oneOf(inputs_);
    dialogs_->folders = {below(2) ? oneOf(inputs_) : target(""), target("")};
    dialogs_->save_as = below(4) ? target(oneOf(kEndings)) : QString();
    dialogs_->number = below(3) ? 1 + below(40) : 0;
    dialogs_->answer = below(2) != 0;
}

QString Monkey::open() {
    const QString input = oneOf(inputs_);
    if (below(4))
        window_->open({input});
    else
        window_->openAndSegment({input});
    return QStringLiteral("open ") + input;
}

QString Monkey::trigger(const QString& menu) {
    QList<QAction*> actions;
    for (QAction* action : window_->findChildren<QAction*>())
        if (action->objectName().startsWith(menu) && action->isEnabled() &&
            action->objectName() != QLatin1String("file.quit"))
            actions << action;
    if (actions.isEmpty()) return {};
    QAction* action = oneOf(actions);
    const QString name = action->objectName();
    action->trigger();
    return name;
}

/// With any button, to and fro; at times something else is asked for while it is held.
QString Monkey::drag() {
    const QList<FrameView*> views = usable<FrameView>();
    if (views.isEmpty()) return {};
    QPointer<FrameView> view = oneOf(views);
    static constexpr std::array kButtons{Qt::LeftButton, Qt::LeftButton, Qt::LeftButton,
                                         Qt::RightButton, Qt::MiddleButton};
    static constexpr std::array kModifiers{Qt::NoModifier, Qt::NoModifier, Qt::NoModifier,
                                           Qt::ShiftModifier, Qt::ControlModifier};
    const Qt::MouseButton button = oneOf(kButtons);
    const Qt::KeyboardModifier modifier = oneOf(kModifiers);
    QString meanwhile;
    if (below(6) == 0) {
        QTest::mouseDClick(view, button, modifier, anywhereIn(*view));
        return QStringLiteral("double click");
    }
    QTest::mousePress(view, button, modifier, anywhereIn(*view));
    for (int moves = below(8); moves > 0 && view; --moves) {
        QTest::mouseMove(view, anywhereIn(*view));
        if (below(20) == 0)
            meanwhile = trigger(below(2) ? QStringLiteral("edit.") : QStringLiteral("read."));
    }
    if (view) QTest::mouseRelease(view, button, modifier, anywhereIn(*view));
    return QStringLiteral("drag %1 ").arg(button) + meanwhile;
}

QString Monkey::turnTheWheel() {
    const QList<QWidget*> widgets = usable<QWidget>();
    if (widgets.isEmpty()) return {};
    QWidget* widget = below(2) || usable<FrameView>().isEmpty()
                          ? oneOf(widgets)
                          : static_cast<QWidget*>(oneOf(usable<FrameView>()));
    const QPointF at = anywhereIn(*widget);
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, below(2) ? 120 : -120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
    return QStringLiteral("wheel over ") + nameOf(*widget);
}

QString Monkey::press() {
    static constexpr std::array kKeys{Qt::Key_Escape, Qt::Key_Return, Qt::Key_Delete, Qt::Key_Left,
                                      Qt::Key_Right,  Qt::Key_Up,     Qt::Key_Down,   Qt::Key_Tab,
                                      Qt::Key_Space,  Qt::Key_B,      Qt::Key_Z,      Qt::Key_N,
                                      Qt::Key_P,      Qt::Key_M,      Qt::Key_Home,   Qt::Key_End};
    static constexpr std::array kModifiers{Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier,
                                           Qt::ControlModifier};
    QWidget* widget = QApplication::focusWidget();
    if (!widget) widget = window_;
    const Qt::Key key = oneOf(kKeys);
    QTest::keyClick(widget, key, oneOf(kModifiers));
    return QStringLiteral("key %1").arg(QKeySequence(key).toString());
}

QString Monkey::pushAButton() {
    QList<QAbstractButton*> buttons;
    for (auto* button : usable<QAbstractButton>()) {
        const auto* tool = qobject_cast<QToolButton*>(button);
        if (!tool || !tool->menu()) buttons << button;  // a menu waits for an answer
    }
    if (buttons.isEmpty()) return {};
    QAbstractButton* button = oneOf(buttons);
    const QString name = nameOf(*button) + QLatin1Char(' ') + button->text();
    button->click();
    return QStringLiteral("push ") + name;
}

QString Monkey::chooseFromAMenu() {
    QList<QMenu*> menus;
    for (auto* button : usable<QToolButton>())
        if (button->menu()) menus << button->menu();
    menus << window_->findChild<QMenu*>(QStringLiteral("file.recent"));
    QMenu* menu = oneOf(menus);
    Q_EMIT menu->aboutToShow();
    QList<QAction*> actions;
    for (QAction* action : menu->actions())
        if (action->isEnabled() && !action->isSeparator() && !action->menu()) actions << action;
    if (actions.isEmpty()) return {};
    QAction* action = oneOf(actions);
    const QString text = action->text();
    action->trigger();
    return QStringLiteral("from a menu: ") + text;
}

QString Monkey::chooseARow() {
    const QList<QAbstractItemView*> views = usable<QAbstractItemView>();
    if (views.isEmpty()) return {};
    QAbstractItemView* view = oneOf(views);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, anywhereIn(*view->viewport()));
    return QStringLiteral("row of ") + nameOf(*view);
}

QString Monkey::slide() {
    const QList<QAbstractSlider*> sliders = usable<QAbstractSlider>();
    if (sliders.isEmpty()) return {};
    QAbstractSlider* slider = oneOf(sliders);
    slider->setValue(slider->minimum() + below(slider->maximum() - slider->minimum() + 1));
    return QStringLiteral("slide ") + nameOf(*slider);
}

QString Monkey::choose() {
    const QList<QComboBox*> boxes = usable<QComboBox>();
    if (boxes.isEmpty()) return {};
    QComboBox* box = oneOf(boxes);
    if (box->count() > 0) box->setCurrentIndex(below(box->count()));
    return QStringLiteral("choose in ") + nameOf(*box);
}

/// In the window only: what dialogs ask for in letters are names of files.
QString Monkey::write() {
    QList<QWidget*> fields;
    for (auto* field : usable<QLineEdit>())
        if (field->window() == window_) fields << field;
    for (auto* field : usable<QPlainTextEdit>())
        if (field->window() == window_) fields << field;
    if (fields.isEmpty()) return {};
    QWidget* field = oneOf(fields);
    field->setFocus();
    QTest::keyClicks(field, below(3) ? QStringLiteral("still") : QStringLiteral("?"));
    return QStringLiteral("write into ") + nameOf(*field);
}

QString Monkey::closeADialog() {
    QList<QWidget*> others;
    for (QWidget* top : QApplication::topLevelWidgets())
        if (top->isVisible() && top != window_) others << top;
    if (others.isEmpty()) return {};
    QWidget* other = oneOf(others);
    const QString name = nameOf(*other);
    other->close();
    return QStringLiteral("close ") + name;
}

QString Monkey::resize() {
    window_->resize(900 + below(900), 600 + below(500));
    return QStringLiteral("resize");
}

}  // namespace sonomask::test
