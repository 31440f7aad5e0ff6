#include "ui/preferences.h"

#include <QSettings>

namespace sonomask::ui {

Preferences rememberedPreferences() {
    const QSettings settings;
    Preferences kept;
    kept.reader = settings.value(QStringLiteral("reader/name")).toString();
    kept.report_template = settings.value(QStringLiteral("report/template")).toString();
    kept.report_logo = settings.value(QStringLiteral("report/logo")).toString();
    kept.second_opinion =
        settings.value(QStringLiteral("findings/secondOpinion"), kept.second_opinion).toBool();
    return kept;
}

void remember(const Preferences& preferences) {
    QSettings settings;
    settings.setValue(QStringLiteral("reader/name"), preferences.reader);
    settings.setValue(QStringLiteral("report/template"), preferences.report_template);
    settings.setValue(QStringLiteral("report/logo"), preferences.report_logo);
    settings.setValue(QStringLiteral("findings/secondOpinion"), preferences.second_opinion);
}

}  // namespace sonomask::ui
