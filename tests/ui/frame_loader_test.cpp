#include <QSignalSpy>
#include <QtTest>

#include "deadly_folder.h"
#include "decoder/decoder.h"
#include "dicom_bytes.h"
#include "sample_study.h"
#include "support/temporary_folder.h"
#include "ui/frame_loader.h"

namespace sonomask::ui {

namespace fs = std::filesystem;

/// How the window's frames are decoded behind it: in the order asked for, whatever a file does.
class FrameLoaderTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder folder_;

  private Q_SLOTS:
    void initTestCase() {
        const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
        qputenv("SONOMASK_DECODER_PATH", QByteArray::fromStdString(here / "mortal_decoder"));
        test::writeSweep(folder_ / "sweep.dcm", test::sampleScene({120, 90}, 1), 30);
        test::writeBytes(folder_ / "hangs.dcm", test::studyBytes(test::kHangsItsReader));
    }

    void anOlderFrameDoesNotComeAfterANewerOne() {
        FrameLoader loader;
        QSignalSpy opened(&loader, &FrameLoader::opened);
        QList<int> indexes;
        connect(&loader, &FrameLoader::loaded, this, [&](int index) { indexes.append(index); });
        loader.open(folder_ / "sweep.dcm");
        QVERIFY(opened.wait());
        loader.request(0);
        QTRY_VERIFY(!indexes.isEmpty() && loader.isReady(1));
        loader.request(20);
        while (!loader.isReady(20)) QThread::msleep(1);  // it is told when events are handled again
        loader.request(1);
        loader.request(28);
        QTRY_VERIFY(indexes.contains(28));
        QCOMPARE(indexes, (QList<int>{0, 1, 28}));
    }

    void aFileThatHangsItsDecoderHoldsUpNeitherTheNextNorTheEnd() {
        const auto restarts = decoder::statistics().restarts;
        {
            FrameLoader loader;
            QSignalSpy opened(&loader, &FrameLoader::opened);
            QSignalSpy failed(&loader, &FrameLoader::failed);
            loader.open(folder_ / "hangs.dcm");
            QTest::qWait(50);
            loader.open(folder_ / "sweep.dcm");
            QVERIFY(opened.wait());
            loader.open(folder_ / "hangs.dcm");
            QTest::qWait(50);
            QVERIFY2(failed.isEmpty(), "a file that was left has nothing to tell");
        }
        QCOMPARE(decoder::statistics().restarts, restarts);  // none was given up for its time
    }
};

}  // namespace sonomask::ui

QTEST_MAIN(sonomask::ui::FrameLoaderTest)

#include "frame_loader_test.moc"
