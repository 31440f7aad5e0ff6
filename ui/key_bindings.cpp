#include "ui/key_bindings.h"

#include <QRegularExpression>
#include <QSettings>

namespace sonomask::ui {
namespace {

QString settingOf(const QAction& action) {
    return QStringLiteral("keys/") + action.objectName();
}

QString toolTipOf(const QAction& action) {
    const QString key = action.shortcut().toString(QKeySequence::NativeText);
    return key.isEmpty() ? plainText(action)
                         : plainText(action) + QStringLiteral("  (%1)").arg(key);
}

}  // namespace

QString plainText(const QAction& action) {
    // Chinese has no letters to underline: they stand in brackets behind the words.
    static const QRegularExpression kLetterBehind(QStringLiteral("\\(&[A-Z]\\)"));
    return action.text()
        .remove(kLetterBehind)
        .remove(QLatin1Char('&'))
        .remove(QStringLiteral(" …"));
}

KeyBindings::KeyBindings(const QList<QAction*>& actions) {
    const QSettings settings;
    for (QAction* action : actions) {
        if (!action->objectName().contains(QLatin1Char('.'))) continue;
        actions_ << action;
        usual_[action] = action->shortcuts();
        const QVariant own = settings.value(settingOf(*action));
        apply(*action, own.isValid() ? QList{QKeySequence(own.toString())} : usual_[action]);
    }
}

bool KeyBindings::isChanged(const QAction& action) const {
    return action.shortcuts() != usual_.at(&action);
}

const QAction* KeyBindings::holderOf(const QKeySequence& key, const QAction& except) const {
    for (const QAction* action : actions_)
        if (action != &except && !key.isEmpty() && action->shortcuts().contains(key)) return action;
    return nullptr;
}

const QAction* KeyBindings::set(QAction& action, const QKeySequence& key) {
    if (const QAction* holder = holderOf(key, action)) return holder;
    QSettings().setValue(settingOf(action), key.toString(QKeySequence::PortableText));
    apply(action, {key});
    return nullptr;
}

const QAction* KeyBindings::reset(QAction& action) {
    for (const QKeySequence& key : usual_.at(&action))
        if (const QAction* holder = holderOf(key, action)) return holder;
    QSettings().remove(settingOf(action));
    apply(action, usual_.at(&action));
    return nullptr;
}

void KeyBindings::resetAll() {
    for (QAction* action : actions_) {
        QSettings().remove(settingOf(*action));
        apply(*action, usual_.at(action));
    }
}

void KeyBindings::apply(QAction& action, const QList<QKeySequence>& keys) {
    action.setShortcuts(keys);
    action.setToolTip(toolTipOf(action));
}

}  // namespace sonomask::ui
