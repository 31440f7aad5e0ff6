#pragma once

#include <QSize>

class QWidget;

namespace sonomask::ui {

/// The size that a window would like, or what its screen leaves below a title bar.
QSize fittingSize(const QWidget& window, const QSize& wanted);

}  // namespace sonomask::ui
