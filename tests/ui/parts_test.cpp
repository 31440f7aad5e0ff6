#include <atomic>
#include <clocale>
#include <thread>

#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QToolButton>
#include <QTranslator>
#include <QtTest>

#include "base/error.h"
#include "descriptors/terms.h"
#include "ui/cine_player.h"
#include "ui/core_text.h"
#include "ui/findings_store.h"
#include "ui/language.h"
#include "ui/message_bar.h"
#include "ui/overlay.h"
#include "ui/picture.h"
#include "ui/study_model.h"
#include "ui/task.h"
#include "ui/term_row.h"
#include "ui/term_text.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/view_transform.h"

namespace sonomask::ui {
namespace {

workflow::FrameFindings square(float left, float top, float side) {
    workflow::LesionFinding finding;
    finding.lesion.contour_in_frame = {
        {left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}};
    workflow::FrameFindings findings;
    findings.lesions = {finding};
    return findings;
}

}  // namespace

class PartsTest : public QObject {
    Q_OBJECT

    QTemporaryDir settings_;

    /// Until the end of the test.
    static void speak(const char* language) {
        rememberLanguage(QLatin1String(language));
        applyLanguage(*qApp);
    }

  private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName("SonomaskTest");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
        applyTheme(*qApp, ThemeChoice::Dark);
    }

    void cleanup() {
        for (auto* translator : qApp->findChildren<QTranslator*>()) delete translator;
        rememberLanguage("");
        QLocale::setDefault(QLocale::c());
    }

    void zoomKeepsThePointUnderTheMouse() {
        ViewTransform view;
        view.setFrameSize({800, 600});
        view.setWidgetSize({1000, 700});
        const QPointF mouse(320, 410);
        const QPointF before = view.frameFromWidget(mouse);
        view.zoomTo(3.7, mouse);
        QVERIFY(QLineF(before, view.frameFromWidget(mouse)).length() < 1e-9);
        QCOMPARE(view.zoom(), 3.7);
    }

    void fittingShowsTheWholeFrameAndFollowsTheWidget() {
        ViewTransform view;
        view.setFrameSize({800, 600});
        view.setWidgetSize({400, 400});
        QCOMPARE(view.zoom(), 0.5);
        view.setWidgetSize({1600, 1200});
        QCOMPARE(view.zoom(), 2.0);
        QCOMPARE(view.frameInWidget(), QRectF(0, 0, 1600, 1200));
        view.zoomTo(1, {0, 0});
        view.setWidgetSize({400, 400});
        QCOMPARE(view.zoom(), 1.0);
    }

    void theFrameCannotBeLostByMoving() {
        ViewTransform view;
        view.setFrameSize({100, 100});
        view.setWidgetSize({100, 100});
        view.pan({100000, -100000});
        QVERIFY(view.frameInWidget().intersects(QRectF(0, 0, 100, 100)));
    }

    void pixelCentresLieAtWholeNumbers() {
        ViewTransform view;
        view.setFrameSize({10, 10});
        view.setWidgetSize({100, 100});
        QCOMPARE(view.widgetFromFrame({0, 0}), QPointF(5, 5));
    }

    void greyWindowStretchesBetweenItsEnds() {
        cv::Mat ramp(1, 256, CV_8UC1);
        for (int i = 0; i < 256; ++i) ramp.at<uchar>(i) = static_cast<uchar>(i);
        const QImage image = toImage(ramp, {128, 64});
        QCOMPARE(qGray(image.pixel(96, 0)), 0);
        QCOMPARE(qGray(image.pixel(128, 0)), 128);
        QCOMPARE(qGray(image.pixel(160, 0)), 255);
        QCOMPARE(qGray(toImage(ramp).pixel(77, 0)), 77);
    }

    void colourKeepsItsOrder() {
        const cv::Mat blue(2, 2, CV_8UC3, cv::Scalar(250, 10, 20));
        QCOMPARE(QColor(toImage(blue).pixel(0, 0)), QColor(20, 10, 250));
    }

