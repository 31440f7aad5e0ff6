#include "segmentation/blas.h"

#include <dlfcn.h>

#include <filesystem>

namespace sonomask::segmentation {

std::string referenceBlasInUse() {
    void* gemm = ::dlsym(RTLD_DEFAULT, "sgemm_");
    Dl_info info{};
    if (!gemm || ::dladdr(gemm, &info) == 0 || !info.dli_fname) return {};
    std::error_code error;
    const auto library = std::filesystem::canonical(info.dli_fname, error);
    // Debian keeps the reference in .../blas/libblas.so.3 and others in folders of their own name.
    const bool reference = !error && library.parent_path().filename() == "blas";
    return reference ? library.string() : std::string();
}

}  // namespace sonomask::segmentation
