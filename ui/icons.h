#pragma once

#include <QIcon>
#include <QString>

namespace sonomask::ui {

/// A line icon of the program's own set (resources/icons), drawn in the text colour of the palette
/// in use, whichever theme that is.
QIcon lineIcon(const QString& name);

/// The program's icon in its own colours.
QIcon programIcon();

}  // namespace sonomask::ui