    void thumbnailsKeepTheAspect() {
        const cv::Mat wide(20, 20000, CV_8UC1, cv::Scalar(9));
        QCOMPARE(thumbnailOf(wide, {144, 108}).size(), QSize(144, 1));
        const cv::Mat dot(1, 1, CV_8UC1, cv::Scalar(9));
        QCOMPARE(thumbnailOf(dot, {144, 108}).size(), QSize(1, 1));
    }

    void personNamesAreReadable() {
        QCOMPARE(personName("Muster^Anna^Maria"), QStringLiteral("Muster, Anna Maria"));
        QCOMPARE(personName("Wang^XiaoDong=王^小東"), QStringLiteral("Wang, XiaoDong"));
        QCOMPARE(personName("=王^小東"), QStringLiteral("王 小東"));
        QCOMPARE(personName(""), QString());
    }

    void datesCanBeReadInOneWayOnly() {
        QLocale::setDefault(QLocale(QStringLiteral("en_US")));
        QCOMPARE(dateText("20240102"), QStringLiteral("2 Jan 2024"));
        QLocale::setDefault(QLocale::c());
        QCOMPARE(dateText("someday"), QStringLiteral("someday"));
    }

    void aLongWordDoesNotWidenItsRow() {
        TermRow row({"margin_kind", {"indistinct"}}, nullptr);
        row.resize(220, 60);
        const int before = row.minimumSizeHint().width();
        descriptors::Term term;
        term.value = "indistinct&angular&microlobulated&spiculated";
        row.show(&term, {});
        QVERIFY(row.minimumSizeHint().width() <= before + 1);
        QVERIFY(row.findChild<QToolButton*>()->text().endsWith(QChar(0x2026)));
    }

    void everyStepAndWordHasItsChinese() {
        speak("zh_CN");
        QCOMPARE(stateName(ClipState::Reviewed), QStringLiteral("已审阅"));
        QCOMPARE(stepName("brush"), QStringLiteral("画笔"));
        QCOMPARE(coreText(workflow::SkippedFile{
                     "/b/a.txt",
                     "/b/a.txt: is not an image, a video or a DICOM file. Sonomask reads "
                     "DICOM, JPG, PNG, BMP, TIFF, AVI and MP4."}),
                 QStringLiteral("不是图像、视频或 DICOM 文件。Sonomask 可读取 "
                                "DICOM、JPG、PNG、BMP、TIFF、AVI 和 MP4。"));
        QCOMPARE(
            coreText(QStringLiteral("is not a safetensors file. Choose a Sonomask checkpoint.")),
            QStringLiteral("不是 safetensors 格式的文件。请选择 Sonomask 的模型文件。"));
        QCOMPARE(
            coreText(QStringLiteral("the tensor file is damaged: \"a.bias\" lies outside the "
                                    "data. Get the file again from where it came.")),
            QStringLiteral("模型文件已损坏：\"a.bias\" 超出数据范围。请从来源处重新获取该文件。"));
        QCOMPARE(coreText(QStringLiteral("its pixels cannot be decoded. 2 of 3 frames are done.")),
                 QStringLiteral("像素无法解码。3 帧中已完成 2 帧。"));
        QCOMPARE(stepName("a step of tomorrow"), QStringLiteral("a step of tomorrow"));
    }

    void everyFigureOfATermHasItsWords() {
        descriptors::Features figures;
        for (const descriptors::Category& category : descriptors::vocabulary())
            for (const std::string& name : descriptors::figuresFor(category.name))
                figures.push_back({name, 1});
        Frame frame;
        frame.pixels = cv::Mat(120, 160, CV_8UC1, cv::Scalar(90));
        const auto described =
            descriptors::describe(frame, {{40, 40}, {90, 40}, {90, 80}, {40, 80}});
        for (const descriptors::Term& term : described.terms)
            figures.insert(figures.end(), term.figures.begin(), term.figures.end());
        for (const descriptors::Feature& figure : figures)
            QVERIFY2(!figureText(figure).contains('_'), figure.name.c_str());
        speak("zh_CN");
        for (const descriptors::Feature& figure : figures)
            QVERIFY2(!figureText(figure).contains(QRegularExpression("[a-z]")),
                     figure.name.c_str());
    }

