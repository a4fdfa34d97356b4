#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace plimsoll {

// The rows of a tab-separated table below the folder of shared references, which stands beside the
// sources where there is one; none where there is not. Lines that begin with `#` are comments.
inline std::vector<std::vector<std::string>> reference_table(const std::string& name) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(std::string(PLIMSOLL_SOURCE_DIR "/../shared/reference/data/") + name);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace plimsoll
