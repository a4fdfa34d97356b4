// Decides what of a file may be shown, and shows it without its credentials.
//
//   password: hunter2                 password: ***
//   url: postgres://app:hunter2@db    url: postgres://app:***@db
//   # old password: hunter2           # old password: ***
//   hunter2                           (a line of a broken document: not shown)
//
// `***` is always three long, so that it tells nothing about what it replaces. The file is judged
// once, when the redactor is made; lines are then cheap. It does not decide whether a credential is
// a finding: that is the rules' matter, and what they report is hidden here too.

#include "rules/support/redaction.h"

#include <algorithm>
#include <utility>

#include "rules/support/redaction_parts.h"

namespace plimsoll {

struct Redactor::State {
  const SourceFile* source;
  HiddenText hidden;
};

namespace {

// The keys and scalars of a file, in the order of the text.
std::vector<Span> keys_and_scalars(const Tree& tree) {
  std::vector<Span> taken;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const Node node(&tree, i);
    if (node.has_key()) taken.push_back(node.key_span());
    if (node.is_scalar() && !node.is_alias()) taken.push_back(node.value_span());
  }
  std::sort(taken.begin(), taken.end());
  return taken;
}

// Whether a line that belongs to no document says nothing: blank, a comment, a separator, a
// directive, closing brackets.
bool is_between_documents(std::string_view line) {
  if (line.starts_with('%')) return true;
  if (line.starts_with("---") || line.starts_with("...")) line.remove_prefix(3);
  const std::size_t first = line.find_first_not_of(" \t\r]},");
  return first == std::string_view::npos || line[first] == '#';
}

void hide_outside_documents(const SourceFile& source, std::uint32_t first_line,
                            std::uint32_t last_line, HiddenText& hidden) {
  for (std::uint32_t number = first_line; number <= last_line; ++number) {
    if (!is_between_documents(source.text(source.line(number)))) hidden.dark.push_back(number);
  }
}

// Joins what touches, and drops what is empty.
void tidy(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> joined;
  for (const Span span : spans) {
    if (span.empty()) continue;
    if (!joined.empty() && span.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  spans = std::move(joined);
}

// Values long enough to be told from words, so that hiding them elsewhere hides nothing else.
void tidy(std::vector<std::string>& values) {
  constexpr std::size_t kShortest = 8;
  constexpr std::size_t kMost = 64;
  std::erase_if(values, [](const std::string& value) {
    return value.size() < kShortest || value.find('\n') != std::string::npos;
  });
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.size() > kMost) values.resize(kMost);
}

// The line a document begins on; behind the last line for what comes after the last document.
std::uint32_t first_line(const YamlFile& file, std::size_t index) {
  if (index >= file.documents.size()) return file.source.line_count() + 1;
  return file.source.position(file.documents[index].span.begin, ColumnUnit::kByte).line;
}

std::uint32_t last_line(const YamlFile& file, Span document) {
  const std::uint32_t end = std::max(document.begin + 1, document.end) - 1;
  return file.source.position(end, ColumnUnit::kByte).line;
}

bool is_text(const YamlFile& file) {
  return std::none_of(file.documents.begin(), file.documents.end(), [](const Document& document) {
    return std::any_of(document.problems.begin(), document.problems.end(),
                       [](const Problem& one) { return one.kind == Problem::Kind::kNotUtf8; });
  });
}

// Judges the lines that no tree accounts for. A document that could not be read is taken to reach
// from the one before it to the one behind it.
void hide_lines(const YamlFile& file, HiddenText& hidden) {
  const SourceFile& source = file.source;
  if (!is_text(file)) return hide_unreadable_lines(source, 1, source.line_count(), hidden);
  std::uint32_t next = 1;
  for (std::size_t i = 0; i < file.documents.size(); ++i) {
    const std::uint32_t first = first_line(file, i);
    if (file.documents[i].unreadable()) {
      const std::uint32_t behind = first_line(file, i + 1);
      hide_unreadable_lines(source, std::min(next, first), behind - 1, hidden);
      next = std::max(next, behind);
    } else {
      hide_outside_documents(source, next, first - 1, hidden);
      next = std::max(next, last_line(file, file.documents[i].span) + 1);
    }
  }
  hide_outside_documents(source, next, source.line_count(), hidden);
}

HiddenText judge(const YamlFile& file) {
  HiddenText hidden;
  const SourceFile& source = file.source;
  const std::vector<Span> taken = keys_and_scalars(file.tree);
  hide_scalars(file, hidden);
  hide_lines(file, hidden);
  hide_comments(source, 1, source.line_count(), taken, hidden);
  tidy(hidden.spans);
  tidy(hidden.values);
  std::sort(hidden.dark.begin(), hidden.dark.end());
  return hidden;
}

// What of `line` is hidden, without the white space before it.
std::vector<Span> hidden_in_line(const HiddenText& hidden, std::string_view bytes, Span line) {
  std::vector<Span> parts;
  auto it = std::lower_bound(hidden.spans.begin(), hidden.spans.end(), line.begin,
                             [](Span span, std::uint32_t offset) { return span.end <= offset; });
  for (; it != hidden.spans.end() && it->begin < line.end; ++it) {
    Span part = {std::max(it->begin, line.begin), std::min(it->end, line.end)};
    while (!part.empty() && (bytes[part.begin] == ' ' || bytes[part.begin] == '\t')) ++part.begin;
    if (!part.empty()) parts.push_back(part);
  }
  const std::string_view text = bytes.substr(line.begin, line.size());
  for (const std::string& value : hidden.values) {
    for (std::size_t at = text.find(value); at != std::string_view::npos;
         at = text.find(value, at + value.size())) {
      const std::uint32_t begin = line.begin + static_cast<std::uint32_t>(at);
      parts.push_back({begin, begin + static_cast<std::uint32_t>(value.size())});
    }
  }
  tidy(parts);
  return parts;
}

}  // namespace

Redactor::Redactor(const YamlFile& file)
    : state_(std::make_unique<State>(State{&file.source, judge(file)})) {}
Redactor::~Redactor() = default;
Redactor::Redactor(Redactor&&) noexcept = default;

std::optional<RedactedLine> Redactor::line(std::uint32_t number) const {
  const HiddenText& hidden = state_->hidden;
  if (std::binary_search(hidden.dark.begin(), hidden.dark.end(), number)) return std::nullopt;
  const Span line = state_->source->line(number);
  const std::string_view bytes = state_->source->bytes();
  RedactedLine shown;
  std::uint32_t from = line.begin;
  for (const Span part : hidden_in_line(hidden, bytes, line)) {
    shown.text += bytes.substr(from, part.begin - from);
    const auto begin = static_cast<std::uint32_t>(shown.text.size());
    shown.text += "***";
    shown.replacements.push_back({part, {begin, begin + 3}});
    from = part.end;
  }
  shown.text += bytes.substr(from, line.end - from);
  return shown;
}

}  // namespace plimsoll
