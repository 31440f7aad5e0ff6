#pragma once

#include <QStringList>

namespace sonomask::ui {

/// What was opened before, newest first, kept in the person's settings. Places that are no longer
/// there are left out.
QStringList recentStudies();
void rememberStudy(const QString& path);
void forgetStudies();

}  // namespace sonomask::ui
