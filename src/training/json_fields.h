#pragma once

#include <concepts>
#include <filesystem>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"

namespace sonomask::training {

/// What a number may be, both ends included.
struct Within {
    double low;
    double high;
};

/// One list of a structure's keys serves both ways: `fields(visitor, value)` calls
/// `visitor(key, member)` for each, and with what it may be for numbers. This visitor writes the
/// members into JSON.
class FieldWriter {
  public:
    template <typename T>
    void operator()(const char* key, const T& member) {
        if constexpr (std::is_same_v<T, std::filesystem::path>)
            json[key] = member.string();
        else
            json[key] = member;
    }
    template <typename T>
    void operator()(const char* key, const T& member, const Within&) {
        json[key] = member;
    }
    nlohmann::json json = nlohmann::json::object();
};

/// Reads members from JSON; a missing key keeps the member's value. `finish` refuses keys that no
/// member took.
class FieldReader {
  public:
    /// `place` is what messages call the object's home.
    FieldReader(const nlohmann::json& json, std::string section,
                std::string place = "the configuration")
        : json_(json), section_(std::move(section)), place_(std::move(place)) {
        if (!json.is_object())
            throw ConfigError((section_.empty() ? place_ : "\"" + section_ + "\" of " + place_) +
                              " must be an object");
    }

    template <typename T>
    void operator()(const char* key, T& member) {
        static_assert(!std::floating_point<T>, "a number needs its range");
        const auto* value = find(key);
        if (value == nullptr) return;
        if constexpr (std::integral<T>) {
            using Limits = std::numeric_limits<T>;
            member = wholeNumberWithin(*value, described(key), Limits::min(), Limits::max());
        } else {
            take(*value, key, member);
        }
    }

    template <typename T>
    void operator()(const char* key, T& numbers, const Within& range) {
        if (const auto* value = find(key)) take(*value, described(key), range, numbers);
    }

    void finish() const {
        for (const auto& [key, value] : json_.items())
            if (!known_.contains(key))
                throw ConfigError(place_ + " has the unknown key \"" + nameOf(key) + "\"", {},
                                  "docs/training.md lists the keys.");
    }

  private:
    const nlohmann::json* find(const char* key) {
        known_.insert(key);
        const auto found = json_.find(key);
        return found == json_.end() ? nullptr : &*found;
    }

    template <typename T>
    void take(const nlohmann::json& value, const char* key, T& member) const {
        try {
            if constexpr (std::is_same_v<T, std::filesystem::path>)
                member = value.template get<std::string>();
            else
                value.get_to(member);
        } catch (const nlohmann::json::exception&) {
            throw ConfigError(described(key) + " has the wrong kind");
        }
    }

    static void take(const nlohmann::json& value, const std::string& name, const Within& range,
                     int& number) {
        number = wholeNumberWithin(value, name, int(range.low), int(range.high));
    }
    static void take(const nlohmann::json& value, const std::string& name, const Within& range,
                     double& number) {
        number = numberWithin(value, name, range.low, range.high);
    }
    static void take(const nlohmann::json& value, const std::string& name, const Within& range,
                     std::vector<double>& numbers) {
        if (!value.is_array() || value.empty())
            throw ConfigError(name + " must be a list of numbers");
        numbers.clear();
        for (const auto& item : value)
            take(item, "each number of " + name, range, numbers.emplace_back());
    }
    static void take(const nlohmann::json& value, const std::string& name, const Within& range,
                     std::map<std::string, double>& numbers) {
        if (!value.is_object()) throw ConfigError(name + " must be an object");
        numbers.clear();
        for (const auto& [key, item] : value.items())
            take(item, "\"" + key + "\" in " + name, range, numbers[key]);
    }

    std::string nameOf(const std::string& key) const {
        return section_.empty() ? key : section_ + "." + key;
    }
    std::string described(const std::string& key) const {
        return std::string("\"").append(nameOf(key)).append("\" of ").append(place_);
    }

    const nlohmann::json& json_;
    std::string section_;
    std::string place_;
    std::set<std::string> known_;
};

}  // namespace sonomask::training
