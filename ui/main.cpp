#include <algorithm>
#include <array>
#include <string_view>

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

#include "base/allocator.h"
#include "base/process.h"
#include "base/version.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/theme.h"

namespace {

/// Help and version are for those without a screen, too.
bool asksForTextOnly(int argc, char** argv) {
    static constexpr std::array<std::string_view, 5> kAnswers{"-h", "--help", "--help-all", "-v",
                                                              "--version"};
    return std::any_of(argv + 1, argv + argc, [](const char* argument) {
        return std::find(kAnswers.begin(), kAnswers.end(), argument) != kAnswers.end();
    });
}

}  // namespace

int main(int argc, char** argv) {
    sonomask::prepareProcess();
    sonomask::keepFreedMemory();
    if (asksForTextOnly(argc, argv)) qputenv("QT_QPA_PLATFORM", "offscreen");
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
