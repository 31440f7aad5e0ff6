#include "ui/screen_fit.h"

#include <QScreen>
#include <QStyle>
#include <QWidget>

namespace sonomask::ui {

QSize fittingSize(const QWidget& window, const QSize& wanted) {
    const int title_bar = window.style()->pixelMetric(QStyle::PM_TitleBarHeight);
    return wanted.boundedTo(window.screen()->availableGeometry().size() - QSize(0, title_bar));
}

}  // namespace sonomask::ui
