#pragma once

#include <QImage>
#include <QWidget>

namespace sonomask::ui {

/// A picture as large as the place allows, with a legend of what its colours say about two readers.
class DifferenceView final : public QWidget {
    Q_OBJECT

  public:
    explicit DifferenceView(QWidget* parent = nullptr);

    void setPicture(const QImage& picture);
    void setReaders(const QString& first, const QString& second);
    bool isEmpty() const noexcept { return picture_.isNull(); }

    QSize sizeHint() const override { return {520, 420}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QImage picture_;
    QString first_;
    QString second_;
};

}  // namespace sonomask::ui
