// From bytes to documents.
//
// A file is cut into chunks first, where kubectl cuts it: at lines that begin with `---`, whatever
// YAML would make of them (a `---` in column 1 ends a document even inside a block scalar). Each
// chunk is then read on its own, so a syntax error costs one document and never its neighbours:
//
//   a: 1          read
//   ---
//   b: [          an error, reported; go on behind the next separator
//   ---
//   c: 3          read
//
// What kubectl would drop without a word (text behind `...`, a second root) is reported and read
// all the same. Text that is not UTF-8 is not read at all.

#include "engine/yaml/parse.h"

#include <algorithm>
#include <utility>

#include "engine/text/concat.h"
#include "engine/text/utf8.h"
#include "engine/yaml/front_end.h"
#include "engine/yaml/limits.h"
#include "engine/yaml/strictness.h"

namespace plimsoll {
namespace {

bool is_blank_line(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || line[first] == '#';
}

class Reader {
 public:
  explicit Reader(YamlFile& file)
      : file_(file), source_(file.source), bytes_(source_.bytes()), builder_(file.tree) {}

  void run();

 private:
  void read_chunks();
  void read_chunk(Span chunk);
  void read_separator(std::uint32_t line, std::uint32_t end, Span& chunk);
  bool only_directives(Span chunk) const;
  void check_followers(std::size_t first);
  bool refuse(Span chunk);
  void problem(Problem::Kind kind, Span span, std::string message);

