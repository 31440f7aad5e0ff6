#include "appraisal/lessons.h"

#include <algorithm>
#include <sstream>

#include "base/error.h"

namespace sonomask::appraisal {
namespace {

std::vector<Lesson> gathered() {
    std::vector<Lesson> lessons;
    for (const auto& recipe : descriptors::TermModels::recipes()) {
        if (lessons.empty() || lessons.back().term != recipe.term)
            lessons.push_back({recipe.term, {}});
        lessons.back().recipes.push_back(recipe);
    }
    return lessons;
}

}  // namespace

const std::vector<Lesson>& lessons() {
    static const std::vector<Lesson> all = gathered();
    return all;
}

const Lesson& lessonFor(const std::string& term) {
    const auto found = std::find_if(lessons().begin(), lessons().end(),
                                    [&](const Lesson& lesson) { return lesson.term == term; });
    if (found == lessons().end()) throw ConfigError("no term \"" + term + "\" is learnt");
    return *found;
}

std::string inWords(const descriptors::TermModels::Recipe& recipe) {
    std::ostringstream out;
    for (const auto& [prefixes, training] : recipe.members) {
        if (out.tellp() > 0) out << "; beside them ";
        for (const std::string& prefix : prefixes) out << prefix << ' ';
        out << "with freedom " << training.freedom << ", balance " << training.balance;
    }
    return out.str();
}

}  // namespace sonomask::appraisal
