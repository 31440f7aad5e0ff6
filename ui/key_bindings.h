#pragma once

#include <map>

#include <QAction>
#include <QKeySequence>
#include <QList>

namespace sonomask::ui {

/// The keys of the window's actions: those they are made with, and the person's own where she has
/// changed them, kept in her settings under the action's name.
class KeyBindings {
  public:
    /// Takes the present keys of `actions` for the usual ones and applies hers. Actions without a
    /// name are left alone.
    explicit KeyBindings(const QList<QAction*>& actions);

    bool knows(const QAction& action) const { return usual_.contains(&action); }
    bool isChanged(const QAction& action) const;
    /// The other action that has `key`; null when it is free.
    const QAction* holderOf(const QKeySequence& key, const QAction& except) const;

    /// Makes `key` the only key of the action. Where another action has it nothing changes, and
    /// that one is given.
    const QAction* set(QAction& action, const QKeySequence& key);
    /// Back to the usual keys; the same where another action has one of them now.
    const QAction* reset(QAction& action);
    void resetAll();

  private:
    void apply(QAction& action, const QList<QKeySequence>& keys);

    QList<QAction*> actions_;
    std::map<const QAction*, QList<QKeySequence>> usual_;
};

/// An action's text without what menus need.
QString plainText(const QAction& action);

}  // namespace sonomask::ui
