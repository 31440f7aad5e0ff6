#include "ui/study_panel.h"

#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/icons.h"
#include "ui/study_delegate.h"

namespace sonomask::ui {
namespace {

QString orderKey() {
    return QStringLiteral("list/order");
}

}  // namespace

StudyPanel::StudyPanel(StudyModel* model, QWidget* parent)
    : QWidget(parent),
      model_(model),
      filter_(new StudyFilter(this)),
      search_(new QLineEdit(this)),
      states_(new QComboBox(this)),
      tree_(new QTreeView(this)),
      count_(new QLabel(this)) {
    setObjectName(QStringLiteral("sidePanel"));
    setAttribute(Qt::WA_StyledBackground);
    filter_->setRecursiveFilteringEnabled(true);
    filter_->setSourceModel(model_);
    makeTree();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSearch());
    layout->addWidget(tree_, 1);
    count_->setObjectName(QStringLiteral("muted"));
    count_->setContentsMargins(12, 6, 12, 8);
    layout->addWidget(count_);
    recount_.setSingleShot(true);
    connect(&recount_, &QTimer::timeout, this, &StudyPanel::countRows);
    const auto recount = [this] { recount_.start(0); };
    connect(filter_, &QAbstractItemModel::rowsInserted, this, recount);
    connect(filter_, &QAbstractItemModel::rowsRemoved, this, recount);
    connect(filter_, &QAbstractItemModel::modelReset, this, recount);
    countRows();
}

QWidget* StudyPanel::makeSearch() {
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(10, 10, 10, 8);
    layout->setSpacing(6);
    search_->setPlaceholderText(tr("Search"));
    search_->setAccessibleName(tr("Search the study list"));
    search_->setClearButtonEnabled(true);
    search_->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    search_->installEventFilter(this);
    states_->setAccessibleName(tr("Show clips in this state"));
    states_->addItem(tr("All"));
    for (const auto state :
         {ClipState::New, ClipState::Segmented, ClipState::Reviewed, ClipState::Failed})
        states_->addItem(stateName(state), QVariant::fromValue(state));
    const int exported = states_->count();
    states_->addItem(exportedName());
    connect(search_, &QLineEdit::textChanged, filter_, &StudyFilter::setText);
    connect(states_, &QComboBox::currentIndexChanged, this, [this, exported](int index) {
        const QVariant state = states_->currentData();
        filter_->setState(state.isValid() ? std::optional(state.value<ClipState>()) : std::nullopt);
        filter_->setExportedOnly(index == exported);
    });
    layout->addWidget(search_, 1);
    layout->addWidget(states_);
    layout->addWidget(makeOrder());
    return bar;
}

QToolButton* StudyPanel::makeOrder() {
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(QStringLiteral("sort")));
    button->setToolTip(tr("Order of the studies"));
    button->setAccessibleName(button->toolTip());
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    auto* group = new QActionGroup(menu);
    const int remembered = QSettings().value(orderKey(), 0).toInt();
    const std::pair<StudyOrder, QString> orders[] = {
        {StudyOrder::AsFound, tr("As found")},
        {StudyOrder::Name, tr("By name")},
        {StudyOrder::Newest, tr("Newest first")},
        {StudyOrder::LeastFar, tr("Most left to do first")}};
    for (const auto& [order, text] : orders) {
        QAction* action = group->addAction(menu->addAction(text));
        action->setCheckable(true);
        action->setObjectName(QStringLiteral("order%1").arg(static_cast<int>(order)));
        connect(action, &QAction::triggered, this, [this, order = order] {
            QSettings().setValue(orderKey(), static_cast<int>(order));
            filter_->setOrder(order);
        });
        if (static_cast<int>(order) != remembered) continue;
        action->setChecked(true);
        filter_->setOrder(order);
    }
    button->setMenu(menu);
    return button;
}

