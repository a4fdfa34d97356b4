// The front end for JSON.
//
// kubectl tries a file that begins with `{` as JSON first: a stream of values with nothing but
// white space between them. JSON is nearly YAML, but not quite: its strings escape characters
// beyond the Basic Multilingual Plane as two surrogates, which YAML refuses, and its values need no
// separator:
//
//   {"kind": "Namespace", "metadata": {"name": "\ud83d\udea2"}}{"kind": ...}
//
// This reader takes well-formed JSON and nothing else. At the first thing that is not JSON it says
// so, and the text is read as YAML, errors and all.

#include <memory>

#include "engine/yaml/front_end.h"
#include "engine/yaml/quoted.h"

namespace plimsoll {
namespace {

bool is_json_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class JsonReader {
 public:
  JsonReader(const SourceFile& source, Span chunk, TreeBuilder& builder)
      : text_(source.bytes().substr(0, chunk.end)), at_(chunk.begin), builder_(builder) {}

  bool at_end() {
    skip_space();
    return at_ == text_.size();
  }
  std::uint32_t offset() const { return at_; }

  // One value; false when it is no JSON.
  bool value() {
    skip_space();
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string();
      default:
        return number() || word("true") || word("false") || word("null");
    }
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    skip_space();
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    while (at_ < text_.size() && is_json_space(text_[at_])) ++at_;
  }

  bool object() {
    builder_.begin_collection(NodeKind::kMapping, at_++, true, false);
    if (!take('}')) {
      do {
        skip_space();
        if (peek() != '"' || !string() || !take(':') || !value()) return false;
      } while (take(','));
      if (!take('}')) return false;
    }
    builder_.end_collection(at_);
    return true;
  }

  bool array() {
    builder_.begin_collection(NodeKind::kSequence, at_++, true, false);
    if (!take(']')) {
      do {
        if (!value()) return false;
      } while (take(','));
      if (!take(']')) return false;
    }
    builder_.end_collection(at_);
    return true;
  }

  bool string() {
    const std::uint32_t begin = at_++;
    while (peek() != '"') {
      if (at_ >= text_.size() || static_cast<unsigned char>(text_[at_]) < 0x20) return false;
      at_ += peek() == '\\' ? 2u : 1u;
    }
    if (at_ >= text_.size()) return false;
    const Span span{begin, ++at_};
    TreeBuilder::Scalar scalar{span, ScalarStyle::kDoubleQuoted, std::nullopt, ""};
    const std::string_view quoted = text_.substr(begin, span.size());
    if (!is_verbatim_quoted(quoted)) {
      scalar.text = decode_json_string(quoted);
      if (!scalar.text) return false;
    }
    builder_.scalar(std::move(scalar));
    return true;
  }

  bool number() {
    std::uint32_t end = at_;
    const auto digits = [&] {
      const std::uint32_t start = end;
      while (end < text_.size() && is_digit(text_[end])) ++end;
      return end > start;
    };
    const auto skip = [&](std::string_view any) {
      const bool found = end < text_.size() && any.find(text_[end]) != std::string_view::npos;
      end += found ? 1u : 0u;
      return found;
    };
    skip("-");
    const bool zero = end < text_.size() && text_[end] == '0';
    const std::uint32_t whole = end;
    if (!digits() || (zero && end - whole > 1)) return false;
    if (skip(".") && !digits()) return false;
    if (skip("eE")) {
      skip("+-");
      if (!digits()) return false;
    }
    return plain(end);
  }

  bool word(std::string_view word) {
    return text_.substr(at_).starts_with(word) &&
           plain(at_ + static_cast<std::uint32_t>(word.size()));
  }

  bool plain(std::uint32_t end) {
    builder_.scalar({{at_, end}, ScalarStyle::kPlain, std::nullopt, ""});
    at_ = end;
    return true;
  }

  std::string_view text_;  // up to the end of the chunk
  std::uint32_t at_;
  TreeBuilder& builder_;
};

}  // namespace

bool read_json(const SourceFile& source, Span chunk, TreeBuilder& builder,
               std::vector<Document>& documents) {
  const std::size_t before = documents.size();
  JsonReader reader(source, chunk, builder);
  while (!reader.at_end()) {
    documents.push_back({&source, {reader.offset(), chunk.end}, {}, {}});
    builder.begin_document(documents.back());
    try {
      if (!reader.value()) {
        documents.resize(before);
        return false;
      }
    } catch (const TreeBuilder::Abandon&) {
      builder.end_document();
      return true;
    }
    builder.end_document();
    documents.back().span.end = reader.offset();
  }
  return true;
}

std::optional<JsonValue> parse_json_value(const std::string& path, std::string bytes) {
  auto file = std::make_unique<YamlFile>(path, path, std::move(bytes));
  const Span whole{0, static_cast<std::uint32_t>(file->source.bytes().size())};
  TreeBuilder builder(file->tree);
  JsonReader reader(file->source, whole, builder);
  Document& document = file->documents.emplace_back();
  document.source = &file->source;
  builder.begin_document(document);
  try {
    if (!reader.value()) return std::nullopt;
  } catch (const TreeBuilder::Abandon&) {
    return std::nullopt;
  }
  builder.end_document();
  document.span = {0, reader.offset()};
  if (document.unreadable()) return std::nullopt;
  return JsonValue{std::move(file), reader.offset()};
}

}  // namespace plimsoll
