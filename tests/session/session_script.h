#pragma once

#include <random>

#include "session/random_edits.h"
#include "workflow/session.h"

namespace sonomask::test {

/// One step of a session's work: an edit, now and then an undo, a redo or a save. The
/// same seed makes the same steps, so that a test knows every state on the way.
inline void scriptStep(workflow::Session& session, std::mt19937& random) {
    switch (random() % 12) {
        case 0:
            session.undo();
            return;
        case 1:
            session.redo();
            return;
        case 2:
            session.save();
            return;
        default:
            session.apply(randomEdit(session.state(), random));
    }
}

}  // namespace sonomask::test
