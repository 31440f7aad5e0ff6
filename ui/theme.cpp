#include "ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QSettings>
#include <QStyleFactory>

/// The linker drops the resources of a static library unless they are asked for. The macro must
/// stand outside every namespace.
static void loadResources() {
    Q_INIT_RESOURCE(ui);
    Q_INIT_RESOURCE(icons);
    Q_INIT_RESOURCE(help);
}

namespace sonomask::ui {
namespace {

Theme darkTheme() {
    return {true,
            QColor(0x1a, 0x1c, 0x1f),
            QColor(0x20, 0x23, 0x27),
            QColor(0x2a, 0x2e, 0x33),
            QColor(0x35, 0x3a, 0x40),
            QColor(0xdf, 0xe2, 0xe5),
            QColor(0x96, 0x9d, 0xa5),
            QColor(0x38, 0xb4, 0xc8),
            QColor(0x6c, 0xbf, 0x84),
            QColor(0xe3, 0xa9, 0x4f),
            QColor(0xe8, 0x7a, 0x70),
            QColor(0x0d, 0x0e, 0x10)};
}

Theme lightTheme() {
    return {false,
            QColor(0xf1, 0xf3, 0xf4),
            QColor(0xfb, 0xfc, 0xfc),
            QColor(0xe9, 0xec, 0xee),
            QColor(0xd2, 0xd7, 0xdb),
            QColor(0x1e, 0x24, 0x29),
            QColor(0x5c, 0x66, 0x6f),
            QColor(0x0c, 0x7c, 0x92),
            QColor(0x2e, 0x7d, 0x4f),
            QColor(0x9a, 0x63, 0x0a),
            QColor(0xb3, 0x36, 0x2c),
            QColor(0x16, 0x18, 0x1a)};
}

Theme current = darkTheme();

/// Read before the first palette of ours, so that it is the desktop's.
bool desktopIsLight(const QApplication& application) {
    static const bool light = application.palette().color(QPalette::Window).lightness() > 128 &&
                              qEnvironmentVariableIsSet("XDG_CURRENT_DESKTOP");
    return light;
}

QPalette paletteOf(const Theme& theme) {
    QPalette palette(theme.panel, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.raised);
    palette.setColor(QPalette::Button, theme.raised);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText,
                     theme.dark ? QColor(0x08, 0x14, 0x17) : QColor(Qt::white));
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::Mid, theme.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faded = theme.muted;
        faded.setAlphaF(0.55F);
        palette.setColor(QPalette::Disabled, role, faded);
    }
    return palette;
}

/// The style sheet with the theme's colours in place of their names (`@panel`).
QString styleSheetOf(const Theme& theme) {
    QFile file(QStringLiteral(":/ui/style.qss"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char*, QColor> names[] = {
        {"@window", theme.window}, {"@panel", theme.panel},  {"@raised", theme.raised},
        {"@line", theme.line},     {"@text", theme.text},    {"@muted", theme.muted},
        {"@accent", theme.accent}, {"@good", theme.good},    {"@warning", theme.warning},
        {"@error", theme.error},   {"@canvas", theme.canvas}};
    for (const auto& [name, colour] : names) sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

}  // namespace

const Theme& theme() {
    return current;
}

ThemeChoice rememberedTheme() {
    const int kept = QSettings().value(QStringLiteral("theme")).toInt();
    return kept == 1 ? ThemeChoice::Dark : kept == 2 ? ThemeChoice::Light : ThemeChoice::System;
}

void rememberTheme(ThemeChoice choice) {
    QSettings().setValue(QStringLiteral("theme"), static_cast<int>(choice));
}

void applyTheme(QApplication& application, ThemeChoice choice) {
    const bool light = choice == ThemeChoice::Light ||
                       (choice == ThemeChoice::System && desktopIsLight(application));
    current = light ? lightTheme() : darkTheme();
    loadResources();
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(paletteOf(current));
    application.setStyleSheet(styleSheetOf(current));
}

}  // namespace sonomask::ui
