#pragma once

#include <filesystem>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace sonomask::training {

/// One list of a structure's keys serves both ways: `fields(visitor, value)` calls
/// `visitor(key, member)` for each. This visitor writes the members into JSON.
class FieldWriter {
  public:
    template <typename T>
    void operator()(const char* key, const T& member) {
        if constexpr (std::is_same_v<T, std::filesystem::path>)
            json[key] = member.string();
        else
            json[key] = member;
    }
    nlohmann::json json = nlohmann::json::object();
};

/// Reads members from JSON; a missing key keeps the member's value. `finish` refuses keys that no
/// member took.
class FieldReader {
  public:
    FieldReader(const nlohmann::json& json, std::string section)
        : json_(json), section_(std::move(section)) {
        if (!json.is_object())
            throw ConfigError("\"" + section_ + "\" of the configuration must be an object");
    }

    template <typename T>
    void operator()(const char* key, T& member) {
        known_.insert(key);
        const auto found = json_.find(key);
        if (found == json_.end()) return;
        try {
            if constexpr (std::is_same_v<T, std::filesystem::path>)
                member = found->template get<std::string>();
            else
                found->get_to(member);
        } catch (const nlohmann::json::exception&) {
            throw ConfigError("\"" + nameOf(key) + "\" of the configuration has the wrong kind");
        }
    }

    void finish() const {
        for (const auto& [key, value] : json_.items())
            if (!known_.contains(key))
                throw ConfigError("the configuration has the unknown key \"" + nameOf(key) + "\"",
                                  {}, "docs/training.md lists the keys.");
    }

  private:
    std::string nameOf(const std::string& key) const {
        return section_.empty() ? key : section_ + "." + key;
    }

    const nlohmann::json& json_;
    std::string section_;
    std::set<std::string> known_;
};

}  // namespace sonomask::training
