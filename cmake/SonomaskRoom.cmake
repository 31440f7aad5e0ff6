# A room is a folder of src: one static library, whose headers are seen as "<room>/<header>.h" only by
# those that link it. The link below gives each room an include root of its own, so that the layering
# of docs/architecture.md is kept by the compiler: what a target does not link, it cannot include.

add_library(sonomask_flags INTERFACE)
target_compile_options(sonomask_flags INTERFACE -Wall -Wextra -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees overlaps in "literal" + std::string that are not there (its bug 105651).
  target_compile_options(sonomask_flags INTERFACE -Wno-restrict)
endif()
target_link_libraries(sonomask_flags INTERFACE Threads::Threads)

# Sets <variable> to the include root of the room in the current folder.
function(sonomask_include_root name variable)
  set(include_root ${CMAKE_BINARY_DIR}/rooms/${name})
  file(MAKE_DIRECTORY ${include_root})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${include_root}/${name} SYMBOLIC)
  set(${variable} ${include_root} PARENT_SCOPE)
endfunction()

# sonomask_room(<name> SOURCES <file>... [ROOMS <room>...] [LIBRARIES <target>...]
#               [PRIVATE_LIBRARIES <target>...])
function(sonomask_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;ROOMS;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
  sonomask_include_root(${name} include_root)
  add_library(sonomask_${name} STATIC ${ROOM_SOURCES})
  add_library(sonomask::${name} ALIAS sonomask_${name})
  target_include_directories(sonomask_${name} PUBLIC ${include_root})
  list(TRANSFORM ROOM_ROOMS PREPEND sonomask::)
  target_link_libraries(sonomask_${name}
    PUBLIC ${ROOM_ROOMS} ${ROOM_LIBRARIES}
    PRIVATE ${ROOM_PRIVATE_LIBRARIES} sonomask_flags)
endfunction()

# Of every test, so that none leaves anything in the home of who runs it.
set(SONOMASK_TEST_ENVIRONMENT XDG_CACHE_HOME=${CMAKE_BINARY_DIR}/test-cache)

# sonomask_test(<name> SOURCES <file>... ROOMS <room>... [LIBRARIES <target>...])
# A GoogleTest program of its own; each of its tests is a test of ctest's.
function(sonomask_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  add_executable(test_${name} ${TEST_SOURCES})
  list(TRANSFORM TEST_ROOMS PREPEND sonomask::)
  target_link_libraries(test_${name} PRIVATE
    ${TEST_ROOMS} ${TEST_LIBRARIES} GTest::gtest GTest::gmock GTest::gtest_main sonomask_flags)
  gtest_discover_tests(test_${name} TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST
                       # The first start on a cold disk reads the whole of LibTorch.
                       DISCOVERY_TIMEOUT 240
                       PROPERTIES TIMEOUT 300
                       ENVIRONMENT "${SONOMASK_TEST_ENVIRONMENT}")
endfunction()
