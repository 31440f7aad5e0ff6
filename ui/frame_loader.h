#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include <QObject>
#include <QThreadPool>

#include "imaging/clip.h"
#include "ui/task.h"

namespace sonomask::ui {

/// Opens one clip at a time and decodes its frames off the window's thread: the one asked for
/// first, then those that follow it, so that playing finds them ready. Keeps a bounded number of
/// decoded frames.
class FrameLoader final : public QObject {
    Q_OBJECT

  public:
    explicit FrameLoader(QObject* parent = nullptr);
    ~FrameLoader() override;

    /// Forgets the clip before; `opened` or `failed` follows.
    void open(const std::filesystem::path& file);
    void close();
    /// Asks for a frame of the open clip; `loaded` or `failed` follows, at once when it is there.
    /// A newer request replaces one that has not begun; once it is answered, the older ones are
    /// not.
    void request(int index);
    bool isReady(int index) const;

    /// The most memory that decoded frames may take.
    static constexpr std::size_t kCacheBytes = 512ULL << 20;

  Q_SIGNALS:
    void opened(const sonomask::ClipInfo& info);
    void loaded(int index, const sonomask::Frame& frame);
    void failed(const sonomask::ui::Failure& failure);

  private:
    /// What the working threads share with the window, so that a clip that was closed meanwhile
    /// can still be finished with.
    struct Cache {
        std::stop_source stop;  ///< a file that hangs its decoder is not waited for
        mutable std::mutex mutex;
        std::optional<Clip> clip;
        std::map<int, Frame> frames;
        std::size_t bytes = 0;

        std::optional<Frame> find(int index) const;
        void add(int index, const Frame& frame, int wanted);
    };

    /// Decodes a frame; what comes of it is told as the answer to a request, if it is one.
    void start(int index, int wanted, std::optional<unsigned> request);

    QThreadPool pool_;
    std::shared_ptr<Cache> cache_;
    int frame_count_ = 0;
    unsigned requests_ = 0;
    unsigned answered_ = 0;  ///< the newest request that was
};

}  // namespace sonomask::ui
