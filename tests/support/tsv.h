#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/fixtures.h"

namespace plimsoll::test {

// The rows of a tab-separated table of the shared references; none where those are not there.
// Lines that begin with `#` are comments.
inline std::vector<std::vector<std::string>> reference_table(const std::string& name) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(shared() / "reference/data" / name);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace plimsoll::test
