#pragma once

#include <list>
#include <utility>

#include <nlohmann/json.hpp>

#include "decoder/channel.h"
#include "imaging/clip.h"

namespace sonomask::decoder {

/// The decoder's side of the conversation: answers one request after the other until the parent
/// hangs up. Requests are {"do": "open", "clip": id} and {"do": "dicomdir"} with the file's
/// descriptor, and {"do": "frame", "clip": id, "index": n}. Answers are {"info": ...},
/// {"frame": ...} with the pixels' memory, {"names": ...}, {"error": reason, "remedy": ...} or
/// {"unknown_clip": true}, whereupon the parent opens it anew.
class Service {
  public:
    explicit Service(Channel channel) : channel_(std::move(channel)) {}
    /// `greeting` is sent first. Returns when the parent hangs up.
    void run(const nlohmann::json& greeting);

  private:
    struct OpenedClip {
        long long id;
        Descriptor file;
        Clip clip;
    };
    struct Answer {
        nlohmann::json json;
        Descriptor memory;
    };

    Answer answer(Message request);
    Answer open(long long id, Descriptor file);
    Answer frame(long long id, int index);
    Answer dicomdir(Descriptor file) const;

    Channel channel_;
    std::list<OpenedClip> clips_;  ///< the latest used first
};

}  // namespace sonomask::decoder
