#pragma once

#include <filesystem>
#include <stop_token>

#include <QImage>
#include <QObject>
#include <QSize>
#include <QThreadPool>

namespace sonomask::ui {

/// Makes the study list's small pictures in the background, those asked for last first: they are
/// the ones in view.
class ThumbnailLoader final : public QObject {
    Q_OBJECT

  public:
    static constexpr QSize kSize{144, 108};

    explicit ThumbnailLoader(QObject* parent = nullptr);
    ~ThumbnailLoader() override;

    void request(const std::filesystem::path& file, int frame_count);
    /// Forgets what has not begun.
    void clear();

  Q_SIGNALS:
    /// A null image when the file cannot be read.
    void loaded(const QString& file, const QImage& thumbnail);

  private:
    std::stop_source stop_;
    QThreadPool pool_;
    int newest_ = 0;
};

}  // namespace sonomask::ui
