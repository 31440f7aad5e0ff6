# Every outside library the product needs, in one place. NOTICE lists their licences.
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)

# LibTorch: Debian's 1.13 (CPU), or an upstream 2.x with CUDA named by CMAKE_PREFIX_PATH.
find_package(Torch REQUIRED)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

if(SONOMASK_TRAINER_ONLY)
  return()
endif()

find_package(OpenCV REQUIRED COMPONENTS core imgproc imgcodecs videoio ml dnn)
find_package(DCMTK REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)

if(SONOMASK_BUILD_UI)
  find_package(Qt6 REQUIRED COMPONENTS Core Gui Widgets PrintSupport LinguistTools)
else()
  find_package(Qt6 REQUIRED COMPONENTS Core Gui)
endif()
if(SONOMASK_BUILD_TESTS)
  find_package(GTest REQUIRED)
  if(SONOMASK_BUILD_UI)
    find_package(Qt6 REQUIRED COMPONENTS Test)
  endif()
endif()