  YamlFile& file_;
  const SourceFile& source_;
  std::string_view bytes_;
  TreeBuilder builder_;
  bool has_controls_ = false;  // some document holds a character that YAML does not allow
  bool json_ = false;  // the file begins with `{`: a stream of JSON values needs no separators
};

// Reports what belongs to no document that could be read.
void Reader::problem(Problem::Kind kind, Span span, std::string message) {
  file_.documents.push_back({&source_, span, {}, {{kind, span, std::move(message), {}}}});
}

std::string_view describe(TextFault::Kind kind) {
  switch (kind) {
    case TextFault::Kind::kUtf16:
      return "the file is UTF-16; Kubernetes tools expect UTF-8";
    case TextFault::Kind::kInvalidUtf8:
      return "the file is not UTF-8 text from here on";
    case TextFault::Kind::kNul:
      return "the file holds a NUL byte, so it is not text";
    case TextFault::Kind::kControl:
      return "YAML does not allow this control character";
  }
  return "";
}

void Reader::run() {
  const auto fault = find_text_fault(bytes_);
  if (fault && fault->kind != TextFault::Kind::kControl) {
    const Span span{fault->offset, fault->offset + fault->size};
    return problem(Problem::Kind::kNotUtf8, span, std::string(describe(fault->kind)));
  }
  has_controls_ = fault.has_value();
  const std::size_t first = bytes_.find_first_not_of(" \t\r\n", source_.bom_size());
  // kubectl takes a byte order mark for the end of the hope that this is JSON.
  json_ = first != std::string_view::npos && bytes_[first] == '{' && source_.bom_size() == 0;
  read_chunks();
}

void Reader::read_chunks() {
  const auto size = static_cast<std::uint32_t>(bytes_.size());
  Span chunk{source_.bom_size(), 0};
  std::uint32_t line = chunk.begin;
  while (line < size) {
    const auto end = static_cast<std::uint32_t>(std::min(bytes_.find('\n', line), bytes_.size()));
    if (bytes_.substr(line, 3) == "---") read_separator(line, end, chunk);
    // Skip to the next line that can be a separator.
    const std::size_t next = bytes_.find("\n---", line);
    line = next == std::string_view::npos ? size : static_cast<std::uint32_t>(next) + 1;
  }
  read_chunk({chunk.begin, size});
}

// Ends the chunk before the separator line and begins the next behind it. After the dashes only
// blanks and a comment may follow; Helm splits at others too, kubectl refuses the file.
void Reader::read_separator(std::uint32_t line, std::uint32_t end, Span& chunk) {
  chunk.end = line;
  if (!only_directives(chunk)) {
    read_chunk(chunk);
    chunk.begin = std::min(end + 1, static_cast<std::uint32_t>(bytes_.size()));
    // Files joined by `cat` carry their byte order marks along.
    if (bytes_.substr(chunk.begin).starts_with(kUtf8ByteOrderMark)) {
      chunk.begin += static_cast<std::uint32_t>(kUtf8ByteOrderMark.size());
    }
  }
  const std::string_view rest = bytes_.substr(line + 3, end - line - 3);
  // A lone CR ends a line for YAML, though not for kubectl's splitter.
  const std::size_t next = rest.find('\r');
  const bool goes_on = next != std::string_view::npos && next + 1 < rest.size();
  if (goes_on) chunk.begin = line + 3 + static_cast<std::uint32_t>(next) + 1;
  if (is_blank_line(rest)) return;
  std::uint32_t rest_end = end;
  if (rest.ends_with('\r')) --rest_end;
  problem(Problem::Kind::kSyntax, {line, rest_end},
          "nothing but a comment may follow --- on its line; kubectl refuses the file");
  if (!rest.starts_with('-') && !goes_on) chunk.begin = line + 3;
}

// Whether a chunk is nothing but directives: they belong to the document behind the separator.
bool Reader::only_directives(Span chunk) const {
  std::string_view text = source_.text(chunk);
  bool directive = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    if (line.starts_with('%')) {
      directive = true;
    } else if (!is_blank_line(line)) {
      return false;
    }
    text.remove_prefix(end);
  }
  return directive;
}

bool Reader::refuse(Span chunk) {
  if (chunk.size() > kMaxDocumentBytes) {
    problem(Problem::Kind::kSyntax, {chunk.begin, chunk.begin + 1},
            concat("the document is larger than ", kMaxDocumentBytes >> 20, " MiB"));
    return true;
  }
  const std::string_view text = source_.text(chunk);
  if (const auto fault = has_controls_ ? find_text_fault(text) : std::nullopt) {
    const std::uint32_t at = chunk.begin + fault->offset;
    problem(Problem::Kind::kSyntax, {at, at + fault->size}, std::string(describe(fault->kind)));
    return true;
  }
  const std::size_t mark = text.starts_with(kUtf8ByteOrderMark) ? 0 : text.find("\n\xEF\xBB\xBF");
  if (mark != text.npos) {
    const std::uint32_t at = chunk.begin + static_cast<std::uint32_t>(mark) + (mark == 0 ? 0 : 1);
    problem(Problem::Kind::kSyntax, {at, at + 3}, "a byte order mark stands before this line");
    return true;
  }
  for (std::size_t line = 0; text.size() - line > kMaxLineBytes;) {
    const std::size_t end = std::min(text.find_first_of("\r\n", line), text.size());
    if (end - line > kMaxLineBytes) {
      const std::uint32_t at = chunk.begin + static_cast<std::uint32_t>(line);
      problem(Problem::Kind::kSyntax, {at, at + 1},
              concat("the line is longer than ", kMaxLineBytes >> 20, " MiB"));
      return true;
    }
    line = end + 1;
  }
  return false;
}

void Reader::read_chunk(Span chunk) {
  if (chunk.empty() || refuse(chunk)) return;
  for (Refusal& refusal : check_prologue(bytes_, chunk)) {
    problem(Problem::Kind::kSyntax, refusal.span, std::move(refusal.message));
  }
  if (only_directives(chunk)) return;
  const std::size_t first = file_.documents.size();
  if (!json_ || !read_json(source_, chunk, builder_, file_.documents)) {
    read_with_yaml_cpp(source_, chunk, builder_, file_.documents);
    check_followers(first);
  }
  // Documents without content and without a problem say nothing.
  const auto empty = [](const Document& document) {
    return !document.root && document.problems.empty();
  };
  auto& documents = file_.documents;
  documents.erase(std::remove_if(documents.begin() + static_cast<std::ptrdiff_t>(first),
                                 documents.end(), empty),
                  documents.end());
}

// All documents of a chunk but the first are never read by kubectl.
void Reader::check_followers(std::size_t first) {
  for (std::size_t i = first + 1; i < file_.documents.size(); ++i) {
    Document& document = file_.documents[i];
    if (!document.root) continue;
    const std::uint32_t begin = document.root.value_span().begin;
    const auto end =
        static_cast<std::uint32_t>(std::min(bytes_.find_first_of(" \t\r\n", begin), bytes_.size()));
    document.problems.push_back({Problem::Kind::kSyntax,
                                 {begin, std::max(end, begin)},
                                 "kubectl stops before this line; a --- is missing",
                                 {}});
  }
}

}  // namespace

YamlFile::YamlFile(std::string path, std::string reported_path, std::string bytes)
    : source(std::move(path), std::move(reported_path), std::move(bytes)), tree(source) {}

bool Document::unreadable() const {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
    return problem.kind != Problem::Kind::kDuplicateKey;
  });
}

std::unique_ptr<YamlFile> parse_yaml(std::string path, std::string reported_path,
                                     std::string bytes) {
  auto file =
      std::make_unique<YamlFile>(std::move(path), std::move(reported_path), std::move(bytes));
  Reader(*file).run();
  return file;
}

std::unique_ptr<YamlFile> parse_yaml(std::string path, std::string bytes) {
  std::string reported = path;
  return parse_yaml(std::move(path), std::move(reported), std::move(bytes));
}

}  // namespace plimsoll
