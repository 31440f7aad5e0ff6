#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

#include "base/allocator.h"
#include "base/version.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/theme.h"

int main(int argc, char** argv) {
    sonomask::keepFreedMemory();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Sonomask"));
    QApplication::setApplicationName(QStringLiteral("Sonomask"));
    QApplication::setApplicationVersion(QLatin1String(sonomask::kVersion));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Outlines of breast masses in ultrasound pictures."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("paths"),
        QApplication::translate("main", "Pictures, clips, DICOM files and folders to open."),
        QStringLiteral("[paths …]"));
    const QCommandLineOption segment(
        QStringLiteral("segment"),
        QApplication::translate("main", "Segment what is opened, without being asked."));
    parser.addOption(segment);
    parser.process(application);

    sonomask::ui::applyLanguage(application);
    sonomask::ui::applyTheme(application, sonomask::ui::rememberedTheme());
    sonomask::ui::MainWindow window(sonomask::ui::userOptions());
    window.show();
    // Once the window is on screen: it must not wait for either.
    QTimer::singleShot(0, &window, [&] {
        window.loadModel();
        const QStringList paths = parser.positionalArguments();
        parser.isSet(segment) ? window.openAndSegment(paths) : window.open(paths);
    });
    return QApplication::exec();
}
