#include "ui/core_text.h"

#include <vector>

#include <QCoreApplication>
#include <QRegularExpression>

#include "ui/core_sentences.h"
#include "ui/text.h"

namespace sonomask::ui {
namespace {

constexpr const char* kContext = "sonomask::core";

struct Joint {
    QLatin1String between;
    QLatin1String end;
    const char* sentence;
};

/// As `Error::what` joins a reason and its remedy, and a reader its reason and its last warning.
const Joint kJoints[] = {
    {QLatin1String(". "), QLatin1String(""), QT_TRANSLATE_NOOP("sonomask::core", "%1. %2")},
    {QLatin1String(" ("), QLatin1String(")"), QT_TRANSLATE_NOOP("sonomask::core", "%1 (%2)")}};

struct Pattern {
    QRegularExpression shape;
    const char* sentence;
};

/// What fits the sentence, whatever is filled in.
QRegularExpression shapeOf(const char* sentence) {
    static const QRegularExpression kEscapedPlace(QStringLiteral("\\\\%[1-9]"));
    QString text = QRegularExpression::escape(QLatin1String(sentence));
    text.replace(kEscapedPlace, QStringLiteral("(.+)"));
    return QRegularExpression(QRegularExpression::anchoredPattern(text));
}

/// The sentences with something filled in.
const std::vector<Pattern>& patterns() {
    static const std::vector<Pattern> made = [] {
        std::vector<Pattern> list;
        for (const auto& sentences : {fileSentences(), coreSentences()})
            for (const char* sentence : sentences)
                if (QLatin1String(sentence).contains(QLatin1String("%1")))
                    list.push_back({shapeOf(sentence), sentence});
        return list;
    }();
    return made;
}

QString translate(const char* english) {
    return QCoreApplication::translate(kContext, english);
}

/// Two sentences that the core joins to one.
QString inTwoParts(const QString& english, const Joint& joint) {
    const qsizetype first_ends = english.indexOf(joint.between);
    if (first_ends < 0 || !english.endsWith(joint.end)) return english;
    const qsizetype second_begins = first_ends + joint.between.size();
    const QString first = english.left(first_ends);
    const QString second =
        english.mid(second_begins, english.size() - second_begins - joint.end.size());
    const QString first_text = coreText(first), second_text = coreText(second);
    if (first_text == first && second_text == second) return english;
    return translate(joint.sentence).arg(first_text, second_text);
}

}  // namespace

QString coreText(const QString& english) {
    const QString whole = translate(english.toUtf8().constData());
    if (whole != english) return whole;
    for (const Pattern& pattern : patterns()) {
        const QRegularExpressionMatch match = pattern.shape.match(english);
        if (!match.hasMatch()) continue;
        QString text = translate(pattern.sentence);
        for (int i = 1; i <= match.lastCapturedIndex(); ++i)
            text.replace(QStringLiteral("%%1").arg(i), coreText(match.captured(i)));
        return text;
    }
    for (const Joint& joint : kJoints)
        if (const QString text = inTwoParts(english, joint); text != english) return text;
    return english;
}

QString coreText(const std::string& english) {
    return coreText(QString::fromStdString(english));
}

QString coreText(const workflow::SkippedFile& skipped) {
    return coreText(withoutPath(skipped.reason, skipped.file));
}

}  // namespace sonomask::ui
