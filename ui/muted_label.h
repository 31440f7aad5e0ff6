#pragma once

class QLabel;
class QString;
class QWidget;

namespace sonomask::ui {

/// A line of secondary text, which breaks where it is too long.
QLabel* mutedLabel(const QString& text, QWidget* parent);

}  // namespace sonomask::ui
