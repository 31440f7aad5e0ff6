#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QToolButton>
#include <QtTest>

#include <opencv2/imgcodecs.hpp>

#include "dicom_bytes.h"
#include "ui/findings_panel.h"
#include "ui/text.h"
#include "window_bench.h"

namespace sonomask::ui {

using test::kFramesOfSweep;
using test::kPatience;

class ReadingTest : public test::WindowBench {
    Q_OBJECT

  private Q_SLOTS:
    void openingAFolderListsStudiesAndShowsTheFirstPicture() {
        const Bench bench = this->bench();
        bench.dialogs->folders = {fromPath(study_.path())};
        bench.action("file.openFolder")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
        QCOMPARE(bench.studies()->files().size(), 2);
        QCOMPARE(bench.viewer()->file(), still());
        // The text file is named with its reason; it has stopped nothing.
        const QModelIndex skipped = bench.studies()->indexOf(fromPath(study_ / "notes.txt"));
        QVERIFY(skipped.data(Qt::ToolTipRole).toString().contains("is not an image"));
    }

    void droppedFilesAreOpenedAndRemembered() {
        const Bench bench = this->bench();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(sweep())});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(bench.window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(bench.window.get(), &drop);
        QTRY_VERIFY2_WITH_TIMEOUT(bench.viewer()->frame(),
                                  qPrintable(bench.part<MessageBar>()->text()), kPatience);
        QCOMPARE(bench.viewer()->frameCount(), kFramesOfSweep);
        QCOMPARE(QSettings().value("recent/studies").toStringList(), QStringList{sweep()});
    }

    void theKeysAreForReadingUnlessOneSearches() {
        const Bench bench = this->bench();
        auto* search = bench.part<StudyPanel>()->findChild<QLineEdit*>();
        const auto* view = bench.viewer()->view();
        QVERIFY(bench.window->focusWidget() != search);
        openStudy(bench);
        QCOMPARE(bench.window->focusWidget(), view);
        const auto find = [&](const QString& text) {
            bench.action("read.find")->trigger();
            QCOMPARE(bench.window->focusWidget(), search);
            QTest::keyClicks(search, text);
        };
        find("no such picture");
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(bench.window->focusWidget(), search);
        find("sweep");
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(bench.viewer()->file(), sweep());
        QCOMPARE(bench.window->focusWidget(), view);
        find("ss");
        QTest::keyClick(search, Qt::Key_Escape);
        QCOMPARE(search->text(), QString());
        QCOMPARE(bench.window->focusWidget(), view);
        for (const QString& file : {still(), sweep()}) {
            settle(bench, file);
            QCOMPARE(bench.studies()->state(file), ClipState::New);
        }
        bench.action("file.closeAll")->trigger();
        QVERIFY(bench.window->focusWidget() != search);
    }

    void theFirstWindowFitsTheScreen() {
        const MainWindow window({}, std::make_unique<test::ScriptedDialogs>());
        const QSize screen = window.screen()->availableGeometry().size();
        QCOMPARE(window.size().boundedTo(screen), window.size());
    }

    void thumbnailsArriveInTheBackground() {
        const Bench bench = this->bench();
        openStudy(bench);
        const auto thumbnail = [&] {
            return bench.studies()->indexOf(sweep()).data(Qt::DecorationRole).value<QImage>();
        };
        QTRY_VERIFY_WITH_TIMEOUT(!thumbnail().isNull(), kPatience);
        QVERIFY(thumbnail().width() <= 144);
    }

    void segmentingAFrameFillsTheFindings() {
        const Bench bench = this->bench();
        openStudy(bench);
        QVERIFY(!bench.viewer()->findings());
        QTest::keyClick(bench.window.get(), Qt::Key_S);
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->findings(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Segmented, kPatience);
        const auto* findings = bench.viewer()->findings();
        QCOMPARE(bench.part<FindingsPanel>()->massCount(),
                 static_cast<int>(findings->lesions.size()));
        QCOMPARE(findings->frame_size, cv::Size(160, 120));
    }

