#include "network/safetensors.h"

#include <array>
#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask::network {
namespace {

using test::TemporaryFolder;
using test::writeText;

std::string withHeader(const std::string& header, const std::string& data) {
    std::uint64_t length = header.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + header + data;
}

TEST(Safetensors, ReturnsWhatWasWritten) {
    const TemporaryFolder folder;
    const std::array<float, 4> values{1, 2, 3, 4};
    const std::array<std::uint8_t, 3> bytes{7, 8, 9};
    const TensorView matrix{DataType::F32, {2, 2}, std::as_bytes(std::span(values))};
    const TensorView row{DataType::U8, {3}, std::as_bytes(std::span(bytes))};
    const TensorView empty{DataType::F16, {0, 5}, {}};
    writeSafetensors(folder / "a.safetensors", {{"kind", "test"}},
                     {{"matrix", matrix}, {"row", row}, {"empty", empty}});

    const auto read = Safetensors::read(folder / "a.safetensors");
    EXPECT_EQ(read.metadata().at("kind"), "test");
    ASSERT_EQ(read.tensors().size(), 3u);
    const auto& view = read.tensors().at("matrix");
    EXPECT_EQ(view.shape, (std::vector<std::int64_t>{2, 2}));
    EXPECT_EQ(std::memcmp(view.bytes.data(), values.data(), sizeof values), 0);
    EXPECT_EQ(read.tensors().at("row").type, DataType::U8);
    EXPECT_TRUE(read.tensors().at("empty").bytes.empty());
    EXPECT_EQ(readSafetensorsMetadata(folder / "a.safetensors"), read.metadata());
}

TEST(Safetensors, NoticesABitThatChanged) {
    const TemporaryFolder folder;
    const std::array<std::uint8_t, 3> bytes{7, 8, 9};
    const std::filesystem::path file = folder / "a.safetensors";
    writeSafetensors(file, {{"threshold", "0.2"}},
                     {{"row", {DataType::U8, {3}, std::as_bytes(std::span(bytes))}}});
    const std::string good = test::readText(file);
    for (const std::size_t place : {good.size() - 2, good.find("0.2") + 2, good.find("row")}) {
        std::string changed = good;
        changed[place] = static_cast<char>(changed[place] ^ 1);
        writeText(file, changed);
        EXPECT_THROW(Safetensors::read(file), ReadError) << "byte " << place;
    }
    writeText(file, good);
    EXPECT_NO_THROW(Safetensors::read(file));
}

TEST(Safetensors, ReadsTheFormatsOwnExample) {
    const TemporaryFolder folder;
    writeText(folder / "a",
              withHeader(R"({"t":{"dtype":"U8","shape":[1,2],"data_offsets":[0,2]}})", "xy"));
    EXPECT_EQ(Safetensors::read(folder / "a").tensors().at("t").bytes.size(), 2u);
}

TEST(Safetensors, RefusesEachKindOfDamage) {
    const auto tensor = [](const std::string& entry) { return "{\"t\":" + entry + "}"; };
    const std::string good = R"({"dtype":"U8","shape":[2],"data_offsets":[0,2]})";
    const std::vector<std::pair<const char*, std::string>> files = {
        {"empty", ""},
        {"shorter than the length", "abc"},
        {"header beyond the end", withHeader(tensor(good), "xy").substr(0, 20)},
        {"giant header", std::string(8, '\xff') + "{}"},
        {"not JSON", withHeader("hello", "")},
        {"JSON of another kind", withHeader("[1]", "")},
        {"metadata of another kind", withHeader(R"({"__metadata__":{"a":1}})", "")},
        {"data cut off", withHeader(tensor(good), "x")},
        {"bytes left over", withHeader(tensor(good), "xyz")},
        {"unknown type",
         withHeader(tensor(R"({"dtype":"Q9","shape":[2],"data_offsets":[0,2]})"), "xy")},
        {"shape that does not fit",
         withHeader(tensor(R"({"dtype":"U8","shape":[3],"data_offsets":[0,2]})"), "xy")},
        {"shape that overflows",
         withHeader(tensor(R"({"dtype":"F32","shape":[4611686018427387904,4],)"
                           R"("data_offsets":[0,0]})"),
                    "")},
        {"negative shape",
         withHeader(tensor(R"({"dtype":"U8","shape":[-2],"data_offsets":[0,2]})"), "xy")},
        {"offsets in the wrong order",
         withHeader(tensor(R"({"dtype":"U8","shape":[2],"data_offsets":[2,0]})"), "xy")},
        {"entry without offsets", withHeader(tensor(R"({"dtype":"U8","shape":[2]})"), "xy")},
        {"overlap", withHeader("{\"a\":" + good + ",\"b\":" + good + "}", "xy")},
    };
    const TemporaryFolder folder;
    for (const auto& [name, bytes] : files) {
        writeText(folder / "f", bytes);
        EXPECT_THROW(Safetensors::read(folder / "f"), ReadError) << name;
    }
    EXPECT_THROW(Safetensors::read(folder / "missing"), ReadError);
}

}  // namespace
}  // namespace sonomask::network
