#include "ui/program_head.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/icons.h"
#include "ui/muted_label.h"

namespace sonomask::ui {

ProgramHead::ProgramHead(QWidget* parent) : QWidget(parent) {
    auto* icon = new QLabel(this);
    icon->setPixmap(programIcon().pixmap(56, 56));
    auto* title = new QLabel(tr("Sonomask"), this);
    title->setObjectName(QStringLiteral("title"));
    auto* notice = new QLabel(tr("Not for diagnostic use"), this);
    notice->setObjectName(QStringLiteral("notice"));
    auto* names = new QVBoxLayout;
    names->setSpacing(2);
    names->addWidget(title);
    names->addWidget(mutedLabel(tr("Outlines and measures breast masses in ultrasound."), this));
    names->addWidget(notice);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(icon);
    row->addSpacing(14);
    row->addLayout(names, 1);
}

}  // namespace sonomask::ui
