# The libraries, each found once and given one name of ours, so that the differences between
# distributions end here.

function(plimsoll_require name found package)
  if(NOT ${found})
    message(FATAL_ERROR
      "plimsoll needs ${name}: install it (Debian: apt-get install ${package}), "
      "or run ./dev build, which installs everything")
  endif()
endfunction()

find_package(Threads REQUIRED)
find_package(PkgConfig QUIET)
plimsoll_require("pkg-config" PkgConfig_FOUND pkg-config)

# Both through pkg-config: Debian has no CMake package for RE2, and yaml-cpp's names only the
# shared library, where the static program needs the archive.
if(PLIMSOLL_STATIC)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
endif()
pkg_check_modules(YAML_CPP QUIET IMPORTED_TARGET yaml-cpp)
plimsoll_require("yaml-cpp" YAML_CPP_FOUND libyaml-cpp-dev)
add_library(plimsoll_yaml INTERFACE)
target_link_libraries(plimsoll_yaml INTERFACE PkgConfig::YAML_CPP)
add_library(plimsoll::yaml ALIAS plimsoll_yaml)

pkg_check_modules(RE2 QUIET IMPORTED_TARGET re2)
plimsoll_require("RE2" RE2_FOUND libre2-dev)
add_library(plimsoll_re2 INTERFACE)
target_link_libraries(plimsoll_re2 INTERFACE PkgConfig::RE2)
add_library(plimsoll::re2 ALIAS plimsoll_re2)

find_package(CLI11 QUIET)
plimsoll_require("CLI11" CLI11_FOUND libcli11-dev)
add_library(plimsoll::cli11 ALIAS CLI11::CLI11)

find_package(nlohmann_json QUIET)
plimsoll_require("nlohmann/json" nlohmann_json_FOUND nlohmann-json3-dev)
add_library(plimsoll::json ALIAS nlohmann_json::nlohmann_json)

if(PLIMSOLL_TESTS)
  find_package(Catch2 QUIET)
  plimsoll_require("Catch2" Catch2_FOUND catch2)
endif()
