#include "ui/text.h"

#include <cmath>

#include <QCoreApplication>
#include <QDate>
#include <QLocale>
#include <QStringList>

#include "imaging/person_name.h"

namespace sonomask::ui {
namespace {

/// The context of this file's words for the translators.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(sonomask::ui::Text)
};

}  // namespace

QString fromPath(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

std::filesystem::path toPath(const QString& text) {
    return std::filesystem::path(text.toStdString());
}

QString fromUtf8(const std::string& text) {
    return QString::fromStdString(text);
}

QString withoutPath(const std::string& reason, const std::filesystem::path& file) {
    const std::string prefix = file.string() + ": ";
    return fromUtf8(reason.starts_with(prefix) ? reason.substr(prefix.size()) : reason);
}

QString number(double value, int decimals) {
    return QLocale().toString(value, 'f', decimals);
}

QString dateText(const std::string& dicom_date) {
    const QString text = fromUtf8(dicom_date).trimmed();
    const QDate date = QDate::fromString(text, QStringLiteral("yyyyMMdd"));
    // The short format of a locale may be read the wrong way round: 1/2/24.
    return date.isValid() ? QLocale().toString(date, Text::tr("d MMM yyyy")) : text;
}

QString personName(const std::string& dicom_name) {
    return fromUtf8(sonomask::personName(dicom_name));
}

QString durationText(double seconds) {
    const auto total = static_cast<long long>(std::llround(std::max(0.0, seconds)));
    if (total >= 3600) return Text::tr("%1 h %2 min").arg(total / 3600).arg(total % 3600 / 60);
    return QStringLiteral("%1:%2").arg(total / 60).arg(total % 60, 2, 10, QLatin1Char('0'));
}

QString clipTitle(const ClipInfo& clip) {
    return fromPath(clip.file.filename());
}

QString clipDetails(const ClipInfo& clip) {
    QStringList parts{fromUtf8(clip.format)};
    if (clip.width > 0) parts << QStringLiteral("%1 × %2").arg(clip.width).arg(clip.height);
    if (clip.frame_count > 1) parts << Text::tr("%1 frames").arg(clip.frame_count);
    return parts.join(QStringLiteral(" · "));
}

}  // namespace sonomask::ui
