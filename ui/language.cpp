#include "ui/language.h"

#include <clocale>

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

/// The linker drops the resources of a static library unless they are asked for. The macro must
/// stand outside every namespace.
static void loadTranslations() {
    Q_INIT_RESOURCE(translations);
}

namespace sonomask::ui {
namespace {

QString key() {
    return QStringLiteral("language");
}

void install(QApplication& application, const QLocale& locale, const QString& name,
             const QString& folder) {
    auto* translator = new QTranslator(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QApplication::installTranslator(translator);
}

}  // namespace

QString rememberedLanguage() {
    return QSettings().value(key()).toString();
}

void rememberLanguage(const QString& name) {
    QSettings().setValue(key(), name);
}

void applyLanguage(QApplication& application) {
    // QApplication takes the system's locale for C, too, whose decimal comma would get into what
    // the core reads and writes.
    std::setlocale(LC_NUMERIC, "C");
    loadTranslations();
    const QString name = rememberedLanguage();
    const QLocale locale = name.isEmpty() ? QLocale::system() : QLocale(name);
    QLocale::setDefault(locale);
    install(application, locale, QStringLiteral("qtbase"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(application, locale, QStringLiteral("sonomask"), QStringLiteral(":/translations"));
}

QString stepName(const QString& name) {
    static const char* const kSteps[] = {
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "segment"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "brush"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "erase"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "outline"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "cut"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "fill"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "delete"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "stage"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "export"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "ruler"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "overrule"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "contour"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "split"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "join"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "box"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "threshold"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "mark"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "text"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "note"),
        QT_TRANSLATE_NOOP("sonomask::ui::Steps", "discard"),
    };
    for (const char* step : kSteps)
        if (name == QLatin1String(step))
            return QCoreApplication::translate("sonomask::ui::Steps", step);
    return name;
}

}  // namespace sonomask::ui
