#include <cstdlib>
#include <span>

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextOption>

#include "base/atomic_file.h"
#include "base/error.h"
#include "export/report.h"

namespace sonomask::report {
namespace {

/// The page is laid out in these, whatever the printer's resolution, as a browser does.
constexpr double kPixelsPerInch = 96;
constexpr double kMargin_mm = 15;
constexpr double kFooterHeight = 28;

/// Fonts need a QGuiApplication. A program without a window gets one that needs no display.
void ensureApplication() {
    if (qobject_cast<QGuiApplication*>(QCoreApplication::instance())) return;
    if (QCoreApplication::instance()) throw ConfigError("a PDF needs a program that can use fonts");
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    static int argument_count = 1;
    static char name[] = "sonomask";
    static char* arguments[] = {name, nullptr};
    new QGuiApplication(argument_count, arguments);  // for as long as the process lives
}

/// The sheet has margins already; those of a browser's page would come on top.
void removeBodyMargin(QTextDocument& document) {
    document.setDocumentMargin(0);
    QTextFrameFormat body = document.rootFrame()->frameFormat();
    body.setMargin(0);
    body.setLeftMargin(0);
    body.setRightMargin(0);
    body.setTopMargin(0);
    body.setBottomMargin(0);
    document.rootFrame()->setFrameFormat(body);
}

void drawFooter(QPainter& painter, const QSizeF& page, const QString& notice, int number,
                int pages) {
    const QRectF area(0, page.height() - kFooterHeight, page.width(), kFooterHeight);
    painter.setPen(QColor("#c9d2db"));
    painter.drawLine(area.topLeft() + QPointF(0, 8), area.topRight() + QPointF(0, 8));
    QFont font = painter.font();
    font.setPixelSize(10);
    painter.setFont(font);
    painter.setPen(QColor("#51606f"));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignBottom, notice);
    painter.drawText(area, Qt::AlignRight | Qt::AlignBottom,
                     QString("%1 / %2").arg(number).arg(pages));
}

/// Columns are as wide as their longest word. Where that is more than the page, a word breaks
/// rather than being cut off at the edge.
void layOut(QTextDocument& document, const QSizeF& body) {
    QTextOption option = document.defaultTextOption();
    for (const auto mode : {QTextOption::WordWrap, QTextOption::WrapAtWordBoundaryOrAnywhere}) {
        option.setWrapMode(mode);
        document.setDefaultTextOption(option);
        document.setPageSize(body);
        if (document.size().width() < body.width() + 1) return;  // it is rounded up
    }
}

void drawPages(QPdfWriter& writer, QTextDocument& document, const QString& notice) {
    QPainter painter(&writer);
    if (!painter.isActive()) throw WriteError("the PDF cannot be drawn");
    const double scale = writer.resolution() / kPixelsPerInch;
    painter.scale(scale, scale);
    const QSizeF page(writer.width() / scale, writer.height() / scale);
    const QSizeF body(page.width(), page.height() - kFooterHeight);
    removeBodyMargin(document);
    layOut(document, body);
    const int pages = document.pageCount();
    for (int i = 0; i < pages; ++i) {
        if (i > 0) writer.newPage();
        painter.save();
        painter.translate(0, -i * body.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette.setColor(QPalette::Text, Qt::black);
        context.clip = QRectF(0, i * body.height(), body.width(), body.height());
        painter.setClipRect(context.clip);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        drawFooter(painter, page, notice, i + 1, pages);
    }
}

}  // namespace

void writeReportPdf(const std::filesystem::path& file, const ReportContent& content,
                    const ReportOptions& options) {
    ensureApplication();
    const std::string notice =
        options.translate ? options.translate("Not for diagnostic use") : "Not for diagnostic use";
    QTextDocument document;
    document.setHtml(QString::fromStdString(reportHtml(content, options)));

    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(300);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kMargin_mm, kMargin_mm, kMargin_mm, kMargin_mm),
                          QPageLayout::Millimeter);
    writer.setTitle(QString::fromStdString(options.title));
    writer.setCreator("Sonomask");
    drawPages(writer, document, QString::fromStdString(notice));
    buffer.close();
    writeFileAtomically(
        file, std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

}  // namespace sonomask::report
