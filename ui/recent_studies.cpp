#include "ui/recent_studies.h"

#include <QFileInfo>
#include <QSettings>

namespace sonomask::ui {
namespace {

constexpr int kMostStudies = 10;

QString key() {
    return QStringLiteral("recent/studies");
}

}  // namespace

QStringList recentStudies() {
    QStringList there;
    for (const QString& path : QSettings().value(key()).toStringList())
        if (QFileInfo::exists(path)) there << path;
    return there;
}

void rememberStudy(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList paths = QSettings().value(key()).toStringList();
    paths.removeAll(absolute);
    paths.prepend(absolute);
    QSettings().setValue(key(), paths.mid(0, kMostStudies));
}

void forgetStudies() {
    QSettings().remove(key());
}

}  // namespace sonomask::ui
