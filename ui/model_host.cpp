#include "ui/model_host.h"

#include "base/error.h"

namespace sonomask::ui {

ModelHost::ModelHost(segmentation::EngineOptions options, QObject* parent)
    : QObject(parent), options_(std::move(options)) {}

ModelHost::~ModelHost() = default;

void ModelHost::load() {
    if (state_ == State::Loading || state_ == State::Ready) return;
    state_ = State::Loading;
    auto promise = std::make_shared<std::promise<EnginePtr>>();
    engine_ = promise->get_future().share();
    const auto work = [promise, options = options_](const std::stop_token&,
                                                    const ProgressCallback&) {
        try {
            auto engine = std::make_shared<const segmentation::Engine>(options);
            promise->set_value(engine);
            return engine;
        } catch (...) {
            promise->set_exception(std::current_exception());
            throw;
        }
    };
    auto* task = Task::start<EnginePtr>(this, tr("Loading the model"), work, [this](EnginePtr) {
        state_ = State::Ready;
        Q_EMIT changed();
    });
    connect(task, &Task::failed, this, [this](const Failure& failure) {
        state_ = State::Failed;
        failure_ = failure;
        Q_EMIT changed();
    });
    Q_EMIT changed();
}

ModelHost::EnginePtr ModelHost::engine() const {
    return state_ == State::Ready ? engine_.get() : nullptr;
}

std::function<ModelHost::EnginePtr(const std::stop_token&)> ModelHost::waiter() {
    load();
    return [engine = engine_](const std::stop_token& stop) {
        while (engine.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready)
            throwIfStopped(stop);
        return engine.get();
    };
}

}  // namespace sonomask::ui
