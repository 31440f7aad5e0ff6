#include "export/report.h"

#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask::report {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

ReportContent sample() {
    ReportContent content;
    content.identity = {"Doe^Jane", "4711", "20260131", "Breast left", "doe.dcm", {}};
    content.pictures = {{cv::Mat(120, 160, CV_8UC1, cv::Scalar(90)), "doe.dcm", 3, 60, false}};
    ReportMass mass;
    mass.geometry.unit = "mm";
    mass.geometry.scale.note = "scale of the file's ultrasound region";
    mass.geometry.area = 123.456;
    mass.geometry.longest.length = 17.26;
    mass.geometry.perpendicular.length = 9.11;
    mass.terms = {{"Shape", "irregular", "oval", 0.7}, {"Margin", "circumscribed", "", 0.84}};
    content.masses = {mass};
    content.text = "Line one\nLine two";
    content.reader = "Dr. Ann";
    content.model = "model 1.2";
    content.software = "Sonomask 9";
    return content;
}

int pageCount(const std::string& pdf) {
    const std::size_t place = pdf.find("/Count ");
    return place == std::string::npos ? 0 : std::stoi(pdf.substr(place + 7, 6));
}

TEST(Report, SaysWhatARadiologistMustKnow) {
    const std::string html = reportHtml(sample());
    for (const char* expected :
         {"Not for diagnostic use", "Doe, Jane", "4711", "2026-01-31", "17.3&nbsp;×&nbsp;9.1",
          "123.5&nbsp;mm²", "scale of the file&#39;s ultrasound region", "Line one<br/>Line two",
          "Dr. Ann", "model 1.2", "Sonomask 9"})
        EXPECT_THAT(html, HasSubstr(expected));
}

TEST(Report, AnOverruledTermShowsBothWords) {
    const std::string html = reportHtml(sample());
    EXPECT_THAT(html, HasSubstr("<b>oval</b> (computed: irregular 70&nbsp;%)"));
    EXPECT_THAT(html, HasSubstr("circumscribed 84&nbsp;%"));
}

TEST(Report, WithoutIdentityNothingNamesThePatient) {
    ReportOptions options;
    options.identity = false;
    ReportContent content = sample();
    content.left_out = {"doe_4711.dcm"};
    const std::string html = reportHtml(content, options);
    for (const char* secret : {"Doe", "doe", "4711", "2026-01-31", "20260131", "Breast left"})
        EXPECT_THAT(html, Not(HasSubstr(secret)));
    EXPECT_THAT(html, HasSubstr("Pictures that cannot be read and are left out: 1."));
    EXPECT_THAT(reportHtml(content), HasSubstr("doe_4711.dcm cannot be read and is left out"));
}

TEST(Report, SaysItsWarningsInTheReadersLanguage) {
    ReportContent content = sample();
    content.warnings = {"The picture has caliper marks burned in; outlines may follow them."};
    ReportOptions options;
    options.translate = [](std::string_view english) { return "<" + std::string(english) + ">"; };
    EXPECT_THAT(reportHtml(content, options), HasSubstr("&lt;The picture has caliper marks"));
}

TEST(Report, TracesEachPictureToItsFileAndSaysWhatNobodyHasReviewed) {
    ReportContent content = sample();
    EXPECT_THAT(reportHtml(content), HasSubstr("1 · doe.dcm · Frame 3 / 60 · <b>not reviewed</b>"));
    content.pictures[0] = {content.pictures[0].pixels, "still.png"};
    EXPECT_THAT(reportHtml(content), HasSubstr(">1 · still.png</p>"));
}

TEST(Report, CountsThePicturesThatItDoesNotShow) {
    ReportContent content = sample();
    content.counts = {17, 3, 0};
    EXPECT_THAT(reportHtml(content), HasSubstr("<p>3 of 17 pictures have findings.</p>"));
    content.counts.not_segmented = 5;
    EXPECT_THAT(reportHtml(content), HasSubstr("Not segmented: 5."));
}

TEST(Report, ALongNameMayBreakBetweenItsCharacters) {
    ReportContent content = sample();
    content.pictures[0].file = std::string(39, 'x') + "乳房" + std::string(10, '&');
    EXPECT_THAT(reportHtml(content), HasSubstr("x乳&#8203;房&amp;"));
}

