#pragma once

#include <string>
#include <vector>

#include "dicom_bytes.h"

namespace sonomask::test {

/// A file that cannot be shown, named for its damage.
struct DamagedFile {
    std::string damage;
    Bytes bytes;
};

/// Every kind of damage that readers are known to die or hang of, and the plain ones.
std::vector<DamagedFile> damagedFiles();

}  // namespace sonomask::test
