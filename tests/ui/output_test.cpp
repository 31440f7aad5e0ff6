#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QtTest>

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include "ui/batch_dialog.h"
#include "ui/text.h"
#include "window_bench.h"

namespace sonomask::ui {

using test::kPatience;

class OutputTest : public test::WindowBench {
    Q_OBJECT

  private Q_SLOTS:
    void exportsAreOfThePictureThatWasInViewWhenTheyWereAskedFor() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, still());
        brushAMassAndPutTheBrushAway(bench);
        settle(bench, still());
        const test::TemporaryFolder out;
        for (const auto& [action, name] :
             {std::pair{"export.csv", "of.csv"}, std::pair{"export.json", "of.json"},
              std::pair{"export.report", "of.html"}}) {
            showClip(bench, still());
            bench.dialogs->save_as = fromPath(out / name);
            bench.dialogs->while_target_is_asked = [&] { showClip(bench, sweep()); };
            bench.action(action)->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(out / name) && !bench.busy(),
                                     kPatience);
            const std::string text = test::readText(out / name);
            QVERIFY2(text.find("still.png") != std::string::npos, name);
            QVERIFY2(text.find("sweep.dcm") == std::string::npos, name);
        }
    }

    void exportsAreWrittenWholeAtTheFramesSize() {
        const Bench bench = this->bench();
        openStudy(bench);
        bench.action("read.segmentFrame")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->findings(), kPatience);
        settle(bench, still());
        const test::TemporaryFolder out;
        const auto run = [&](const char* id, const char* name) {
            bench.dialogs->save_as = fromPath(out / name);
            bench.action(id)->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
            QVERIFY(std::filesystem::exists(out / name));
        };
        run("export.mask", "mask.png");
        QVERIFY(bench.dialogs->suggested.endsWith("still_mask.png"));
        run("export.overlay", "overlay.png");
        run("export.csv", "m.csv");
        run("export.json", "f.json");
        QCOMPARE(cv::imread(out / "mask.png", cv::IMREAD_UNCHANGED).size(), cv::Size(160, 120));
        QCOMPARE(cv::imread(out / "overlay.png", cv::IMREAD_UNCHANGED).channels(), 3);
        const auto findings = nlohmann::json::parse(test::readText(out / "f.json"));
        QVERIFY(findings["file"].get<std::string>().ends_with("still.png"));
        QCOMPARE(findings["stage"].get<std::string>(), std::string("segmented"));
        QVERIFY(!findings["frames"][0]["segmented_by"].get<std::string>().empty());
        for (const auto& lesion : findings["frames"][0]["lesions"])
            QCOMPARE(lesion["outline_by"].get<std::string>(), std::string("network"));
        const QModelIndex row = bench.studies()->indexOf(still());
        QTRY_VERIFY_WITH_TIMEOUT(row.data(StudyModel::ExportedRole).toBool(), kPatience);
        QCOMPARE(bench.studies()->state(still()), ClipState::Segmented);  // nobody has reviewed it
    }

    void aCorrectionTakesTheMarkOfTheExportAway() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMass(bench);
        const test::TemporaryFolder out;
        bench.dialogs->save_as = fromPath(out / "m.csv");
        bench.action("export.csv")->trigger();
        const QModelIndex row = bench.studies()->indexOf(still());
        const auto exported = [&] { return row.data(StudyModel::ExportedRole).toBool(); };
        QTRY_VERIFY_WITH_TIMEOUT(exported(), kPatience);
        drag(bench, {45, 65}, {100, 80});
        QTRY_VERIFY_WITH_TIMEOUT(!exported(), kPatience);
        bench.action("edit.undo")->trigger();  // as it was exported
        QTRY_VERIFY_WITH_TIMEOUT(exported(), kPatience);
    }

    void anExportIsNoStepToUndo() {
        const test::TemporaryFolder out;
        for (const auto& [id, name] :
             {std::pair("export.csv", "m.csv"), {"export.report", "r.html"}}) {
            const Bench bench = this->bench();
            openStudy(bench);
            showClip(bench, sweep());
            brushAMass(bench);
            bench.dialogs->save_as = fromPath(out / name);
            bench.action(id)->trigger();
            const QModelIndex row = bench.studies()->indexOf(sweep());
            const auto exported = [&] { return row.data(StudyModel::ExportedRole).toBool(); };
            QTRY_VERIFY_WITH_TIMEOUT(exported(), kPatience);
            bench.action("edit.undo")->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{0}, kPatience);
            QVERIFY(!exported());
            bench.action("edit.redo")->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
            QVERIFY(exported());
            drag(bench, {45, 65}, {100, 80});
            QTRY_VERIFY_WITH_TIMEOUT(!exported(), kPatience);
            const QModelIndex other = bench.studies()->indexOf(still());
            QVERIFY(!other.data(StudyModel::ExportedRole).toBool());
        }
    }

    void noExportOverwritesAFileOfTheStudy() {
        const test::TemporaryFolder folder;
        test::writeStill(folder / "a.png", test::sampleScene({80, 60}, 3));
        test::writeStill(folder / "a_mask.png", test::sampleScene({80, 60}, 4));
        test::writeText(folder / "notes.txt", "not a picture");
        const Bench bench = this->bench();
        bench.window->open({fromPath(folder.path())});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
        showClip(bench, fromPath(folder / "a.png"));
        bench.action("read.segmentFrame")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->findings(), kPatience);
        std::filesystem::create_directory(folder / "out");
        for (const char* id :
             {"export.mask", "export.overlay", "export.csv", "export.json", "export.report"})
            for (const char* name : {"a.png", "a_mask.png", "notes.txt"}) {
                const auto before = test::readText(folder / name);
                bench.dialogs->warned.clear();
                bench.dialogs->save_as = fromPath(folder / "out" / ".." / name);
                bench.action(id)->trigger();
                QVERIFY(!bench.busy());
                QVERIFY(bench.dialogs->warned.contains(QLatin1String(name)));
                QCOMPARE(test::readText(folder / name), before);
            }
        bench.action("export.mask")->trigger();
        QVERIFY(bench.dialogs->suggested.endsWith("a_mask_2.png"));
    }

    void aReportIsWrittenWithAndWithoutTheName() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        brushAMass(bench);
        const test::TemporaryFolder out;
        const auto write = [&](const char* name) {
            bench.dialogs->save_as = fromPath(out / name);
            bench.action("export.report")->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(out / name), kPatience);
        };
        write("named.html");
        for (auto* action : bench.window->findChildren<QAction*>())
            if (action->text().contains("ame the patient")) action->setChecked(false);
        write("nameless.html");
        write("report.pdf");
        QVERIFY(test::readText(out / "named.html").find("Phantom") != std::string::npos);
        QVERIFY(test::readText(out / "nameless.html").find("Phantom") == std::string::npos);
        QVERIFY(test::readText(out / "report.pdf").starts_with("%PDF"));
    }

    void aReportLeavesAFileThatCannotBeReadOutAndSaysSo() {
        const test::TemporaryFolder folder, out;
        for (const char* name : {"a.png", "b.png"})
            test::writeStill(folder / name, test::sampleScene({160, 120}, 3));
        const Bench bench = this->bench();
        bench.window->open({fromPath(folder.path())});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
        brushAMass(bench);
        std::filesystem::remove(folder / "b.png");
        bench.dialogs->save_as = fromPath(out / "report.html");
        bench.action("export.report")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(out / "report.html"), kPatience);
        const std::string report = test::readText(out / "report.html");
        QVERIFY(report.find("b.png cannot be read and is left out") != std::string::npos);
        QVERIFY(report.find("a.png") != std::string::npos);
        QTRY_VERIFY_WITH_TIMEOUT(bench.part<MessageBar>()->text().contains("Written"), kPatience);
        QCOMPARE(bench.part<MessageBar>()->messageCount(), 2);  // that, and why
    }

    void anExportThatCannotBeWrittenIsSaid() {
        const Bench bench = this->bench();
        openStudy(bench);
        bench.action("read.segmentFrame")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->findings(), kPatience);
        bench.dialogs->save_as = fromPath(rest_ / "no such folder" / "mask.png");
        bench.action("export.mask")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.part<MessageBar>()->messageCount(), 1, kPatience);
        QVERIFY(bench.part<MessageBar>()->text().contains("mask.png"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Segmented, kPatience);
    }

    void theBatchDoesTheFolderAndNamesWhatFailed() {
        const Bench bench = this->bench();
        bench.action("file.batch")->trigger();
        auto* batch = bench.part<BatchDialog>();
        QVERIFY(batch && batch->isVisible());
        const test::TemporaryFolder out;
        batch->setFolders(fromPath(study_.path()), fromPath(out.path()));
        workflow::BatchSummary summary;
        connect(batch, &BatchDialog::finished, this,
                [&](const workflow::BatchSummary& told) { summary = told; });
        batch->start();
        QVERIFY(batch->isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!batch->isRunning(), kPatience);
        QCOMPARE(summary.files_done, std::size_t{2});
        QCOMPARE(summary.failed.size(), std::size_t{1});
        const auto* failures = batch->findChild<QTableWidget*>();
        QCOMPARE(failures->rowCount(), 1);
        QCOMPARE(failures->item(0, 0)->text(), QStringLiteral("notes.txt"));
        QVERIFY(std::filesystem::exists(out / "still_mask.png"));
        QVERIFY(std::filesystem::exists(out / "findings.json"));

        batch->setResume(true);
        batch->start();
        QTRY_VERIFY_WITH_TIMEOUT(!batch->isRunning(), kPatience);
        QCOMPARE(summary.files_resumed, std::size_t{2});
    }

    void aCancelledBatchSaysSoAndOffersToResume() {
        const Bench bench = this->bench();
        bench.action("file.batch")->trigger();
        auto* batch = bench.part<BatchDialog>();
        const test::TemporaryFolder out;
        batch->setFolders(fromPath(study_.path()), fromPath(out.path()));
        batch->start();
        batch->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(!batch->isRunning(), kPatience);
        bool said = false;
        for (const auto* label : batch->findChildren<QLabel*>())
            said = said || label->text().contains("Cancelled");
        QVERIFY(said);
    }
};

}  // namespace sonomask::ui

QTEST_MAIN(sonomask::ui::OutputTest)
#include "output_test.moc"
