// The little language of `helm --set`.
//
//   image.tag=1.2,env[0].name=A      two assignments; `.` descends, `[i]` indexes
//   node\.kubernetes\.io/os=linux    a backslash takes the next character as it is
//   hosts={a,b}                      a list
//
// Types are guessed more strictly than YAML guesses them: true, false and null in any case, and
// decimal integers that do not begin with 0. All else is a string, `1.5`, `yes` and `0x10` too.
// --set-string guesses nothing; --set-json takes JSON; --set-literal takes the rest of the flag as
// it is, backslashes included.
//
// The reader goes once from left to right. What an assignment does to values that exist already is
// not known here: engine/values/assign.

#include "engine/values/set_syntax.h"

#include <algorithm>
#include <charconv>

#include "engine/text/concat.h"
#include "engine/text/shorten.h"
#include "engine/yaml/limits.h"

namespace plimsoll {
namespace {

constexpr std::uint32_t kMaxIndex = 65536;
constexpr int kMaxDots = 30;

// Text up to one of the characters looked for.
struct Piece {
  std::string text;
  char stop = '\0';  // '\0' at the end of the flag
  Span span;
};

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b);
         });
}

template <typename Integer>
std::optional<Integer> read_integer(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  Integer value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

SetValue typed(Piece piece) {
  using Kind = SetValue::Kind;
  SetValue value{.kind = Kind::kString, .text = std::move(piece.text), .span = piece.span};
  if (equals_ignoring_case(value.text, "null")) {
    value.kind = Kind::kNull;
  } else if (equals_ignoring_case(value.text, "true")) {
    value.kind = Kind::kBoolean;
    value.text = "true";
  } else if (equals_ignoring_case(value.text, "false")) {
    value.kind = Kind::kBoolean;
    value.text = "false";
  } else if (value.text == "0" || !value.text.starts_with('0')) {
    if (const auto integer = read_integer<std::int64_t>(value.text)) {
      value.kind = Kind::kInteger;
      value.text = std::to_string(*integer);
    }
  }
  return value;
}

class SetReader {
 public:
  SetReader(SetMode mode, std::string_view text) : mode_(mode), text_(text) {}

  SetFlag read() {
    if (mode_ == SetMode::kSetJson && whole_object()) return std::move(flag_);
    while (at_ < text_.size() && !flag_.error) {
      Assignment assignment{.mode = mode_, .path = {}, .value = {}, .span = {at_, at_}};
      if (!read_path(assignment) || !read_value(assignment)) break;
      assignment.span.end = assignment.value.span.end;
      flag_.assignments.push_back(std::move(assignment));
    }
    return std::move(flag_);
  }

 private:
  bool fail(Span span, std::string reason) {
    flag_.error = SetError{span, std::move(reason)};
    return false;
  }

  // Reads up to one of `stops` and past it.
  Piece read_until(std::string_view stops) {
    Piece piece{.text = {}, .span = {at_, at_}};
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (stops.find(c) != stops.npos) {
        piece.stop = c;
        piece.span.end = at_ - 1;
        return piece;
      }
      const bool escape = c == '\\' && mode_ != SetMode::kSetLiteral;
      if (!escape) {
        piece.text += c;
      } else if (at_ < text_.size()) {
        piece.text += text_[at_++];
      }
    }
    piece.span.end = at_;
    return piece;
  }

  // A path and the `=` behind it. At the end of the flag nothing may remain but a comma before it.
  bool read_path(Assignment& assignment) {
    const std::string_view stops = mode_ == SetMode::kSetLiteral ? "=[." : "=[,.";
    int dots = 0;
    while (true) {
      Piece key = read_until(stops);
      if (key.stop == '\0' || key.stop == ',') return no_value(assignment, key);
      assignment.path.push_back({std::move(key.text), std::nullopt, key.span});
      char stop = key.stop;
      while (stop == '[') {
        if (!read_index(assignment, stop)) return false;
      }
      if (stop == '=') return true;
      if (++dots > kMaxDots) {
        return fail(key.span, concat("nests deeper than ", kMaxDots, " levels, Helm's limit"));
      }
    }
  }

  bool no_value(const Assignment& assignment, const Piece& key) {
    const bool nothing = assignment.path.empty() && key.text.empty() && key.stop == '\0';
    if (nothing) return false;  // a backslash alone: Helm ignores it
    return fail({assignment.span.begin, key.span.end},
                "a key has no value; a comma inside a value is written \\,");
  }

  // The index behind a `[`, and which of `[`, `.` and `=` follows its `]`.
  bool read_index(Assignment& assignment, char& stop) {
    const Piece piece = read_until("]");
    if (piece.stop == '\0') return fail(piece.span, "the [ has no ]");
    const auto index = read_integer<std::int64_t>(piece.text);
    if (!index)
      return fail(piece.span, concat(shortened(piece.text, 60), " is no index of a list"));
    if (*index < 0) return fail(piece.span, concat("the index ", *index, " is negative"));
    if (*index > kMaxIndex) {
      return fail(piece.span,
                  concat("the index ", *index, " is above ", kMaxIndex, ", Helm's limit"));
    }
    assignment.path.push_back({{}, static_cast<std::uint32_t>(*index), piece.span});
    if (assignment.path.size() > kMaxDepth) {
      return fail(piece.span, concat("nests deeper than ", kMaxDepth, " levels"));
    }
    const Piece behind = read_until("[.=");
    if (!behind.text.empty()) return fail(behind.span, "text between ] and = is not understood");
    if (behind.stop == '\0') return fail(assignment.path.back().span, "the item has no value");
    stop = behind.stop;
    return true;
  }

  bool read_value(Assignment& assignment) {
    const std::uint32_t begin = at_;
    if (mode_ == SetMode::kSetJson) return read_json(assignment.value);
    if (mode_ == SetMode::kSetLiteral) {
      assignment.value = as_value(read_until(""));
    } else if (begin == text_.size()) {
      assignment.value = {.kind = SetValue::Kind::kString, .span = {begin, begin}};
      assignment.ends_early = !assignment.path.back().index;
    } else if (text_[begin] == '{') {
      return read_list(assignment.value);
    } else {
      assignment.value = as_value(read_until(","));
    }
    return true;
  }

  SetValue as_value(Piece piece) const {
    if (mode_ == SetMode::kSet) return typed(std::move(piece));
    const bool file = mode_ == SetMode::kSetFile;
    return {.kind = file ? SetValue::Kind::kFile : SetValue::Kind::kString,
            .text = std::move(piece.text),
            .span = piece.span};
  }

  bool read_list(SetValue& list) {
    list = {.kind = SetValue::Kind::kList, .span = {at_, at_}};
    ++at_;
    while (true) {
      Piece item = read_until(",}");
      const char stop = item.stop;
      if (stop == '\0') return fail({list.span.begin, at_}, "the list has no }");
      list.items.push_back(as_value(std::move(item)));
      if (stop == '}') break;
    }
    list.span.end = at_;
    if (at_ < text_.size() && text_[at_] == ',') ++at_;
    return true;
  }

  // Skips white space and one comma behind it; whether a value would begin here.
  bool skip_to_value() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ == text_.size()) return false;
    if (text_[at_] != ',') return true;
    ++at_;
    return false;
  }

  bool read_json(SetValue& value) {
    value.span = {at_, at_};
    if (!skip_to_value()) return true;  // null
    auto json = parse_json_value("--set-json", std::string(text_.substr(at_)));
    if (!json) return fail({at_, static_cast<std::uint32_t>(text_.size())}, "the value is no JSON");
    value = {.kind = SetValue::Kind::kJson,
             .json = std::move(json->file),
             .span = {at_, at_ + json->size}};
    at_ += json->size;
    skip_to_value();
    return true;
  }

  // `--set-json '{"a": 1}'`: an object alone, merged as a values file is.
  bool whole_object() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ == text_.size() || text_[at_] != '{') {
      at_ = 0;
      return false;
    }
    Assignment assignment{.mode = mode_, .path = {}, .value = {}, .span = {}};
    if (read_json(assignment.value)) {
      assignment.span = assignment.value.span;
      if (at_ != text_.size()) {
        fail({at_, static_cast<std::uint32_t>(text_.size())}, "text behind the JSON object");
      } else {
        flag_.assignments.push_back(std::move(assignment));
      }
    }
    return true;
  }

  SetMode mode_;
  std::string_view text_;
  std::uint32_t at_ = 0;
  SetFlag flag_;
};

}  // namespace

void SetValue::resolve_file(std::string content) {
  kind = Kind::kString;
  text = std::move(content);
}

SetFlag parse_set(SetMode mode, std::string_view text) {
  return SetReader(mode, text).read();
}

SetFlag parse_argo_parameter(std::string_view name, Node written, bool force_string) {
  const std::string_view value = written.text();
  std::string text = concat(name, "=");
  const bool list = value.starts_with('{') && value.ends_with('}');
  for (const char c : value) {
    if (c == ',' && !list && !text.ends_with('\\')) text += '\\';
    text += c;
  }
  SetFlag flag = parse_set(force_string ? SetMode::kSetString : SetMode::kSet, text);
  for (Assignment& assignment : flag.assignments) assignment.written = written;
  return flag;
}

}  // namespace plimsoll