    void segmentingAStudyDoesEveryFrame() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        bench.action("read.segmentStudy")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.part<FindingsStore>()->ofClip(sweep()).size(),
                                  static_cast<std::size_t>(kFramesOfSweep), kPatience);
        QVERIFY(!bench.part<FindingsStore>()->has(still()));  // another study
    }

    void whatTheReaderDrewIsShownWhileItsClipIsSegmented() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        brushAMass(bench);
        const double area = firstArea(bench);
        QList<double> shown;
        connect(bench.part<FindingsStore>(), &FindingsStore::changed, this,
                [&](const QString&, int frame) {
                    if (frame == 0) shown << firstArea(bench);
                });
        bench.action("read.segmentStudy")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
        settle(bench, sweep());
        QCOMPARE(shown, QList<double>(shown.size(), area));
        QCOMPARE(firstArea(bench), area);
    }

    void aFileThatFailedIsOpenedOnceItIsWhole() {
        const test::TemporaryFolder folder;
        test::writeText(folder / "a.png", "half of a picture");
        const Bench bench = this->bench();
        const auto open = [&] {
            bench.window->open({fromPath(folder / "a.png")});
            QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
        };
        open();
        QCOMPARE(bench.studies()->files().size(), 0);
        test::writeStill(folder / "a.png", test::sampleScene({80, 60}, 3));
        open();
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->frame(), kPatience);
        QCOMPARE(bench.studies()->files().size(), 1);
        QCOMPARE(bench.studies()->rowCount(), 1);  // nothing is left of the failure
    }

    void openingToSegmentDoesEveryStudyUnasked() {
        const Bench bench = this->bench();
        bench.window->openAndSegment({fromPath(study_.path())});
        QTRY_COMPARE_WITH_TIMEOUT(bench.part<FindingsStore>()->ofClip(sweep()).size(),
                                  static_cast<std::size_t>(kFramesOfSweep), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(bench.part<FindingsStore>()->has(still()), kPatience);
    }

    void aFileDeletedMeanwhileFailsAloneAndTheRestGoesOn() {
        test::TemporaryFolder folder;
        test::writeStill(folder / "a.png", test::sampleScene({80, 60}, 3));
        test::writeStill(folder / "b.png", test::sampleScene({80, 60}, 4));
        const Bench bench = this->bench();
        bench.window->open({fromPath(folder.path())});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
        std::filesystem::remove(folder / "a.png");
        bench.action("read.segmentStudy")->trigger();
        const QString lost = fromPath(folder / "a.png");
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(fromPath(folder / "b.png")),
                                  ClipState::Segmented, kPatience);
        QCOMPARE(bench.studies()->state(lost), ClipState::Failed);
        QVERIFY(bench.part<MessageBar>()->text().contains("a.png"));
        QVERIFY(!bench.studies()->indexOf(lost).data(Qt::ToolTipRole).toString().isEmpty());
    }

    void ofAClipWithADamagedFrameTheOthersAreSegmentedAndThatIsSaid() {
        const test::TemporaryFolder folder;
        test::Bytes frame;
        cv::imencode(".jpg", cv::Mat(60, 80, CV_8UC1, cv::Scalar(90)), frame);
        if (frame.size() % 2 != 0) frame.push_back(0);
        const test::Bytes damaged(frame.begin(), frame.begin() + 200);
        test::DicomBytes clip(test::kJpegBaselineSyntax);
        clip.text(0x00080060, "CS", "US").text(0x00280008, "IS", "4");
        clip.image(60, 80, "MONOCHROME2").fragments({frame, damaged, frame, frame}, {});
        test::writeBytes(folder / "clip.dcm", clip.file());
        const QString file = fromPath(folder / "clip.dcm");
        const Bench bench = this->bench();
        bench.window->open({file});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
        bench.action("read.segmentStudy")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(file), ClipState::Segmented, kPatience);
        settle(bench, file);
        QCOMPARE(bench.part<FindingsStore>()->ofClip(file).size(), std::size_t{3});
        const QString said = QStringLiteral("3 of 4 frames are segmented");
        const QModelIndex row = bench.studies()->indexOf(file);
        QVERIFY(row.data(Qt::ToolTipRole).toString().contains(said));
        QVERIFY(row.data(StudyModel::FailedRole).toBool());
        const auto* messages = bench.part<MessageBar>();
        QVERIFY2(messages->text().contains(said), qPrintable(messages->text()));
        // The damaged frame itself says nothing else.
        bench.viewer()->showFrame(1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->isUnreadable(), kPatience);
        QCOMPARE(messages->messageCount(), 1);
        QCOMPARE(bench.studies()->state(file), ClipState::Segmented);
        QVERIFY(row.data(Qt::ToolTipRole).toString().contains(said));
    }

    void aDamagedFileIsSaidToBeSoOnceHoweverOftenItIsVisited() {
        test::TemporaryFolder folder;
        for (const char* name : {"a.png", "b.png"})
            test::writeStill(folder / name, test::sampleScene({80, 60}, 3));
        const Bench bench = this->bench();
        bench.window->open({fromPath(folder.path())});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
        std::filesystem::remove(folder / "b.png");
        const QString damaged = fromPath(folder / "b.png");
        for (int visit = 0; visit < 2; ++visit) {
            showClip(bench, fromPath(folder / "a.png"));
            bench.part<StudyPanel>()->setCurrentFile(damaged);
            const auto said = [&] {
                const auto labels = bench.part<FindingsPanel>()->findChildren<QLabel*>();
                return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
                    return label->isVisible() && label->text().contains("could not be read");
                });
            };
            QTRY_VERIFY_WITH_TIMEOUT(said(), kPatience);
            QCOMPARE(bench.studies()->state(damaged), ClipState::Failed);
            // Showing it failed, and so did looking for work on it: one message.
            settle(bench, fromPath(folder / "a.png"));
            QCOMPARE(bench.part<MessageBar>()->messageCount(), 1);
        }
    }

    void cancellingStopsTheStudy() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        bench.action("read.segmentStudy")->trigger();
        QVERIFY(bench.busy());
        QTest::keyClick(bench.window.get(), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
        QVERIFY(bench.part<FindingsStore>()->ofClip(sweep()).size() <
                static_cast<std::size_t>(kFramesOfSweep));
        QCOMPARE(bench.part<MessageBar>()->messageCount(), 0);  // not a failure
    }

    void aMissingModelIsSaidOnceAndTheWindowLives() {
        auto dialogs = std::make_unique<test::ScriptedDialogs>();
        WindowOptions options;
        options.engine.model = rest_ / "missing.safetensors";
        MainWindow window(options, std::move(dialogs));
        window.loadModel();
        auto* messages = window.findChild<MessageBar*>();
        QTRY_COMPARE_WITH_TIMEOUT(messages->messageCount(), 1, kPatience);
        QVERIFY(messages->text().contains("missing.safetensors"));
    }

    void framesArePlayedSteppedAndReviewed() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        bench.action("read.nextFrame")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.viewer()->frameIndex(), 1, kPatience);
        bench.action("read.play")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->frameIndex() > 2, kPatience);
        bench.action("read.play")->trigger();
        QTest::keyClick(bench.window.get(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(sweep()), ClipState::Reviewed, kPatience);
    }

    void theGreyWindowFollowsTheRightButtonAndResets() {
        const Bench bench = this->bench();
        openStudy(bench);
        FrameView* view = bench.viewer()->view();
        QTest::mousePress(view, Qt::RightButton, {}, {100, 100});
        QTest::mouseMove(view, {160, 120});
        QTest::mouseRelease(view, Qt::RightButton, {}, {160, 120});
        QVERIFY(!view->greyWindow().isIdentity());
        bench.action("view.resetWindow")->trigger();
        QVERIFY(view->greyWindow().isIdentity());
    }

    void theFilesOwnGraphicsLieOverThePictureUntilTheyAreHidden() {
        const test::TemporaryFolder folder;
        test::DicomBytes file;  // black, with a white bar over it
        file.image(60, 80, "MONOCHROME2").shortNumber(0x60000010, 10).shortNumber(0x60000011, 16);
        file.shortNumbers(0x60000050, {21, 31}, "SS");
        file.bytes(0x60003000, "OW", test::Bytes(10 * 16 / 8, 0xFF));
        file.bytes(0x7FE00010, "OB", test::Bytes(60 * 80));
        test::writeBytes(folder / "marked.dcm", file.file());
        const Bench bench = this->bench();
        bench.window->open({fromPath(folder / "marked.dcm")});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);

        const FrameView* view = bench.viewer()->view();
        const auto colour_in_frame = [&](const QPointF& point) {
            const QPointF place = view->transform().matrix().map(point);
            const QImage seen = bench.viewer()->view()->grab().toImage();
            return seen.pixelColor((place * seen.devicePixelRatio()).toPoint());
        };
        QCOMPARE(colour_in_frame({38, 25}), QColor(Qt::white));
        QCOMPARE(colour_in_frame({38, 35}), QColor(Qt::black));
        QCOMPARE(cv::countNonZero(view->frame()->pixels), 0);
        QTest::keyClick(bench.window.get(), Qt::Key_G);
        QCOMPARE(colour_in_frame({38, 25}), QColor(Qt::black));
        QVERIFY(!QSettings().value("overlay/graphics").toBool());
        bench.action("view.graphics")->trigger();
        QCOMPARE(colour_in_frame({38, 25}), QColor(Qt::white));
    }

    void toolsBeyondTheWindowsEdgeAreOffered() {
        const Bench bench = this->bench();
        bench.window->resize(800, 600);
        auto* more = bench.window->findChild<QToolButton*>("qt_toolbar_ext_button");
        QTRY_VERIFY(more->isVisible());
        const QImage seen = more->grab().toImage();
        int bright = 0;
        for (int y = 0; y < seen.height(); ++y)
            for (int x = 0; x < seen.width(); ++x) bright += qGray(seen.pixel(x, y)) > 120 ? 1 : 0;
        QVERIFY(bright > 5);  // the theme is dark
    }

    void theNoticeIsAlwaysInView() {
        const Bench bench = this->bench();
        bool seen = false;
        for (const auto* label : bench.window->findChildren<QLabel*>())
            seen = seen || (label->isVisible() && label->text() == "Not for diagnostic use");
        QVERIFY(seen);
    }

    void everyActionHasATextAndNoKeyIsTakenTwice() {
        const Bench bench = this->bench();
        QStringList keys;
        for (const auto* action : bench.window->findChildren<QAction*>()) {
            if (!action->objectName().contains('.')) continue;  // Qt's own
            QVERIFY(!action->text().isEmpty());
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys << key.toString();
            }
        }
        QVERIFY(keys.size() > 20);
    }
};

}  // namespace sonomask::ui

QTEST_MAIN(sonomask::ui::ReadingTest)
#include "reading_test.moc"
