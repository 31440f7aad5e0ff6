#include "ui/core_text.h"

#include <vector>

#include <QCoreApplication>
#include <QRegularExpression>

#include "ui/text.h"

namespace sonomask::ui {
namespace {

constexpr const char* kContext = "sonomask::core";

/// Sentences as the core writes them; %1 and %2 stand for what it fills in.
const char* const kSentences[] = {
    // base, the system
    QT_TRANSLATE_NOOP("sonomask::core", "cannot be written: %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "cannot be opened: %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "cannot be read: %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "No space left on device"),
    QT_TRANSLATE_NOOP("sonomask::core", "Permission denied"),
    QT_TRANSLATE_NOOP("sonomask::core", "No such file or directory"),
    QT_TRANSLATE_NOOP("sonomask::core", "Read-only file system"),
    QT_TRANSLATE_NOOP("sonomask::core", "Input/output error"),
    QT_TRANSLATE_NOOP("sonomask::core", "Is a directory"),
    QT_TRANSLATE_NOOP("sonomask::core", "Not a directory"),
    QT_TRANSLATE_NOOP("sonomask::core", "File name too long"),
    QT_TRANSLATE_NOOP("sonomask::core", "Choose another folder."),
    QT_TRANSLATE_NOOP("sonomask::core", "Free some space or choose another disk."),
    QT_TRANSLATE_NOOP("sonomask::core", "Choose a folder that you may write to."),
    QT_TRANSLATE_NOOP("sonomask::core", "Choose a shorter name."),
    QT_TRANSLATE_NOOP("sonomask::core", "is there already, and is no mask that a batch made"),
    QT_TRANSLATE_NOOP("sonomask::core", "is in use by another run"),
    QT_TRANSLATE_NOOP("sonomask::core", "Wait until that run has ended, or choose another folder."),
    // decoder
    QT_TRANSLATE_NOOP("sonomask::core", "the program that reads files is missing"),
    QT_TRANSLATE_NOOP("sonomask::core", "the program that reads files does not start: %1"),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "Install Sonomask again, or name it by SONOMASK_DECODER_PATH."),
    QT_TRANSLATE_NOOP("sonomask::core", "Install Sonomask again."),
    QT_TRANSLATE_NOOP("sonomask::core", "is not an image, a video or a DICOM file"),
    QT_TRANSLATE_NOOP("sonomask::core", "Sonomask reads DICOM, JPG, PNG, BMP, TIFF, AVI and MP4."),
    QT_TRANSLATE_NOOP("sonomask::core", "Check that it still exists and that you may read it."),
    QT_TRANSLATE_NOOP("sonomask::core", "is a folder or a device, not a file"),
    QT_TRANSLATE_NOOP("sonomask::core", "is a folder, not a file"),
    QT_TRANSLATE_NOOP("sonomask::core", "is not a regular file"),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "The file is damaged or made to do harm; copy or export it again from its "
                      "source."),
    // dicom and imaging
    QT_TRANSLATE_NOOP("sonomask::core", "is empty"),
    QT_TRANSLATE_NOOP("sonomask::core", "Copy it again from its source."),
    QT_TRANSLATE_NOOP("sonomask::core", "is not a DICOMDIR"),
    QT_TRANSLATE_NOOP("sonomask::core", "names a file outside its folder: %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "names no pictures"),
    QT_TRANSLATE_NOOP("sonomask::core", "is refused: %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "it declares %1 frames and holds %2"),
    QT_TRANSLATE_NOOP("sonomask::core", "%1 of %2 frames are present"),
    QT_TRANSLATE_NOOP("sonomask::core", "its character set is not known (%1)"),
    QT_TRANSLATE_NOOP("sonomask::core", "overlay graphics of the file are damaged and not shown"),
    QT_TRANSLATE_NOOP("sonomask::core", "the file is cut short within the pixels"),
    QT_TRANSLATE_NOOP("sonomask::core", "the file ends before the pixels are closed"),
    QT_TRANSLATE_NOOP("sonomask::core", "what follows the pixels is damaged"),
    QT_TRANSLATE_NOOP("sonomask::core", "has no frame %1 (it has %2)"),
    QT_TRANSLATE_NOOP("sonomask::core", "is truncated: its end is missing"),
    QT_TRANSLATE_NOOP("sonomask::core", "is damaged: %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "its pixels cannot be decoded"),
    QT_TRANSLATE_NOOP("sonomask::core", "it claims more frames than it has bytes"),
    QT_TRANSLATE_NOOP("sonomask::core", "a JPEG picture has too many scans"),
    QT_TRANSLATE_NOOP("sonomask::core", "is larger than 2 GiB"),
    QT_TRANSLATE_NOOP("sonomask::core", "is too large: %1 pixels"),
    QT_TRANSLATE_NOOP("sonomask::core", "Pictures of up to 100 million pixels are read."),
    QT_TRANSLATE_NOOP("sonomask::core", "is not a JPG, PNG, BMP or TIFF image"),
    QT_TRANSLATE_NOOP("sonomask::core", "is not a video that can be read"),
    QT_TRANSLATE_NOOP("sonomask::core", "Convert it to MP4 (H.264) or AVI, or export it again."),
    QT_TRANSLATE_NOOP("sonomask::core", "is a video without frames"),
    QT_TRANSLATE_NOOP("sonomask::core", "does not exist"),
    QT_TRANSLATE_NOOP("sonomask::core", "is a link to what does not exist"),
    QT_TRANSLATE_NOOP("sonomask::core", "has a name that is not UTF-8"),
    QT_TRANSLATE_NOOP("sonomask::core", "Rename it."),
    QT_TRANSLATE_NOOP("sonomask::core", "Check the name, or whether the disc is in."),
    QT_TRANSLATE_NOOP("sonomask::core", "cannot be shown: %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "it holds no picture (it is a structured report)"),
    QT_TRANSLATE_NOOP("sonomask::core", "it holds no picture (it is an encapsulated document)"),
    QT_TRANSLATE_NOOP("sonomask::core", "it holds no picture (it is a presentation state)"),
    QT_TRANSLATE_NOOP("sonomask::core", "the colour space %1 is not supported"),
    QT_TRANSLATE_NOOP("sonomask::core", "%1-bit pixels are not supported"),
    QT_TRANSLATE_NOOP("sonomask::core", "%1 samples a pixel are not supported"),
    QT_TRANSLATE_NOOP("sonomask::core", "its transfer syntax %1 is not supported"),
    QT_TRANSLATE_NOOP("sonomask::core", "the colour space %1 does not fit SamplesPerPixel %2"),
    QT_TRANSLATE_NOOP("sonomask::core", "a frame is %1 instead of %2"),
    QT_TRANSLATE_NOOP("sonomask::core", "Export it uncompressed, as 8- or 16-bit grey or RGB."),
    QT_TRANSLATE_NOOP("sonomask::core", "Copy or export it again from its source."),
    QT_TRANSLATE_NOOP(
        "sonomask::core",
        "its JPEG pictures have %1 bits a sample instead of %2; they are shown without "
        "the window of the header"),
    QT_TRANSLATE_NOOP("sonomask::core", "%1 is damaged and was passed over"),
    QT_TRANSLATE_NOOP("sonomask::core", "%1 is too large and was passed over"),
    // scale
    QT_TRANSLATE_NOOP("sonomask::core", "the picture carries no scale"),
    QT_TRANSLATE_NOOP("sonomask::core", "scale given by the reader"),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "scale from the picture's depth ticks, %1 pixels and by the reader's word "
                      "%2 mm apart"),
    QT_TRANSLATE_NOOP("sonomask::core", "scale of ultrasound region %1 (not a tissue region)"),
    QT_TRANSLATE_NOOP("sonomask::core", "scale of ultrasound region %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "scale from %1, not from an ultrasound region: check it"),
    QT_TRANSLATE_NOOP("sonomask::core", "it touches %1 and %2, which differ in scale"),
    QT_TRANSLATE_NOOP("sonomask::core", "it lies outside every calibrated region of the picture"),
    QT_TRANSLATE_NOOP("sonomask::core", "it reaches beyond the calibrated region of the picture"),
    QT_TRANSLATE_NOOP("sonomask::core", "region %1 is not a 2-D picture (M-mode or a spectrum)"),
    QT_TRANSLATE_NOOP("sonomask::core", "region %1 gives no scale in centimetres"),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "region %1 does not say where in the picture it lies; use the ruler"),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "%1 claims %2 mm a pixel, which no breast ultrasound has; use the ruler"),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "%1; its pixels are not square, lengths count their shorter sides"),
    // after those that begin like it
    QT_TRANSLATE_NOOP("sonomask::core", "region %1"),
    // the network
    QT_TRANSLATE_NOOP("sonomask::core", "no model is installed"),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "Name one with --model or the environment variable SONOMASK_MODEL."),
    QT_TRANSLATE_NOOP("sonomask::core", "Choose a Sonomask checkpoint."),
    QT_TRANSLATE_NOOP("sonomask::core", "is not a Sonomask checkpoint"),
    QT_TRANSLATE_NOOP("sonomask::core", "is not a safetensors file"),
    QT_TRANSLATE_NOOP("sonomask::core", "the tensor file is damaged: %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "it is shorter than its header"),
    QT_TRANSLATE_NOOP("sonomask::core", "its header is longer than the file or the limit"),
    QT_TRANSLATE_NOOP("sonomask::core", "%1 lies outside the data"),
    QT_TRANSLATE_NOOP("sonomask::core", "its content is not what was written"),
    QT_TRANSLATE_NOOP("sonomask::core", "%1 holds values that are not finite numbers"),
    QT_TRANSLATE_NOOP("sonomask::core", "%1 holds variances below 0"),
    QT_TRANSLATE_NOOP("sonomask::core", "the network's answer is no number"),
    QT_TRANSLATE_NOOP("sonomask::core", "Choose another model, or the precision fp32."),
    QT_TRANSLATE_NOOP("sonomask::core", "more is wrong with it than is listed here"),
    QT_TRANSLATE_NOOP("sonomask::core", "Get the file again from where it came."),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "The picture has caliper marks burned in; outlines may follow them."),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "The picture has a colour overlay (Doppler or elastography); outlines under "
                      "it are less certain."),
    QT_TRANSLATE_NOOP(
        "sonomask::core",
        "A mass lies outside the ultrasound region that was found; its terms say nothing."),
    // reports
    QT_TRANSLATE_NOOP("sonomask::core", "en"),
    QT_TRANSLATE_NOOP("sonomask::core", "Breast ultrasound report"),
    QT_TRANSLATE_NOOP("sonomask::core", "Not for diagnostic use"),
    QT_TRANSLATE_NOOP("sonomask::core", "Patient"),
    QT_TRANSLATE_NOOP("sonomask::core", "Patient ID"),
    QT_TRANSLATE_NOOP("sonomask::core", "Study date"),
    QT_TRANSLATE_NOOP("sonomask::core", "Study"),
    QT_TRANSLATE_NOOP("sonomask::core", "File"),
    QT_TRANSLATE_NOOP("sonomask::core", "Folder"),
    QT_TRANSLATE_NOOP("sonomask::core", "Frame"),
    QT_TRANSLATE_NOOP("sonomask::core", "not reviewed"),
    QT_TRANSLATE_NOOP("sonomask::core", "%1 of %2 pictures have findings."),
    QT_TRANSLATE_NOOP("sonomask::core", "Not segmented: %1."),
    QT_TRANSLATE_NOOP("sonomask::core", "%1 cannot be read and is left out"),
    QT_TRANSLATE_NOOP("sonomask::core", "Pictures that cannot be read and are left out: %1."),
    QT_TRANSLATE_NOOP("sonomask::core", "Report"),
    QT_TRANSLATE_NOOP("sonomask::core", "Note"),
    QT_TRANSLATE_NOOP("sonomask::core", "Notes"),
    QT_TRANSLATE_NOOP("sonomask::core", "Read by"),
    QT_TRANSLATE_NOOP("sonomask::core", "Model"),
    QT_TRANSLATE_NOOP("sonomask::core", "Software"),
    QT_TRANSLATE_NOOP("sonomask::core", "Mass"),
    QT_TRANSLATE_NOOP("sonomask::core", "Masses"),
    QT_TRANSLATE_NOOP("sonomask::core", "None outlined."),
    QT_TRANSLATE_NOOP("sonomask::core", "No."),
    QT_TRANSLATE_NOOP("sonomask::core", "Picture"),
    QT_TRANSLATE_NOOP("sonomask::core", "Longest × across"),
    QT_TRANSLATE_NOOP("sonomask::core", "Width × height"),
    QT_TRANSLATE_NOOP("sonomask::core", "Area"),
    QT_TRANSLATE_NOOP("sonomask::core", "Perimeter"),
    QT_TRANSLATE_NOOP("sonomask::core", "Angle"),
    QT_TRANSLATE_NOOP("sonomask::core", "Height/width"),
    QT_TRANSLATE_NOOP("sonomask::core", "Score"),
    QT_TRANSLATE_NOOP("sonomask::core", "Outline by"),
    QT_TRANSLATE_NOOP("sonomask::core", "hand"),
    QT_TRANSLATE_NOOP("sonomask::core", "network"),
    QT_TRANSLATE_NOOP("sonomask::core", "computed"),
    QT_TRANSLATE_NOOP("sonomask::core", "Scale of mass"),
    QT_TRANSLATE_NOOP("sonomask::core", "BI-RADS descriptors"),
    // BI-RADS, 5th edition
    QT_TRANSLATE_NOOP("sonomask::core", "Shape"),
    QT_TRANSLATE_NOOP("sonomask::core", "oval"),
    QT_TRANSLATE_NOOP("sonomask::core", "round"),
    QT_TRANSLATE_NOOP("sonomask::core", "irregular"),
    QT_TRANSLATE_NOOP("sonomask::core", "Orientation"),
    QT_TRANSLATE_NOOP("sonomask::core", "parallel"),
    QT_TRANSLATE_NOOP("sonomask::core", "not parallel"),
    QT_TRANSLATE_NOOP("sonomask::core", "Margin"),
    QT_TRANSLATE_NOOP("sonomask::core", "circumscribed"),
    QT_TRANSLATE_NOOP("sonomask::core", "not circumscribed"),
    QT_TRANSLATE_NOOP("sonomask::core", "Margin kind"),
    QT_TRANSLATE_NOOP("sonomask::core", "indistinct"),
    QT_TRANSLATE_NOOP("sonomask::core", "angular"),
    QT_TRANSLATE_NOOP("sonomask::core", "microlobulated"),
    QT_TRANSLATE_NOOP("sonomask::core", "spiculated"),
    QT_TRANSLATE_NOOP("sonomask::core", "Echo pattern"),
    QT_TRANSLATE_NOOP("sonomask::core", "anechoic"),
    QT_TRANSLATE_NOOP("sonomask::core", "hypoechoic"),
    QT_TRANSLATE_NOOP("sonomask::core", "isoechoic"),
    QT_TRANSLATE_NOOP("sonomask::core", "hyperechoic"),
    QT_TRANSLATE_NOOP("sonomask::core", "complex cystic/solid"),
    QT_TRANSLATE_NOOP("sonomask::core", "heterogeneous"),
    QT_TRANSLATE_NOOP("sonomask::core", "Posterior"),
    QT_TRANSLATE_NOOP("sonomask::core", "no"),
    QT_TRANSLATE_NOOP("sonomask::core", "yes"),
    QT_TRANSLATE_NOOP("sonomask::core", "enhancement"),
    QT_TRANSLATE_NOOP("sonomask::core", "shadowing"),
    QT_TRANSLATE_NOOP("sonomask::core", "combined"),
    QT_TRANSLATE_NOOP("sonomask::core", "Rim"),
    QT_TRANSLATE_NOOP("sonomask::core", "Calcifications"),
    QT_TRANSLATE_NOOP("sonomask::core", "in the mass"),
    QT_TRANSLATE_NOOP("sonomask::core", "Second opinion"),
    QT_TRANSLATE_NOOP("sonomask::core", "benign"),
    QT_TRANSLATE_NOOP("sonomask::core", "malignant"),
    QT_TRANSLATE_NOOP("sonomask::core", "the report's logo cannot be read"),
    QT_TRANSLATE_NOOP("sonomask::core", "Choose a PNG or JPG."),
    QT_TRANSLATE_NOOP("sonomask::core", "the report's template cannot be read"),
    QT_TRANSLATE_NOOP("sonomask::core", "is too large for a report's template"),
    // the work on a study
    QT_TRANSLATE_NOOP("sonomask::core", "the saved masks are of another size than the picture"),
    QT_TRANSLATE_NOOP("sonomask::core", "the saved work cannot be read"),
    QT_TRANSLATE_NOOP("sonomask::core", "the saved work is damaged: %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "Move its folder away to start anew."),
    QT_TRANSLATE_NOOP(
        "sonomask::core",
        "the saved work belongs to another picture: its size or number of frames differs"),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "Was the file replaced? Move the session's folder %1 away to start anew."),
    QT_TRANSLATE_NOOP("sonomask::core", "there is no home folder to keep the work in"),
    QT_TRANSLATE_NOOP("sonomask::core", "Set HOME."),
    QT_TRANSLATE_NOOP("sonomask::core", "is not a session of Sonomask"),
    QT_TRANSLATE_NOOP("sonomask::core", "was written by a newer version of Sonomask"),
    QT_TRANSLATE_NOOP("sonomask::core", "Install that version to go on with this work."),
    QT_TRANSLATE_NOOP("sonomask::core", "the work cannot be saved: %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "another window works on this study"),
    QT_TRANSLATE_NOOP("sonomask::core", "Close it there, then open the study again here."),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "It is kept in memory and saved with the next change. Free some space, or "
                      "see that the folder may be written to."),
    QT_TRANSLATE_NOOP("sonomask::core", "is %1 x %2 pixels where its image has %3 x %4"),
    QT_TRANSLATE_NOOP("sonomask::core", "has several colours: a mask holds 0 and one other value"),
    QT_TRANSLATE_NOOP("sonomask::core",
                      "has the grey values %1: a mask holds 0 and one other value"),
    QT_TRANSLATE_NOOP("sonomask::core", "holds no mask for %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "holds no work on %1"),
    QT_TRANSLATE_NOOP("sonomask::core", "holds no work on the pictures of this study"),
    QT_TRANSLATE_NOOP("sonomask::core", "Its name would be %1."),
    QT_TRANSLATE_NOOP("sonomask::core", "is not a mask"),
    QT_TRANSLATE_NOOP("sonomask::core", "falls into %1 parts, too many to be masses"),
    QT_TRANSLATE_NOOP("sonomask::core", "Check that it is a mask."),
    QT_TRANSLATE_NOOP("sonomask::core", "holds a set already"),
    QT_TRANSLATE_NOOP("sonomask::core", "Choose an empty folder."),
    QT_TRANSLATE_NOOP("sonomask::core", "has not been reviewed"),
    QT_TRANSLATE_NOOP("sonomask::core", "frame %1: a mass reaches beyond the ultrasound picture"),
    QT_TRANSLATE_NOOP("sonomask::core", "a spacing must be a positive number of millimetres"),
    QT_TRANSLATE_NOOP("sonomask::core", "frame %1 cannot be decoded"),
    QT_TRANSLATE_NOOP("sonomask::core", "%1. %2 of %3 frames are done."),
    // after those that begin like it
    QT_TRANSLATE_NOOP("sonomask::core", "frame %1: %2"),
};

const char* const kReasonAndRemedy = QT_TRANSLATE_NOOP("sonomask::core", "%1. %2");

struct Pattern {
    QRegularExpression shape;
    const char* sentence;
};

/// The sentences with something filled in.
const std::vector<Pattern>& patterns() {
    static const std::vector<Pattern> made = [] {
        std::vector<Pattern> list;
        for (const char* sentence : kSentences) {
            QString text = QLatin1String(sentence);
            if (!text.contains(QLatin1String("%1"))) continue;
            text = QRegularExpression::escape(text);
            for (int i = 1; i <= 3; ++i)
                text.replace(QStringLiteral("\\%%1").arg(i), QLatin1String("(.+)"));
            list.push_back(
                {QRegularExpression(QRegularExpression::anchoredPattern(text)), sentence});
        }
        return list;
    }();
    return made;
}

QString translate(const char* english) {
    return QCoreApplication::translate(kContext, english);
}

/// "reason. Remedy.", as `Error::what` joins them.
QString inTwoParts(const QString& english) {
    const qsizetype end = english.indexOf(QLatin1String(". "));
    if (end < 0) return english;
    const QString left = english.left(end), right = english.mid(end + 2);
    const QString reason = coreText(left), remedy = coreText(right);
    if (reason == left && remedy == right) return english;
    return translate(kReasonAndRemedy).arg(reason, remedy);
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
    return inTwoParts(english);
}

QString coreText(const std::string& english) {
    return coreText(QString::fromStdString(english));
}

QString coreText(const workflow::SkippedFile& skipped) {
    return coreText(withoutPath(skipped.reason, skipped.file));
}

}  // namespace sonomask::ui
