// Works on a session until it is killed, and says after each step how many are done. Used by
// session_kill_test.

#include <cstdio>
#include <cstdlib>

#include "session/random_edits.h"
#include "session/session_script.h"

int main(int argument_count, char** arguments) {
    using namespace sonomask;
    if (argument_count != 3) return 2;
    std::mt19937 random(static_cast<unsigned>(std::atoi(arguments[2])));
    auto session = workflow::Session::open(test::fixtureSource(), arguments[1]);
    for (unsigned done = 1;; ++done) {
        test::scriptStep(session, random);
        std::printf("%u\n", done);
        std::fflush(stdout);
    }
}
