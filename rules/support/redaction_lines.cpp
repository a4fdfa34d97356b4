// Decides what may be shown of text that no parser vouches for: comments, and the lines of a
// document that could not be read.
//
//   # old password: hunter2        hidden behind the colon
//   password: "hunter2             in a broken document: hidden, and the lines the quote runs over
//       hunter2                    in a broken document: not shown, it may continue anything
//
// Lines that plainly say one thing (`replicas: 3`, `- name: web`) are shown; the rest of a broken
// document is not. That errs on the side of silence: a position is reported all the same.

#include <algorithm>

#include "engine/text/utf8.h"
#include "rules/support/credential.h"
#include "rules/support/credential_key.h"
#include "rules/support/credential_payload.h"
#include "rules/support/credential_shapes.h"
#include "rules/support/randomness.h"
#include "rules/support/redaction_parts.h"

namespace plimsoll {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::uint32_t narrow(std::size_t value) {
  return static_cast<std::uint32_t>(value);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(kBlank), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

bool names_credential(std::string_view key) {
  const KeyClass key_class = read_key(key).key_class;
  return key_class == KeyClass::kStrong || key_class == KeyClass::kPair;
}

bool is_credential(std::string_view key, std::string_view value) {
  return judge_under_key(key, value, {}, false).grade != Grade::kNone;
}

bool mentions(std::string_view key, std::string_view rest) {
  const std::string_view value = trimmed(rest);
  if (value.empty()) return false;
  return is_credential(key, value) || is_credential(key, value.substr(0, value.find(' ')));
}

// The word before `end`, and what stands between them.
std::string_view word_before(std::string_view text, std::size_t end) {
  while (end > 0 && std::string_view(" \t\"'`").find(text[end - 1]) != std::string_view::npos)
    --end;
  const std::size_t begin = text.find_last_of(" \t#,{}[]()\"'`", end == 0 ? 0 : end - 1);
  const std::size_t from = begin == std::string_view::npos ? 0 : begin + 1;
  return from < end ? text.substr(from, end - from) : std::string_view();
}

// Where a comment starts on a line: a `#` that begins it or follows white space, outside `taken`.
std::size_t comment_start(std::string_view line, std::uint32_t offset,
                          std::vector<Span>::const_iterator& taken,
                          std::vector<Span>::const_iterator end) {
  std::size_t at = 0;
  while ((at = line.find('#', at)) != std::string_view::npos) {
    const std::uint32_t byte = offset + narrow(at);
    while (taken != end && taken->end <= byte) ++taken;
    const bool inside = taken != end && taken->begin <= byte;
    if (!inside && (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t')) return at;
    ++at;
  }
  return std::string_view::npos;
}

void hide_in_free_text(std::string_view text, std::uint32_t offset, HiddenText& hidden) {
  for (const Span span : find_in_free_text(text)) {
    hidden.spans.push_back({offset + span.begin, offset + span.end});
  }
}

// A key as manifests have them. `Kx82=1&b` may be the rest of a value that was torn in two.
bool is_plain_key(std::string_view key) {
  return std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("_-./").find(c) != std::string_view::npos ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

// Whether a text has a run of letters and digits that may be encoded, however it begins and ends.
bool may_be_encoded(std::string_view text) {
  constexpr std::size_t kLongestWord = 20;
  std::size_t run = 0;
  for (const char c : text) {
    const bool counts = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    run = counts || c == '+' ? run + 1 : 0;
    if (run > kLongestWord) return true;
  }
  return false;
}

// Whether a value of a broken document means what it seems to. Where it is torn (`a: b: c`), or
// could be a part of a URL with its user, what the detector makes of it is no verdict.
bool is_plain_value(std::string_view text) {
  for (const std::string_view torn : {": ", ":\t", "://", "@"}) {
    if (text.find(torn) != std::string_view::npos) return false;
  }
  return !may_be_encoded(text) && !looks_random(text);
}

// Reads the lines of a broken document one after the other.
class LineJudge {
 public:
  LineJudge(bool secret, HiddenText& hidden) : secret_(secret), hidden_(hidden) {}

  void judge(std::string_view line, std::uint32_t offset, std::uint32_t number) {
    if (!may_show(line, offset)) hidden_.dark.push_back(number);
  }

 private:
  bool may_show(std::string_view line, std::uint32_t offset) {
    if (find_text_fault(line)) return false;
    const std::string_view text = trimmed(line);
    if (open_quote_ != 0) {
      if (text.find(open_quote_) != std::string_view::npos) open_quote_ = 0;
      return false;
    }
    if (text.empty() || text.starts_with("---") || text == "...") return true;
    const std::size_t indent = line.find_first_not_of(kBlank);
    if (indent > block_indent_) return !secret_block_ && !secret_ && judge_in_block(line, offset);
    block_indent_ = std::string_view::npos;
    hide_in_free_text(line, offset, hidden_);
    if (text[0] == '#') return true;
    const auto assignment = read_assignment(line);
    return assignment ? judge_assignment(line, *assignment, indent, offset)
                      : judge_item(text, line, offset);
  }

  bool judge_in_block(std::string_view line, std::uint32_t offset) {
    hide_in_free_text(line, offset, hidden_);
    const auto assignment = read_assignment(line);
    return assignment && is_plain_key(assignment->key) && judge_value(line, *assignment, offset);
  }

  bool judge_assignment(std::string_view line, const Assignment& assignment, std::size_t indent,
                        std::uint32_t offset) {
    after_option_ = false;
    if (!is_plain_key(assignment.key)) return false;
    const std::string_view value = trimmed(line.substr(assignment.begin));
    if ((value.starts_with('|') || value.starts_with('>')) && is_plain_value(value)) {
      block_indent_ = indent;
      secret_block_ = names_credential(assignment.key);
      return true;
    }
    if (assignment.key == "name") last_name_ = value;
    return judge_value(line, assignment, offset);
  }

  bool judge_value(std::string_view line, const Assignment& assignment, std::uint32_t offset) {
    const std::string_view key = assignment.key == "value" ? last_name_ : assignment.key;
    const std::string_view rest = trimmed(line.substr(assignment.begin));
    if (rest.empty() || rest == "\"") return true;
    if (rest[0] == '{' || rest[0] == '[') return flow_is_harmless(key, rest);
    if (names_credential(key) && !assignment.quoted && (rest[0] == '"' || rest[0] == '\'')) {
      open_quote_ = rest[0];
      return false;
    }
    const std::string_view value = line.substr(assignment.begin, assignment.end - assignment.begin);
    const bool metadata = key == "apiVersion" || key == "kind" || key == "name" ||
                          key == "namespace" || key == "type" || key == "metadata";
    if ((secret_ && !metadata) || mentions(key, value) || mentions(key, rest) ||
        !is_plain_value(rest) || is_number_under(key, value)) {
      hidden_.spans.push_back({offset + narrow(assignment.begin), offset + narrow(line.size())});
    }
    return true;
  }

  // Text that may not mean what it seems to: `password: 12` could continue on the next line.
  static bool is_number_under(std::string_view key, std::string_view value) {
    return names_credential(key) && !value.empty() &&
           value.find_first_not_of("0123456789") == std::string_view::npos;
  }

  bool flow_is_harmless(std::string_view key, std::string_view flow) const {
    if (secret_) return false;
    while (!flow.empty()) {
      const std::size_t end = std::min(flow.find_first_of("{}[],"), flow.size());
      const std::string_view part = trimmed(flow.substr(0, end));
      const auto assignment = read_assignment(part);
      const std::string_view value = assignment ? part.substr(assignment->begin) : part;
      if (!is_plain_value(value) || mentions(assignment ? assignment->key : key, value))
        return false;
      if (assignment && names_credential(assignment->key)) return false;
      flow.remove_prefix(std::min(end + 1, flow.size()));
    }
    return true;
  }

  // `- value`; anything else may continue what went before.
  bool judge_item(std::string_view text, std::string_view line, std::uint32_t offset) {
    if (!text.starts_with("- ") || secret_ || after_option_) {
      after_option_ = false;
      return text == "-";
    }
    const std::string_view item = trimmed(text.substr(2));
    after_option_ = item.starts_with('-') && names_credential(item);
    if (item.find_first_of("{[\"'") != std::string_view::npos) return flow_is_harmless({}, item);
    if (!is_plain_value(item)) {
      hidden_.spans.push_back({offset + narrow(static_cast<std::size_t>(item.data() - line.data())),
                               offset + narrow(line.size())});
    }
    return true;
  }

  bool secret_;
  HiddenText& hidden_;
  std::size_t block_indent_ = std::string_view::npos;
  bool secret_block_ = false;
  bool after_option_ = false;
  char open_quote_ = 0;
  std::string_view last_name_;
};

}  // namespace

std::vector<Span> find_in_free_text(std::string_view text) {
  std::vector<Span> spans;
  std::vector<Credential> found;
  find_shapes(text, {}, found);
  for (const Credential& one : found) spans.push_back({narrow(one.begin), narrow(one.end)});
  constexpr std::size_t kLongestLine = 4096;
  const std::string_view start = text.substr(0, kLongestLine);
  for (std::size_t at = start.find_first_of(":="); at != std::string_view::npos;
       at = start.find_first_of(":=", at + 1)) {
    const std::string_view key = word_before(start, at);
    if (key.empty() || !names_credential(key) || !mentions(key, start.substr(at + 1))) continue;
    const std::size_t begin = start.find_first_not_of(" \t\"'", at + 1);
    if (begin == std::string_view::npos) continue;
    spans.push_back({narrow(begin), narrow(text.size())});
    break;
  }
  return spans;
}

void hide_comments(const SourceFile& source, std::uint32_t first_line, std::uint32_t last_line,
                   const std::vector<Span>& taken, HiddenText& hidden) {
  auto next = std::lower_bound(taken.begin(), taken.end(), source.line(first_line).begin,
                               [](Span span, std::uint32_t offset) { return span.end <= offset; });
  std::string_view last_name;
  for (std::uint32_t number = first_line; number <= last_line; ++number) {
    const Span span = source.line(number);
    const std::string_view line = source.text(span);
    const std::size_t start = comment_start(line, span.begin, next, taken.end());
    if (start == std::string_view::npos) continue;
    const std::string_view comment = line.substr(start + 1);
    const std::uint32_t offset = span.begin + narrow(start + 1);
    hide_in_free_text(comment, offset, hidden);
    // A variable that was commented out: `# - name: DB_PASSWORD`, `#   value: hunter2`.
    const auto assignment = read_assignment(comment);
    if (!assignment) continue;
    const std::string_view value = comment.substr(assignment->begin);
    if (assignment->key == "name") last_name = trimmed(value);
    if (assignment->key == "value" && mentions(last_name, value)) {
      hidden.spans.push_back({offset + narrow(assignment->begin), span.end});
    }
  }
}

void hide_unreadable_lines(const SourceFile& source, std::uint32_t first_line,
                           std::uint32_t last_line, HiddenText& hidden) {
  bool secret = false;
  for (std::uint32_t number = first_line; number <= last_line && !secret; ++number) {
    const std::string_view line = source.text(source.line(number));
    secret = line.find("Secret") != std::string_view::npos &&
             line.find("kind") != std::string_view::npos;
  }
  LineJudge judge(secret, hidden);
  for (std::uint32_t number = first_line; number <= last_line; ++number) {
    const Span span = source.line(number);
    judge.judge(source.text(span), span.begin, number);
  }
}

}  // namespace plimsoll
