#include <cerrno>
#include <fstream>

#include <QRegularExpression>
#include <QTranslator>
#include <QtTest>

#include "base/error.h"
#include "damaged_files.h"
#include "support/temporary_folder.h"
#include "ui/core_sentences.h"
#include "ui/core_text.h"
#include "ui/language.h"
#include "ui/text.h"
#include "workflow/open.h"

namespace sonomask::ui {

/// What the core says in English is shown in the window's language.
class LanguageTest final : public QObject {
    Q_OBJECT

    /// Words of small letters: names of formats and attributes stay as they are.
    static QString englishIn(const QString& text) {
        static const QRegularExpression kWord(QStringLiteral("(?<![A-Za-z])[a-z]{2,}"));
        return kWord.match(text).captured();
    }

    /// Why the file is not shown, as the window says it; empty where it is.
    static QString refusalOf(const std::filesystem::path& file) {
        try {
            const Clip clip = workflow::openClip(file);
            for (int i = 0; i < clip.info().frame_count; ++i) clip.frame(i);
        } catch (const Error& refusal) {
            return coreText(refusal.reason()) + coreText(refusal.remedy());
        }
        return {};
    }

  private Q_SLOTS:
    void init() {
        rememberLanguage("zh_CN");
        applyLanguage(*qApp);
    }

    void cleanup() {
        for (auto* translator : qApp->findChildren<QTranslator*>()) delete translator;
        rememberLanguage("");
        QLocale::setDefault(QLocale::c());
    }

    void everySentenceOfTheCoreHasItsChinese() {
        for (const auto& sentences : {fileSentences(), coreSentences()})
            for (const char* sentence : sentences)
                QVERIFY2(QCoreApplication::translate("sonomask::core", sentence) !=
                             QLatin1String(sentence),
                         sentence);
    }

    void whatADamagedFileIsRefusedForIsChinese() {
        const test::TemporaryFolder folder;
        for (const auto& [damage, bytes] : test::damagedFiles()) {
            const auto file = folder / "image.dcm";
            test::writeBytes(file, bytes);
            const QString refusal = refusalOf(file);
            QVERIFY2(englishIn(refusal).isEmpty(), qPrintable(fromUtf8(damage) + ": " + refusal));
        }
    }

    void theCoreSpeaksChinese() {
        QCOMPARE(coreText(QStringLiteral("the picture carries no scale")),
                 QStringLiteral("图像不含比例尺"));
        QCOMPARE(coreText(QStringLiteral("cannot be written: No space left on device")),
                 QStringLiteral("无法写入：设备空间不足"));
        for (const int error : {ENOSPC, EACCES, EROFS, ENAMETOOLONG, ENOTDIR}) {
            try {
                failToWrite({}, error);
            } catch (const WriteError& refusal) {
                const QString text = coreText(std::string(refusal.what()));
                QVERIFY2(englishIn(text).isEmpty(), qPrintable(text));
            }
        }
        QCOMPARE(
            coreText(QStringLiteral("it touches region 1 and region 2, which differ in scale")),
            QStringLiteral("它同时涉及区域 1和区域 2，两者比例不同"));
        QCOMPARE(coreText(QStringLiteral("region 1 gives no scale in centimetres")),
                 QStringLiteral("区域 1 没有以厘米表示的比例尺"));
        QCOMPARE(coreText(QStringLiteral("region 1 claims 500 mm a pixel, which no breast "
                                         "ultrasound has; use the ruler")),
                 QStringLiteral("区域 1声称每像素 500 毫米，乳腺超声不可能如此；请使用标尺"));
        QCOMPARE(coreText(QStringLiteral("the picture carries no scale; its pixels are not square, "
                                         "lengths count their shorter sides")),
                 QStringLiteral("图像不含比例尺；其像素不是正方形，长度按像素短边计"));
        QCOMPARE(coreText(QStringLiteral("is empty. Copy it again from its source.")),
                 QStringLiteral("是空文件。请从来源处重新复制。"));
        QCOMPARE(coreText(QStringLiteral("is 4 x 3 pixels where its image has 8 x 6")),
                 QStringLiteral("大小为 4 x 3 像素，而图像为 8 x 6"));
        QCOMPARE(coreText(QStringLiteral("a sentence of tomorrow")),
                 QStringLiteral("a sentence of tomorrow"));
    }
};

}  // namespace sonomask::ui

QTEST_MAIN(sonomask::ui::LanguageTest)
#include "language_test.moc"
