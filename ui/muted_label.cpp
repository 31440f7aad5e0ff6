#include "ui/muted_label.h"

#include <QLabel>

namespace sonomask::ui {

QLabel* mutedLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setObjectName(QStringLiteral("muted"));
    label->setWordWrap(true);
    return label;
}

}  // namespace sonomask::ui
