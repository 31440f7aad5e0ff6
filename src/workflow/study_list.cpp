#include "workflow/study_list.h"

#include <algorithm>

#include "base/error.h"
#include "workflow/open.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;

bool sameStudy(const Study& study, const ClipInfo& clip, const std::string& key) {
    const ClipInfo& first = study.series.front().clips.front();
    const std::string first_key =
        first.study_uid.empty() ? first.file.parent_path().string() : first.study_uid;
    return first_key == key && first.patient_id == clip.patient_id;
}

Study studyOf(const ClipInfo& clip) {
    Study study{clip.patient_name, clip.patient_id, clip.study_date, clip.study_description, {}};
    if (clip.study_uid.empty()) study.description = clip.file.parent_path().filename().string();
    return study;
}

}  // namespace

void addToStudies(StudyList& list, const ClipInfo& clip) {
    const std::string key =
        clip.study_uid.empty() ? clip.file.parent_path().string() : clip.study_uid;
    auto study = std::find_if(list.studies.begin(), list.studies.end(),
                              [&](const Study& s) { return sameStudy(s, clip, key); });
    if (study == list.studies.end()) {
        list.studies.push_back(studyOf(clip));
        study = std::prev(list.studies.end());
    }
    auto series = std::find_if(study->series.begin(), study->series.end(), [&](const Series& s) {
        return s.clips.front().series_uid == clip.series_uid;
    });
    if (series == study->series.end()) {
        study->series.push_back({clip.series_description, {}});
        series = std::prev(study->series.end());
    }
    const auto place =
        std::upper_bound(series->clips.begin(), series->clips.end(), clip,
                         [](const ClipInfo& a, const ClipInfo& b) { return a.file < b.file; });
    series->clips.insert(place, clip);
}

StudyList readStudies(const std::vector<fs::path>& files, const ProgressCallback& progress,
                      const std::stop_token& stop) {
    StudyList list;
    std::size_t done = 0;
    for (const fs::path& file : files) {
        throwIfStopped(stop);
        reportProgress(progress, done++, files.size(), file.filename().string());
        try {
            addToStudies(list, openClip(file).info());
        } catch (const ReadError& error) {
            list.skipped.push_back({file, error.what()});
        }
    }
    reportProgress(progress, files.size(), files.size());
    return list;
}

}  // namespace sonomask::workflow
