#include "workflow/agreement.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "base/progress.h"
#include "evaluation/agreement.h"
#include "evaluation/overlap.h"
#include "evaluation/surface_distance.h"

namespace sonomask::workflow {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

double diceOf(const cv::Mat& first, const cv::Mat& second) {
    return evaluation::overlapOf(evaluation::confusionOf(first, second)).dice;
}

/// Pairs of indices, -1 for none: one to one, the largest overlap first.
std::vector<std::pair<int, int>> matched(const std::vector<ReaderMass>& first,
                                         const std::vector<ReaderMass>& second) {
    std::vector<std::tuple<double, int, int>> overlaps;
    for (int i = 0; i < static_cast<int>(first.size()); ++i)
        for (int k = 0; k < static_cast<int>(second.size()); ++k) {
            const double dice = diceOf(first[static_cast<std::size_t>(i)].mask_in_frame,
                                       second[static_cast<std::size_t>(k)].mask_in_frame);
            if (dice > 0) overlaps.emplace_back(-dice, i, k);
        }
    std::sort(overlaps.begin(), overlaps.end());
    std::vector<int> partner_of_first(first.size(), -1);
    std::vector<bool> taken(second.size(), false);
    for (const auto& [minus_dice, i, k] : overlaps) {
        int& partner = partner_of_first[static_cast<std::size_t>(i)];
        if (partner >= 0 || taken[static_cast<std::size_t>(k)]) continue;
        partner = k;
        taken[static_cast<std::size_t>(k)] = true;
    }
    std::vector<std::pair<int, int>> pairs;
    for (std::size_t i = 0; i < first.size(); ++i)
        pairs.emplace_back(static_cast<int>(i), partner_of_first[i]);
    for (std::size_t k = 0; k < second.size(); ++k)
        if (!taken[k]) pairs.emplace_back(-1, static_cast<int>(k));
    return pairs;
}

void measurePair(MassAgreement& result, const ReaderMass& first, const ReaderMass& second,
                 const Frame& frame) {
    result.dice = diceOf(first.mask_in_frame, second.mask_in_frame);
    const cv::Rect area = cv::boundingRect(first.mask_in_frame | second.mask_in_frame);
    const ScaleAnswer scale = frame.calibration.scaleFor(area);
    if (scale.spacing) result.unit = "mm";
    const auto distance =
        evaluation::surfaceDistance(first.mask_in_frame, second.mask_in_frame, scale.pixel());
    if (distance) result.hd95 = distance->hd95;
}

void addTerms(MassAgreement& result, const std::map<std::string, std::string>& terms,
              bool of_first) {
    for (const auto& [term, value] : terms) {
        auto& [first_word, second_word] = result.terms[term];
        (of_first ? first_word : second_word) = value;
    }
}

cv::Mat unionOf(const std::vector<ReaderMass>& masses, const cv::Size& size) {
    cv::Mat all = cv::Mat::zeros(size, CV_8UC1);
    for (const ReaderMass& mass : masses) cv::bitwise_or(all, mass.mask_in_frame, all);
    return all;
}

/// CDs name the files of every series alike: SER1/IM1 and SER2/IM1.
std::string nameIn(const std::vector<ReadTwice>& study, const std::filesystem::path& file) {
    const auto namesakes = std::count_if(study.begin(), study.end(), [&](const ReadTwice& read) {
        return read.clip.info().file.filename() == file.filename();
    });
    const std::filesystem::path name = file.filename();
    return (namesakes > 1 ? file.parent_path().filename() / name : name).string();
}

/// `about` says which frame it is.
void compareFrame(Agreement& agreement, const std::vector<ReaderMass>& first,
                  const std::vector<ReaderMass>& second, const Frame& frame,
                  const MassAgreement& about) {
    for (const auto& [i, k] : matched(first, second)) {
        MassAgreement result = about;
        result.first_number = i + 1;
        result.second_number = k + 1;
        if (i >= 0) addTerms(result, first[static_cast<std::size_t>(i)].terms, true);
        if (k >= 0) addTerms(result, second[static_cast<std::size_t>(k)].terms, false);
        if (i >= 0 && k >= 0) {
            measurePair(result, first[static_cast<std::size_t>(i)],
                        second[static_cast<std::size_t>(k)], frame);
            ++agreement.matched;
        } else {
            ++(i >= 0 ? agreement.only_first : agreement.only_second);
        }
        agreement.masses.push_back(std::move(result));
    }
}

void summariseMasses(Agreement& agreement) {
    double dice = 0, distance = 0;
    std::size_t measured = 0;
    std::set<std::string> units;
    for (const MassAgreement& mass : agreement.masses) {
        if (mass.first_number == 0 || mass.second_number == 0) continue;
        dice += mass.dice;
        if (!mass.hd95) continue;
        distance += *mass.hd95;
        units.insert(mass.unit);
        ++measured;
    }
    agreement.mean_mass_dice =
        agreement.matched > 0 ? dice / static_cast<double>(agreement.matched) : kUndefined;
    if (units.size() != 1) return;
    agreement.hd95 = distance / static_cast<double>(measured);
    agreement.unit = *units.begin();
}

void summariseTerms(Agreement& agreement) {
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> ratings;
    for (const MassAgreement& mass : agreement.masses)
        for (const auto& [term, words] : mass.terms)
            if (!words.first.empty() && !words.second.empty()) ratings[term].push_back(words);
    for (const auto& [term, words] : ratings) {
        std::set<std::string> classes;
        for (const auto& [one, other] : words) classes.insert({one, other});
        const evaluation::AgreementTable table({classes.begin(), classes.end()}, words);
        agreement.terms.push_back({term, words.size(), table.observedAgreement(), table.kappa()});
    }
}

}  // namespace