TEST(Report, NamesThePatientAsPeopleDo) {
    ReportContent content = sample();
    content.identity.patient_name = "Wang^XiaoDong=王^小東=";
    EXPECT_THAT(reportHtml(content), HasSubstr(">Wang, XiaoDong<"));
}

TEST(Report, NothingFromAFileBecomesMarkup) {
    ReportContent content = sample();
    const std::string attack = "<script>alert(1)</script>\"'&{{text}}";
    content.identity.patient_name = content.identity.patient_id = content.text = attack;
    content.reader = content.model = content.masses[0].note = attack;
    content.masses[0].terms[0].overruled = attack;
    content.pictures[0].file = attack;
    content.warnings = {attack};
    const std::string html = reportHtml(content);
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;{{text}}"));
}

TEST(Report, LoadsNothingFromElsewhere) {
    const std::string html = reportHtml(sample());
    const std::regex source("(src|href|url)\\s*[=(]\\s*\"?([a-z]+:)?");
    for (std::sregex_iterator match(html.begin(), html.end(), source), end; match != end; ++match)
        EXPECT_EQ((*match)[2], "data:");
}

TEST(Report, MassesWithoutScaleAreInPixels) {
    ReportContent content = sample();
    content.masses[0].geometry.unit = "px";
    EXPECT_THAT(reportHtml(content), HasSubstr("123&nbsp;px²"));
}

TEST(Report, TakesAnotherTemplate) {
    TemporaryFolder folder;
    test::writeText(folder / "page.html", "<p>{{notice}}</p>{{masses}}");
    ReportOptions options;
    options.page_template = folder / "page.html";
    EXPECT_THAT(reportHtml(sample(), options), HasSubstr("<p>Not for diagnostic use</p>"));
    test::writeText(folder / "page.html", "{{patient}}");
    EXPECT_THROW(reportHtml(sample(), options), ConfigError);
    test::writeText(folder / "page.html", "{{notice");
    EXPECT_THROW(reportHtml(sample(), options), ConfigError);
    options.page_template = folder / "missing.html";
    EXPECT_THROW(reportHtml(sample(), options), ReadError);
}

TEST(Report, RefusesALogoThatIsNoPicture) {
    TemporaryFolder folder;
    test::writeText(folder / "logo.png", "not a picture");
    ReportOptions options;
    options.logo = folder / "logo.png";
    EXPECT_THROW(reportHtml(sample(), options), ReadError);
}

TEST(Report, SpeaksTheReadersLanguage) {
    ReportOptions options;
    options.translate = [](std::string_view english) {
        return english == "Not for diagnostic use" ? std::string("不可用于诊断")
                                                   : std::string(english);
    };
    EXPECT_THAT(reportHtml(sample(), options), HasSubstr("不可用于诊断"));
}

TEST(Report, APdfNeedsNoDisplay) {
    TemporaryFolder folder;
    writeReportPdf(folder / "report.pdf", sample());
    const std::string pdf = test::readText(folder / "report.pdf");
    EXPECT_EQ(pdf.substr(0, 5), "%PDF-");
    EXPECT_THAT(pdf.substr(pdf.size() - 10), HasSubstr("%%EOF"));
    EXPECT_GE(pageCount(pdf), 1);
}

TEST(Report, ALongReportGoesOnToFurtherPages) {
    TemporaryFolder folder;
    ReportContent content = sample();
    for (int i = 0; i < 11; ++i) content.pictures.push_back(content.pictures[0]);
    writeReportPdf(folder / "report.pdf", content);
    EXPECT_GE(pageCount(test::readText(folder / "report.pdf")), 2);
}

TEST(Report, AnUnwritablePlaceIsNamed) {
    TemporaryFolder folder;
    EXPECT_THROW(writeReportHtml(folder / "missing" / "report.html", sample()), WriteError);
    EXPECT_THROW(writeReportPdf(folder / "missing" / "report.pdf", sample()), WriteError);
}

}  // namespace
}  // namespace sonomask::report