    void theWordsOfAQuotientHaveItsOrder() {
        Frame frame;
        frame.pixels = cv::Mat(120, 160, CV_8UC1, cv::Scalar(90));
        std::vector<cv::Point2f> twice_as_wide_as_high;
        for (int degrees = 0; degrees < 360; degrees += 5) {
            const double angle = qDegreesToRadians(double(degrees));
            twice_as_wide_as_high.emplace_back(80 + 40 * std::cos(angle),
                                               60 + 20 * std::sin(angle));
        }
        QStringList told;
        for (const auto& term : descriptors::describe(frame, twice_as_wide_as_high).terms)
            for (const auto& figure : term.figures) told << figureText(figure);
        QVERIFY2(told.contains("short to long 0.50"), qPrintable(told.join('\n')));
        QVERIFY2(told.contains("height to width 0.50"), qPrintable(told.join('\n')));
    }

    void theDecimalPointIsNoMatterOfTheLanguage() {
        // As QApplication does it where the system's locale is not C.
        QVERIFY(std::setlocale(LC_NUMERIC, "C.UTF-8"));
        speak("de");
        QCOMPARE(std::setlocale(LC_NUMERIC, nullptr), "C");
    }

    void oneChangeIsNoPlural() {
        speak("en");
        const auto told = [](int changes) {
            return QCoreApplication::translate(
                "sonomask::ui::MainWindow",
                "%1: restored %n change(s) made before Sonomask ended unexpectedly. Undo takes "
                "back one at a time, Edit ▸ Discard what was restored all at once.",
                nullptr, changes);
        };
        QVERIFY(told(1).contains("restored 1 change made"));
        QVERIFY(told(2).contains("restored 2 changes made"));
    }

    void durationsAreShort() {
        QCOMPARE(durationText(65), QStringLiteral("1:05"));
        QCOMPARE(durationText(7800), QStringLiteral("2 h 10 min"));
    }

    void aTaskHandsItsResultToTheWindowsThread() {
        int result = 0;
        std::thread::id thread;
        auto* task = Task::start<int>(
            this, "work", [](const std::stop_token&, const ProgressCallback&) { return 42; },
            [&](int value) {
                result = value;
                thread = std::this_thread::get_id();
            });
        QSignalSpy ended(task, &Task::ended);
        QVERIFY(ended.wait());
        QCOMPARE(result, 42);
        QVERIFY(thread == std::this_thread::get_id());
        QCOMPARE(ended[0][0].toBool(), false);
    }

    void aTaskReportsErrorsInTheirParts() {
        auto* task = Task::start<int>(
            this, "work",
            [](const std::stop_token&, const ProgressCallback&) -> int {
                throw ReadError("is damaged", "/a/b.png", "Copy it again.");
            },
            [](int) { QFAIL("no result"); });
        Failure failure;
        connect(task, &Task::failed, this, [&](const Failure& told) { failure = told; });
        QSignalSpy ended(task, &Task::ended);
        QVERIFY(ended.wait());
        QCOMPARE(failure.reason, QStringLiteral("is damaged"));
        QCOMPARE(failure.file, QStringLiteral("/a/b.png"));
        QCOMPARE(failure.remedy, QStringLiteral("Copy it again."));
    }

    void aCancelledTaskIsNoFailure() {
        auto* task = Task::start<int>(
            this, "work",
            [](const std::stop_token& stop, const ProgressCallback& progress) -> int {
                for (std::size_t i = 0;; ++i) {
                    throwIfStopped(stop);
                    reportProgress(progress, i, 0);
                }
            },
            [](int) { QFAIL("no result"); });
        QSignalSpy ended(task, &Task::ended);
        QSignalSpy failed(task, &Task::failed);
        QSignalSpy progressed(task, &Task::progressed);
        QVERIFY(progressed.wait());
        task->cancel();
        QVERIFY(ended.wait());
        QCOMPARE(ended[0][0].toBool(), true);
        QCOMPARE(failed.count(), 0);
        // However often the work reports, the window's queue is not flooded.
        QVERIFY(progressed.count() < 10000);
    }

