#include "ui/key_sheet.h"

#include <QGridLayout>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>

#include "ui/icons.h"
#include "ui/key_bindings.h"
#include "ui/screen_fit.h"

namespace sonomask::ui {
namespace {

QString native(const QKeySequence& key) {
    return key.toString(QKeySequence::NativeText);
}

QString furtherKeys(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts().mid(1)) keys << native(key);
    return keys.join(QStringLiteral("  "));
}

/// The actions of a menu that have a name, those of its submenus among them.
QList<QAction*> actionsOf(const QMenu& menu, const KeyBindings& keys) {
    QList<QAction*> found;
    for (QAction* action : menu.actions()) {
        if (action->menu()) found << actionsOf(*action->menu(), keys);
        if (keys.knows(*action)) found << action;
    }
    return found;
}

QLabel* mutedLabel(const QString& text = {}) {
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("muted"));
    return label;
}

}  // namespace

KeySheet::KeySheet(KeyBindings& keys, const QMenuBar* menus, QWidget* parent)
    : QDialog(parent), keys_(keys), taken_(new QLabel(this)) {
    setWindowTitle(tr("Keys"));
    auto* content = new QWidget;
    auto* columns = new QGridLayout(content);
    columns->setHorizontalSpacing(40);
    columns->setVerticalSpacing(18);
    columns->setContentsMargins(24, 20, 24, 12);
    int position = 0;
    for (const QAction* action : menus->actions()) {
        if (!action->menu() || actionsOf(*action->menu(), keys_).isEmpty()) continue;
        columns->addWidget(makeColumn(*action->menu()), position / 2, position % 2);
        ++position;
    }
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setAccessibleName(windowTitle());
    scroll->setWidgetResizable(true);
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll, 1);
    layout->addWidget(makeFoot());
    const int scroll_bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    resize(fittingSize(*this, {content->sizeHint().width() + scroll_bar + 2, 780}));
}

QWidget* KeySheet::makeColumn(const QMenu& menu) {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    auto* title = new QLabel(menu.title().remove(QLatin1Char('&')));
    title->setObjectName(QStringLiteral("panelTitle"));
    grid->addWidget(title, 0, 0, 1, 4);
    for (QAction* action : actionsOf(menu, keys_)) addRow(action, *grid);
    grid->setRowStretch(grid->rowCount(), 1);
    return box;
}

void KeySheet::addRow(QAction* action, QGridLayout& grid) {
    Row row{action, new QKeySequenceEdit, mutedLabel(), new QToolButton};
    const std::size_t index = rows_.size();
    row.edit->setFixedWidth(130);
    row.edit->setAccessibleName(plainText(*action));
    row.reset->setIcon(lineIcon(QStringLiteral("undo")));
    row.reset->setIconSize({14, 14});
    row.reset->setToolTip(tr("Back to the usual key"));
    row.reset->setAccessibleName(row.reset->toolTip());
    QSizePolicy keeps_place = row.reset->sizePolicy();
    keeps_place.setRetainSizeWhenHidden(true);
    row.reset->setSizePolicy(keeps_place);
    const int place = grid.rowCount();
    grid.addWidget(new QLabel(plainText(*action)), place, 0);
    grid.addWidget(row.others, place, 1);
    grid.addWidget(row.edit, place, 2);
    grid.addWidget(row.reset, place, 3);
    connect(row.edit, &QKeySequenceEdit::editingFinished, this, [this, index] { change(index); });
    connect(row.reset, &QToolButton::clicked, this, [this, index] { reset(index); });
    rows_.push_back(row);
    showRow(row);
}

QWidget* KeySheet::makeFoot() {
    auto* mouse =
        mutedLabel(tr("Click a field and press a key to change it. Mouse: the wheel zooms, "
                      "dragging moves, the right button sets the grey window, a double click "
                      "fits. With a brush or outline, Shift takes away instead."));
    mouse->setWordWrap(true);
    taken_->setObjectName(QStringLiteral("errorText"));
    taken_->setWordWrap(true);
    auto* usual = new QPushButton(tr("All usual keys"));
    usual->setObjectName(QStringLiteral("resetKeys"));
    usual->setAutoDefault(false);
    connect(usual, &QPushButton::clicked, this, &KeySheet::resetAll);
    auto* foot = new QWidget;
    auto* grid = new QGridLayout(foot);
    grid->setContentsMargins(24, 4, 24, 18);
    grid->setColumnStretch(0, 1);
    grid->addWidget(mouse, 0, 0, 1, 2);
    grid->addWidget(taken_, 1, 0);
    grid->addWidget(usual, 1, 1);
    return foot;
}

QKeySequenceEdit* KeySheet::field(const QString& action) const {
    for (const Row& row : rows_)
        if (row.action->objectName() == action) return row.edit;
    return nullptr;
}

void KeySheet::change(std::size_t index) {
    const Row& row = rows_[index];
    const QKeySequence typed = row.edit->keySequence();
    if (!typed.isEmpty()) {
        const QKeySequence key(typed[0]);  // one stroke, not several
        showTaken(key, keys_.set(*row.action, key));
    }
    showRow(row);
}

void KeySheet::reset(std::size_t index) {
    const Row& row = rows_[index];
    showTaken({}, keys_.reset(*row.action));
    showRow(row);
}

void KeySheet::resetAll() {
    keys_.resetAll();
    for (const Row& row : rows_) showRow(row);
    showTaken({}, nullptr);
}

void KeySheet::showRow(const Row& row) {
    const QSignalBlocker quiet(row.edit);
    row.edit->setKeySequence(row.action->shortcut());
    row.others->setText(furtherKeys(*row.action));
    row.reset->setVisible(keys_.isChanged(*row.action));
}

void KeySheet::showTaken(const QKeySequence& key, const QAction* holder) {
    if (!holder) return taken_->clear();
    taken_->setText(key.isEmpty()
                        ? tr("Its usual key is taken by “%1”. Give that another key first.")
                              .arg(plainText(*holder))
                        : tr("%1 is the key of “%2”. Give that another key first.")
                              .arg(native(key), plainText(*holder)));
}

}  // namespace sonomask::ui
