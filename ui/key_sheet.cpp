#include "ui/key_sheet.h"

#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QVBoxLayout>

namespace sonomask::ui {
namespace {

QString plain(QString text) {
    return text.remove(QLatin1Char('&')).remove(QStringLiteral(" …"));
}

QString keysOf(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts())
        keys << key.toString(QKeySequence::NativeText);
    return keys.join(QStringLiteral("  ·  "));
}

/// Actions with keys, those of submenus among them.
QList<QAction*> actionsWithKeys(const QMenu& menu) {
    QList<QAction*> found;
    for (QAction* action : menu.actions()) {
        if (action->menu()) found << actionsWithKeys(*action->menu());
        if (!action->shortcuts().isEmpty()) found << action;
    }
    return found;
}

QWidget* column(const QMenu& menu) {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setHorizontalSpacing(22);
    grid->setColumnStretch(0, 1);
    auto* title = new QLabel(plain(menu.title()));
    title->setObjectName(QStringLiteral("panelTitle"));
    grid->addWidget(title, 0, 0, 1, 2);
    int row = 1;
    for (const QAction* action : actionsWithKeys(menu)) {
        grid->addWidget(new QLabel(plain(action->text())), row, 0);
        auto* keys = new QLabel(keysOf(*action));
        keys->setObjectName(QStringLiteral("muted"));
        grid->addWidget(keys, row++, 1, Qt::AlignRight);
    }
    grid->setRowStretch(row, 1);
    return box;
}

QWidget* mouseColumn() {
    auto* text =
        new QLabel(KeySheet::tr("Wheel: zoom. Drag: move. Right button: grey window. "
                                "Double click: fit. With a brush or outline, Shift takes "
                                "away instead."));
    text->setObjectName(QStringLiteral("muted"));
    text->setWordWrap(true);
    return text;
}

}  // namespace

KeySheet::KeySheet(const QMenuBar* menus, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    auto* columns = new QGridLayout;
    columns->setHorizontalSpacing(36);
    columns->setVerticalSpacing(18);
    int position = 0;
    for (const QAction* action : menus->actions()) {
        if (!action->menu() || actionsWithKeys(*action->menu()).isEmpty()) continue;
        columns->addWidget(column(*action->menu()), position / 2, position % 2);
        ++position;
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(18);
    layout->addLayout(columns);
    layout->addWidget(mouseColumn());
}

}  // namespace sonomask::ui