ReaderMasses massesOf(const SessionState& state) {
    ReaderMasses result{state.study.reader, {}, state.study.user_spacing};
    for (const auto& [index, frame] : state.frames) {
        // A frame that was only marked was not read for masses.
        if (frame->lesions.empty() && frame->segmented_by.empty()) continue;
        std::vector<ReaderMass>& masses = result.frames[index];
        for (const SessionLesion& lesion : frame->lesions) {
            ReaderMass mass{lesion.mask.inFrame(), {}};
            for (const auto& [term, reading] : lesion.terms)
                if (!reading.value().empty()) mass.terms[term] = reading.value();
            masses.push_back(std::move(mass));
        }
    }
    return result;
}

Agreement compareReaders(const std::vector<ReadTwice>& study, const std::stop_token& stop) {
    Agreement agreement;
    evaluation::Confusion all;
    for (std::size_t i = 0; i < study.size(); ++i) {
        const ReadTwice& read = study[i];
        MassAgreement about;
        about.clip = i;
        about.file = nameIn(study, read.clip.info().file);
        if (agreement.first_reader.empty()) agreement.first_reader = read.first.reader;
        if (agreement.second_reader.empty()) agreement.second_reader = read.second.reader;
        for (const auto& [index, masses] : read.first.frames) {
            throwIfStopped(stop);
            const auto others = read.second.frames.find(index);
            if (others == read.second.frames.end()) continue;
            Frame frame = read.clip.frame(index);
            frame.origin = {read.clip.info().file, index};
            if (read.user_spacing) frame.calibration.user_spacing = read.user_spacing;
            about.frame = index;
            compareFrame(agreement, masses, others->second, frame, about);
            all += evaluation::confusionOf(unionOf(masses, frame.pixels.size()),
                                           unionOf(others->second, frame.pixels.size()));
            ++agreement.frames;
        }
    }
    agreement.dice = evaluation::overlapOf(all).dice;
    summariseMasses(agreement);
    summariseTerms(agreement);
    return agreement;
}

cv::Mat differencePicture(const Frame& frame, const std::vector<ReaderMass>& first,
                          const std::vector<ReaderMass>& second) {
    cv::Mat picture;
    cv::cvtColor(greyOf(frame), picture, cv::COLOR_GRAY2BGR);
    const cv::Mat a = unionOf(first, picture.size());
    const cv::Mat b = unionOf(second, picture.size());
    const cv::Scalar both(255, 255, 255), only_first(178, 114, 0), only_second(0, 159, 230);
    const std::pair<cv::Mat, cv::Scalar> areas[] = {
        {a & b, both}, {a & ~b, only_first}, {b & ~a, only_second}};
    for (const auto& [area, colour] : areas) {
        const double share = colour == both ? 0.25 : 0.6;  // agreement is not what is looked for
        cv::Mat blended;
        cv::addWeighted(picture, 1 - share, cv::Mat(picture.size(), CV_8UC3, colour), share, 0,
                        blended);
        blended.copyTo(picture, area);
    }
    return picture;
}

}  // namespace sonomask::workflow