    void deletingATaskStopsItsWork() {
        std::atomic<bool> stopped = false;
        {
            QObject owner;
            Task::start<int>(
                &owner, "work",
                [&](const std::stop_token& stop, const ProgressCallback&) {
                    while (!stop.stop_requested()) std::this_thread::yield();
                    stopped = true;
                    return 0;
                },
                [](int) {});
        }
        QVERIFY(stopped);
    }

    void thePlayerGoesRoundInOrder() {
        CinePlayer player;
        player.setClip(3, 2);
        std::vector<int> seen;
        connect(&player, &CinePlayer::due, this, [&](int index) { seen.push_back(index); });
        player.play();
        QTRY_VERIFY(seen.size() >= 5);
        player.pause();
        for (std::size_t i = 0; i < seen.size(); ++i)
            QCOMPARE(seen[i], static_cast<int>((i + 1) % 3));
    }

    void thePlayerStopsAtTheEndUnlessItRepeats() {
        CinePlayer player;
        player.setClip(3, 1);
        player.setLooping(false);
        QSignalSpy due(&player, &CinePlayer::due);
        player.play();
        QTRY_VERIFY(!player.isPlaying());
        QCOMPARE(due.count(), 2);
    }

    void aClickFindsTheSmallestMass() {
        workflow::FrameFindings findings = square(10, 10, 80);
        findings.lesions.push_back(square(30, 30, 10).lesions.front());
        const Overlay overlay(findings);
        QCOMPARE(overlay.massAt({35, 35}), 1);
        QCOMPARE(overlay.massAt({60, 60}), 0);
        QCOMPARE(overlay.massAt({5, 5}), -1);
    }

    void findingsAreKeptByFrame() {
        FindingsStore store;
        QSignalSpy changed(&store, &FindingsStore::changed);
        store.set("/a", 4, square(1, 1, 5));
        store.set("/a", 2, {});
        QCOMPARE(changed.count(), 2);
        QCOMPARE(store.framesWithMasses("/a"), std::vector<int>{4});
        QCOMPARE(store.ofClip("/a").size(), std::size_t{2});
        QVERIFY(store.find("/a", 2));
        QVERIFY(!store.find("/a", 3));
        store.remove("/a", 4);
        store.remove("/a", 2);
        QVERIFY(!store.has("/a"));
    }

    void messagesKeepTheOnesBefore() {
        MessageBar bar;
        bar.showFailure("Opening", {"is empty", "/data/a.png", "Copy it again."});
        QCOMPARE(bar.text(), QStringLiteral("Opening · a.png: is empty. Copy it again."));
        bar.showText(MessageBar::Kind::Info, "done");
        QCOMPARE(bar.messageCount(), 2);
        bar.showFailure("Opening", {"is empty", "/data/a.png", "Copy it again."});
        QCOMPARE(bar.messageCount(), 2);  // the same text stands once, now as the newest
        QVERIFY(bar.text().contains("a.png"));
        // What is wrong with a file is one message, whatever was tried with it.
        bar.showFailure("Segmenting", {"is empty", "/data/a.png", "2 of 3 frames are segmented."});
        QCOMPARE(bar.messageCount(), 2);
        QVERIFY(bar.text().startsWith("Segmenting · a.png"));
        bar.showFailure("Segmenting", {"is empty", "/other/a.png", {}});
        QCOMPARE(bar.messageCount(), 3);
        bar.dismissAll();
        QVERIFY(bar.isHidden());
    }
};

}  // namespace sonomask::ui

QTEST_MAIN(sonomask::ui::PartsTest)
#include "parts_test.moc"
