#pragma once

#include <string>

namespace sonomask {

/// A DICOM person name (PS3.5 6.2.1.2) for people, UTF-8: "Family, Given Middle". Of its groups,
/// which are the alphabetic, the ideographic and the phonetic one, the first that holds a name;
/// "王 小東" where that is not the alphabetic one. Empty where there is no name at all.
std::string personName(const std::string& dicom_name);

}  // namespace sonomask
