// What crosses between the processes: nothing is lost, and what a taken-over decoder could say is
// checked.
#include "decoder/messages.h"

#include <gtest/gtest.h>

namespace sonomask::test {
namespace {

using nlohmann::json;

ClipInfo info() {
    ClipInfo info;
    info.format = "DICOM";
    info.frame_count = 7;
    info.width = 640;
    info.height = 480;
    info.frame_time_ms = 33.3;
    info.patient_name = "Müller^Käthe";
    info.overlay_planes = 2;
    info.instance_number = -4;
    info.warnings = {"6 of 7 frames are present"};
    return info;
}

Calibration calibration() {
    Calibration calibration;
    calibration.regions.resize(1);
    calibration.regions[0].area_in_frame = {1, 2, 3, 4};
    calibration.regions[0].delta_x = 0.01;
    calibration.declared_spacing = PixelSpacing{0.1, 0.2};
    calibration.pixel_aspect = 0.5;
    return calibration;
}

TEST(Messages, ComeBackAsTheyWere) {
    const json sent = decoder::toJson(info());
    EXPECT_EQ(decoder::toJson(decoder::infoFromJson(sent)), sent);
    const json scale = decoder::toJson(calibration());
    EXPECT_EQ(decoder::toJson(decoder::calibrationFromJson(scale)), scale);
}

TEST(Messages, WithAValueMissingOrOfAnotherTypeAreRefused) {
    const json sound = decoder::toJson(info());
    for (const auto& item : sound.items()) {
        json missing = sound;
        missing.erase(item.key());
        EXPECT_THROW(decoder::infoFromJson(missing), json::exception) << item.key();
        json other = sound;
        other[item.key()] = json::object();
        EXPECT_THROW(decoder::infoFromJson(other), json::exception) << item.key();
    }
}

TEST(Messages, WithNumbersThatDoNotFitAreRefused) {
    for (const char* name : {"frame_count", "width", "height", "overlay_planes"})
        for (const json& number : {json(1e38), json(0.5), json(-3000000000), json(3000000000)}) {
            json lie = decoder::toJson(info());
            lie[name] = number;
            EXPECT_THROW(decoder::infoFromJson(lie), json::exception) << name << " " << number;
        }
    json lie = decoder::toJson(calibration());
    lie["regions"][0]["flags"] = -1;
    EXPECT_THROW(decoder::calibrationFromJson(lie), json::exception);
    lie = decoder::toJson(calibration());
    lie["regions"][0]["area"] = {2147483647, 0, 10, 10};
    EXPECT_THROW(decoder::calibrationFromJson(lie), json::exception);
}

TEST(Messages, OfARefusalComeBackAsTheyWere) {
    const std::string text =
        decoder::wireText(decoder::toJson(decoder::Refusal{"is empty", "Copy it again."}));
    const auto refusal = decoder::refusalIn(decoder::answerFromText(text));
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->reason, "is empty");
    EXPECT_EQ(refusal->remedy, "Copy it again.");
    EXPECT_FALSE(decoder::refusalIn(decoder::answerFromText("{}")));
}

TEST(Messages, HaveNoControlCharacters) {
    ClipInfo sent = info();
    sent.patient_name = "A\x1b[31m\x7f\u009b31mB Käthe \u00a0";
    sent.warnings = {"not known (\x1b]0;x\a)", "two\nlines"};
    const ClipInfo read = decoder::infoFromJson(decoder::toJson(sent));
    EXPECT_EQ(read.patient_name, "A?[31m??31mB Käthe \u00a0");
    EXPECT_EQ(read.warnings, (std::vector<std::string>{"not known (?]0;x?)", "two lines"}));
    EXPECT_EQ(decoder::refusalIn({{"error", "is \x1b[2J"}, {"remedy", "\r"}})->reason, "is ?[2J");
}

TEST(Messages, ThatAreNoAnswersAreRefused) {
    for (const char* text : {"", "[]", "5", "{\"error\": ", "\xff"})
        EXPECT_THROW(decoder::answerFromText(text), json::exception) << text;
    for (const char* text : {R"({"error": 5, "remedy": ""})", R"({"error": "is empty"})",
                             R"({"error": "is empty", "remedy": []})"})
        EXPECT_THROW(decoder::refusalIn(decoder::answerFromText(text)), json::exception) << text;
}

}  // namespace
}  // namespace sonomask::test
