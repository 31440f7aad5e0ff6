#include "ui/help_window.h"

#include <QFile>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextTable>
#include <QVBoxLayout>

#include "ui/screen_fit.h"

namespace sonomask::ui {
namespace {

constexpr int kPictureWidth = 640;

/// Draws the guide's pictures at the width of the text, sharp on every screen.
class GuidePage final : public QTextBrowser {
  public:
    using QTextBrowser::QTextBrowser;

    QVariant loadResource(int type, const QUrl& name) override {
        if (type != QTextDocument::ImageResource) return QTextBrowser::loadResource(type, name);
        QImage image(QStringLiteral(":/help/") + name.path());
        const qreal scale = devicePixelRatioF();
        const int width = qRound(kPictureWidth * scale);
        if (image.width() > width) image = image.scaledToWidth(width, Qt::SmoothTransformation);
        image.setDevicePixelRatio(scale);
        return image;
    }
};

QString guideText() {
    const bool chinese = QLocale().language() == QLocale::Chinese;
    QFile file(chinese ? QStringLiteral(":/help/user-guide.zh_CN.md")
                       : QStringLiteral(":/help/user-guide.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

HelpWindow::HelpWindow(QWidget* parent)
    : QDialog(parent),
      search_(new QLineEdit(this)),
      contents_(new QListWidget(this)),
      page_(new GuidePage(this)) {
    setWindowTitle(tr("User guide"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    search_->setPlaceholderText(tr("Find in the guide"));
    search_->setAccessibleName(search_->placeholderText());
    search_->setClearButtonEnabled(true);
    contents_->setAccessibleName(tr("Contents"));
    page_->setAccessibleName(tr("User guide"));
    page_->setOpenLinks(false);
    page_->document()->setDocumentMargin(22);
    page_->setMarkdown(guideText());
    layOutTables();
    listHeadings();

    auto* side = new QVBoxLayout;
    side->addWidget(search_);
    side->addWidget(contents_, 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->addLayout(side, 1);
    layout->addWidget(page_, 4);
    resize(fittingSize(*this, {960, 760}));

    connect(contents_, &QListWidget::currentRowChanged, this, [this](int row) {
        const int block = contents_->item(row)->data(Qt::UserRole).toInt();
        QTextCursor end(page_->document());
        end.movePosition(QTextCursor::End);
        page_->setTextCursor(end);  // so that the heading comes to the top of the page
        page_->setTextCursor(QTextCursor(page_->document()->findBlockByNumber(block)));
    });
    connect(search_, &QLineEdit::textChanged, this,
            [this](const QString& text) { find(text, false); });
    connect(search_, &QLineEdit::returnPressed, this, [this] { find(search_->text(), true); });
}

/// Markdown brings tables with a frame around each cell.
void HelpWindow::layOutTables() {
    for (QTextFrame* frame : page_->document()->rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            QTextTableFormat format = table->format();
            format.setBorder(0);
            format.setCellSpacing(0);
            format.setCellPadding(4);
            format.setTopMargin(6);
            format.setBottomMargin(10);
            table->setFormat(format);
        }
}

void HelpWindow::listHeadings() {
    const QTextDocument* document = page_->document();
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level == 0) continue;
        auto* item = new QListWidgetItem(block.text(), contents_);
        item->setData(Qt::UserRole, block.blockNumber());
    }
}

void HelpWindow::find(const QString& text, bool further) {
    QTextCursor from = page_->textCursor();
    if (!further) from.setPosition(from.selectionStart());
    page_->setTextCursor(from);
    if (text.isEmpty() || page_->find(text)) return;
    page_->moveCursor(QTextCursor::Start);  // round again from the top
    page_->find(text);
}

}  // namespace sonomask::ui
