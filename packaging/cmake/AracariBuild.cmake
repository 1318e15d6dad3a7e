# Flags and the one function every folder uses to declare itself.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# -O3 costs a third more of compile time and gains nothing the benchmarks show.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
                                  CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

find_package(fmt CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(FlatBuffers CONFIG REQUIRED)
find_package(Protobuf MODULE REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(cgraph REQUIRED IMPORTED_TARGET libcgraph)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip) # its CMake package names programs of other packages and ends in an error
pkg_check_modules(snappy REQUIRED IMPORTED_TARGET snappy)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)

add_library(ara_flags INTERFACE)
target_compile_options(ara_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                           -Wimplicit-fallthrough -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees an overlap in `"text" + std::string` from -O2 on that is not there (its bug 105651, mended in 13).
  target_compile_options(ara_flags INTERFACE -Wno-restrict)
endif()
find_program(MOLD ld.mold)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_link_options(ara_flags INTERFACE -fuse-ld=mold) # dozens of test programs are linked
endif()
if(ARA_WERROR)
  # What the optimiser of GCC 12 supposes depends on inlining and is false now and then (bugs 105562, 105651): told, not
  # fatal.
  target_compile_options(ara_flags INTERFACE -Werror -Wno-error=maybe-uninitialized -Wno-error=array-bounds
                                             -Wno-error=stringop-overflow -Wno-error=stringop-overread -Wno-error=free-nonheap-object
                                             -Wno-error=null-dereference -Wno-error=dangling-pointer)
endif()
if(ARA_SANITIZE)
  target_compile_definitions(ara_flags INTERFACE _GLIBCXX_ASSERTIONS)
  target_compile_options(ara_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                             -fno-omit-frame-pointer)
  target_link_options(ara_flags INTERFACE -fsanitize=address,undefined)
endif()

# ara_library(name [DEPS targets...]): every .cpp below this folder becomes the static library ara_<name>. A folder with
# headers only becomes an interface library of the same name.
function(ara_library name)
  cmake_parse_arguments(A "" "" "DEPS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(sources)
    add_library(ara_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(ara_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(ara_${name} ${scope} ${CMAKE_SOURCE_DIR}/core ${CMAKE_SOURCE_DIR})
  target_link_libraries(ara_${name} ${scope} ara_flags fmt::fmt ${A_DEPS})
endfunction()
