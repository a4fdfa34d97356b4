#pragma once

#include <istream>
#include <streambuf>
#include <string>
#include <string_view>

namespace plimsoll {

// A chunk of text as yaml-cpp must get it to read what kubectl reads: a lone CR, which ends a line
// for go-yaml, is a LF, and the last line ends with one too. No byte changes its place. Borrows the
// text.
class YamlCppInput : private std::streambuf {
 public:
  explicit YamlCppInput(std::string_view text) : stream_(this) {
    if (text.find('\r') != std::string_view::npos || !text.ends_with('\n')) {
      copy_ = text;
      for (std::size_t i = 0; i < copy_.size(); ++i) {
        if (copy_[i] == '\r' && (i + 1 == copy_.size() || copy_[i + 1] != '\n')) copy_[i] = '\n';
      }
      if (!copy_.ends_with('\n')) copy_ += '\n';
      text = copy_;
    }
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }

  std::istream& stream() { return stream_; }

 private:
  std::string copy_;
  std::istream stream_;
};

}  // namespace plimsoll