void StudyPanel::makeTree() {
    tree_->setModel(filter_);
    tree_->setItemDelegate(new StudyDelegate(tree_));
    tree_->setHeaderHidden(true);
    tree_->setIndentation(0);
    tree_->setRootIsDecorated(false);
    tree_->setUniformRowHeights(true);  // thousands of rows lay out at once
    tree_->setMouseTracking(true);
    tree_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    tree_->setAccessibleName(tr("Studies"));
    connect(filter_, &QAbstractItemModel::rowsInserted, tree_,
            [this](const QModelIndex& parent, int first, int last) {
                if (parent.isValid()) {
                    if (!tree_->isExpanded(parent)) tree_->expand(parent);
                    return;
                }
                for (int row = first; row <= last; ++row)
                    tree_->expand(filter_->index(row, 0, parent));
            });
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.data(StudyModel::IsClipRole).toBool())
                    Q_EMIT fileChosen(current.data(StudyModel::FileRole).toString());
            });
}

void StudyPanel::countRows() {
    int clips = 0;
    int studies = 0;
    for (int row = 0; row < filter_->rowCount(); ++row) {
        const QModelIndex group = filter_->index(row, 0);
        const bool opened = group.model()->index(0, 0, group).data(StudyModel::IsClipRole).toBool();
        if (!opened) continue;
        ++studies;
        clips += filter_->rowCount(group);
    }
    count_->setText(clips == 0 ? tr("No pictures")
                               : tr("Studies: %1 · Pictures: %2").arg(studies).arg(clips));
}

void StudyPanel::setCurrentFile(const QString& file) {
    const QModelIndex index = filter_->mapFromSource(model_->indexOf(file));
    if (!index.isValid()) return;
    tree_->setCurrentIndex(index);
    tree_->scrollTo(index);
}

QModelIndexList StudyPanel::shownClips() const {
    QModelIndexList clips;
    for (int group = 0; group < filter_->rowCount(); ++group) {
        const QModelIndex parent = filter_->index(group, 0);
        for (int row = 0; row < filter_->rowCount(parent); ++row) {
            const QModelIndex index = filter_->index(row, 0, parent);
            if (index.data(StudyModel::IsClipRole).toBool()) clips << index;
        }
    }
    return clips;
}

bool StudyPanel::step(int by) {
    const QModelIndexList clips = shownClips();
    const auto target = clips.indexOf(tree_->currentIndex()) + by;
    if (target < 0 || target >= clips.size()) return false;
    tree_->setCurrentIndex(clips[target]);
    return true;
}

QString StudyPanel::neighbour(int by) const {
    const QModelIndexList clips = shownClips();
    const auto here = clips.indexOf(tree_->currentIndex());
    const auto target = here + by;
    if (here < 0 || target < 0 || target >= clips.size()) return {};
    return clips[target].data(StudyModel::FileRole).toString();
}

bool StudyPanel::stepStudy(int by) {
    const QModelIndex current = tree_->currentIndex();
    const QModelIndex group = current.parent().isValid() ? current.parent() : current;
    const QModelIndex target = filter_->index(group.row() + by, 0);
    const QModelIndex clip = target.isValid() ? filter_->index(0, 0, target) : QModelIndex();
    if (!clip.isValid() || !clip.data(StudyModel::IsClipRole).toBool()) return false;
    tree_->setCurrentIndex(clip);
    return true;
}

void StudyPanel::focusSearch() {
    search_->setFocus(Qt::ShortcutFocusReason);
    search_->selectAll();
}

bool StudyPanel::goToFirst() {
    const QModelIndexList clips = shownClips();
    if (clips.isEmpty()) return false;
    tree_->setCurrentIndex(clips.front());
    return true;
}

/// In the search field these keys belong to the search, not to the window, where they would mark
/// the picture as reviewed or stop the work under way.
bool StudyPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress) handleSearchKey(key);
    return true;
}

void StudyPanel::handleSearchKey(int key) {
    if (key == Qt::Key_Escape) {
        search_->clear();
        Q_EMIT searchLeft();
    } else if (goToFirst()) {
        Q_EMIT searchLeft();
    }
}

}  // namespace sonomask::ui
