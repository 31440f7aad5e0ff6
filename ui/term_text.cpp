#include "ui/term_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/core_text.h"
#include "ui/text.h"

namespace sonomask::ui {
namespace {

struct FigureName {
    const char* feature;
    const char* text;
    int decimals;
    const char* unit;
};

/// The features that stand behind a term in the window; docs/descriptors.md says what each is.
const FigureName kFigures[] = {
    {"circularity", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "circularity"), 2, ""},
    {"solidity", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "solidity"), 2, ""},
    {"aspect", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "short to long"), 2, ""},
    {"lobes", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "lobes"), 0, ""},
    {"height_to_width", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "height to width"), 2, ""},
    {"tilt_degrees", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "tilt"), 0, "°"},
    {"margin_steepness", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "steepness"), 0, ""},
    {"margin_contrast", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "contrast"), 0, ""},
    {"margin_blurred_share", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "blurred share"), 2, ""},
    {"undulation", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "undulation"), 2, ""},
    {"spicules", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "spicules"), 0, ""},
    {"echo_level", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "grey inside"), 0, ""},
    {"echo_level_beside", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "grey beside"), 0, ""},
    {"echo_deviation", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "unevenness"), 1, ""},
    {"posterior_difference", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "behind minus beside"), 1,
     ""},
    {"posterior_ratio", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "behind to beside"), 2, ""},
    {"rim_near", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "brightness of the rim"), 2, ""},
    {"speck_highest", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "brightest speck"), 0, ""},
    {"speck_contrast", QT_TRANSLATE_NOOP("sonomask::ui::Figures", "contrast of the specks"), 1, ""},
};

}  // namespace

QString termName(const std::string& category) {
    QString name = fromUtf8(category).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!name.isEmpty()) name[0] = name[0].toUpper();
    return coreText(name);
}

QString termWord(const std::string& word) {
    QStringList kinds;
    for (const QString& kind : fromUtf8(word).split(QLatin1Char('&'))) kinds << coreText(kind);
    return kinds.join(QStringLiteral(" + "));
}

QString figureText(const descriptors::Feature& figure) {
    for (const FigureName& known : kFigures)
        if (figure.name == known.feature)
            return QCoreApplication::translate("sonomask::ui::Figures", known.text) +
                   QLatin1Char(' ') + number(figure.value, known.decimals) +
                   QString::fromUtf8(known.unit);
    return fromUtf8(figure.name) + QLatin1Char(' ') + number(figure.value, 2);
}

QString termNumbers(const descriptors::Term& term) {
    QStringList parts{number(100 * term.confidence, 0) + QStringLiteral(" %")};
    for (const descriptors::Feature& figure : term.figures) parts << figureText(figure);
    return parts.join(QStringLiteral(" · "));
}

}  // namespace sonomask::ui
