#pragma once

#include <future>
#include <memory>

#include <QObject>

#include "segmentation/engine.h"
#include "ui/task.h"

namespace sonomask::ui {

/// Loads the network behind the window. Work that needs it waits for it on its own thread.
class ModelHost final : public QObject {
    Q_OBJECT

  public:
    enum class State { NotLoaded, Loading, Ready, Failed };
    using EnginePtr = std::shared_ptr<const segmentation::Engine>;

    explicit ModelHost(segmentation::EngineOptions options, QObject* parent = nullptr);
    ~ModelHost() override;

    /// Starts loading, again after a failure; nothing while loading or when ready.
    void load();
    State state() const noexcept { return state_; }
    /// Null until ready.
    EnginePtr engine() const;
    /// The reason of `State::Failed`.
    const Failure& failure() const noexcept { return failure_; }

    /// The loaded engine, for threads other than the window's. Waits while it loads; throws what
    /// loading threw, and `Cancelled`.
    std::function<EnginePtr(const std::stop_token&)> waiter();

  Q_SIGNALS:
    void changed();

  private:
    segmentation::EngineOptions options_;
    std::shared_future<EnginePtr> engine_;
    State state_ = State::NotLoaded;
    Failure failure_;
};

}  // namespace sonomask::ui
