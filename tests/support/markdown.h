#pragma once

#include <sstream>
#include <string>
#include <vector>

namespace plimsoll::test {

// A fenced block of a Markdown page.
struct CodeBlock {
  std::string language;  // what follows the opening fence
  std::string caption;   // the last line of text before it
  std::vector<std::string> lines;
};

// The file that a block is said to be from: its caption ends with "`path`:". Empty when none.
inline std::string quoted_file(const CodeBlock& block) {
  const std::size_t tick = block.caption.rfind("`:");
  if (tick == std::string::npos || tick + 2 != block.caption.size()) return {};
  const std::size_t open = block.caption.rfind('`', tick - 1);
  return block.caption.substr(open + 1, tick - open - 1);
}

inline std::string text_of(const CodeBlock& block) {
  std::string text;
  for (const std::string& line : block.lines) text += line + '\n';
  return text;
}

inline std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

inline std::vector<CodeBlock> code_blocks(const std::string& page) {
  std::vector<CodeBlock> blocks;
  bool inside = false;
  std::string caption;
  for (const std::string& line : split_lines(page)) {
    if (line.rfind("```", 0) == 0) {
      if (!inside) blocks.push_back({line.substr(3), caption, {}});
      inside = !inside;
    } else if (inside) {
      blocks.back().lines.push_back(line);
    } else if (!line.empty()) {
      caption = line;
    }
  }
  return blocks;
}

}  // namespace plimsoll::test
