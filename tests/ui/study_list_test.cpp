#include <QSignalSpy>
#include <QtTest>

#include "ui/study_filter.h"
#include "ui/study_model.h"

namespace sonomask::ui {
namespace {

ClipInfo dicomClip(const char* file, const char* study, const char* patient) {
    ClipInfo clip;
    clip.file = file;
    clip.format = "DICOM";
    clip.study_uid = study;
    clip.patient_id = patient;
    clip.patient_name = "Muster^Anna";
    return clip;
}

}  // namespace

/// The study list without a window.
class StudyListTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void clipsJoinTheirStudyAndFoldersStandForThemselves() {
        StudyModel model;
        model.add(dicomClip("/a/1.dcm", "1.2", "P1"));
        model.add(dicomClip("/b/2.dcm", "1.2", "P1"));
        model.add(dicomClip("/b/3.dcm", "1.2", "P2"));  // same UID, other patient
        ClipInfo still;
        still.file = "/pictures/x.png";
        model.add(still);
        model.add(still);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
        QCOMPARE(model.filesOfStudyWith("/b/2.dcm"), QStringList({"/a/1.dcm", "/b/2.dcm"}));
        QCOMPARE(model.index(2, 0).data().toString(), QStringLiteral("pictures"));
    }

    void picturesOfAStudyStandAsTheyWereTaken() {
        StudyModel model;
        const auto add = [&](const char* file, std::optional<int> series,
                             std::optional<int> instance) {
            ClipInfo clip = dicomClip(file, "1.2", "P1");
            clip.series_number = series;
            clip.instance_number = instance;
            model.add(clip);
        };
        add("/a/x9.dcm", 2, 1);
        add("/a/none.dcm", {}, {});
        const QPersistentModelIndex first = model.indexOf("/a/x9.dcm");
        add("/a/x1.dcm", 1, 10);
        add("/a/x5.dcm", 1, 9);
        add("/a/also.dcm", {}, {});
        QCOMPARE(
            model.filesOfStudyWith("/a/x1.dcm"),
            QStringList({"/a/x5.dcm", "/a/x1.dcm", "/a/x9.dcm", "/a/none.dcm", "/a/also.dcm"}));
        QCOMPARE(first.row(), 2);
        QCOMPARE(model.indexOf("/a/x9.dcm").row(), 2);
        QCOMPARE(model.index(1, 0, model.index(0, 0)).data(StudyModel::FileRole).toString(),
                 QStringLiteral("/a/x1.dcm"));
    }

    void skippedFilesStandApartWithTheirReason() {
        StudyModel model;
        model.addSkipped({"/a/readme.txt", "is not an image"});
        model.add(dicomClip("/a/1.dcm", "1.2", "P1"));
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex skipped = model.index(0, 0, model.index(1, 0));
        QVERIFY(skipped.data(Qt::ToolTipRole).toString().endsWith("\nis not an image"));
        QVERIFY(!skipped.data(StudyModel::IsClipRole).toBool());
        QCOMPARE(skipped.parent(), model.index(1, 0));
    }

    void theListIsNarrowedByTextAndState() {
        StudyModel model;
        model.add(dicomClip("/a/left.dcm", "1", "P1"));
        model.add(dicomClip("/a/right.dcm", "1", "P1"));
        workflow::StudyReading reading;
        reading.stage = workflow::ReadingStage::Segmented;
        model.setReading("/a/right.dcm", reading);
        StudyFilter filter;
        filter.setRecursiveFilteringEnabled(true);
        filter.setSourceModel(&model);
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 2);
        filter.setText("LEFT");
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 1);
        filter.setText("muster");
        filter.setState(ClipState::Segmented);
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 1);
        filter.setState(std::nullopt);
        filter.setExportedOnly(true);
        QCOMPARE(filter.rowCount(), 0);
        reading.exported = true;
        model.setReading("/a/right.dcm", reading);
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 1);
        filter.setExportedOnly(false);
        filter.setState(ClipState::Failed);
        QCOMPARE(filter.rowCount(), 0);
        // Some of its frames cannot be read: it is segmented and among the failed.
        model.setFailure("/a/right.dcm", "frame 3 is damaged");
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 1);
        QCOMPARE(model.state("/a/right.dcm"), ClipState::Segmented);
        QCOMPARE(model.indexOf("/a/right.dcm").data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("right.dcm, Segmented, Failed, Exported"));
    }

    void aStudyIsNoLongerReadWhenANewPictureJoinsIt() {
        StudyModel model;
        model.add(dicomClip("/a/left.dcm", "1", "P1"));
        workflow::StudyReading reading;
        reading.stage = workflow::ReadingStage::Reviewed;
        model.setReading("/a/left.dcm", reading);
        const auto stateOf = [&] { return model.index(0, 0).data(StudyModel::StateRole).toInt(); };
        QCOMPARE(stateOf(), static_cast<int>(ClipState::Reviewed));
        QSignalSpy changed(&model, &StudyModel::dataChanged);
        model.add(dicomClip("/a/right.dcm", "1", "P1"));
        QCOMPARE(stateOf(), static_cast<int>(ClipState::New));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.front().front().toModelIndex(), model.index(0, 0));
    }

    void aPictureStaysInTheListThoughItsStateNoLongerFits() {
        StudyModel model;
        model.add(dicomClip("/a/left.dcm", "1", "P1"));
        model.add(dicomClip("/a/right.dcm", "1", "P1"));
        StudyFilter filter;
        filter.setRecursiveFilteringEnabled(true);
        filter.setSourceModel(&model);
        filter.setState(ClipState::New);
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 2);
        workflow::StudyReading reading;
        reading.stage = workflow::ReadingStage::Reviewed;
        model.setReading("/a/right.dcm", reading);  // while it is in view
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 2);
        filter.setState(ClipState::New);  // chosen once more
        QCOMPARE(filter.rowCount(filter.index(0, 0)), 1);
    }
};

}  // namespace sonomask::ui

QTEST_MAIN(sonomask::ui::StudyListTest)
#include "study_list_test.moc"
