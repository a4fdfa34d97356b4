// The reference front end: yaml-cpp's events, put right.
//
// yaml-cpp says where a node starts, never where it ends, and it is more forgiving than go-yaml,
// which is what kubectl and the API server read with. So this reader works out the ends by looking
// at the source, and refuses what Kubernetes refuses although yaml-cpp does not:
//
//   a: "never closed     quotes that are never closed
//   a: [b, , c]          an entry of a flow sequence that is not there
//   a: 1<CR>b: 2         a lone CR ends a line (here it is given to yaml-cpp as LF)
//
// and what strictness.h lists. Marks of yaml-cpp count bytes of what it was given, which is the
// chunk as it stands.

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>

#include "engine/text/concat.h"
#include "engine/yaml/front_end.h"
#include "engine/yaml/scalar_source.h"
#include "engine/yaml/strictness.h"

namespace plimsoll {
namespace {

constexpr std::string_view kTabMessage = "a tab cannot indent";
constexpr std::string_view kNoValueMessage = "no value can start with this character";

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Whether text begins with a scalar that is empty as written: quotes or a block.
bool is_empty_text(std::string_view text) {
  return !text.empty() && std::string_view("\"'|>").find(text[0]) != std::string_view::npos &&
         (text[0] == '|' || text[0] == '>' || text.size() < 2 || text[1] == text[0] ||
          is_space(text[1]) || text[1] == '\\');
}

// A stream over bytes that somebody else owns.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

class Events : public YAML::EventHandler {
 public:
  Events(const SourceFile& source, Span chunk, TreeBuilder& builder,
         std::vector<Document>& documents)
      : text_(source.bytes().substr(0, chunk.end)),
        source_(source),
        chunk_(chunk),
        builder_(builder),
        documents_(documents),
        has_tabs_(source.text(chunk).find('\t') != std::string_view::npos),
        tabs_from_(chunk.begin) {}

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {
    documents_.back().span.end = std::max(last_end_, documents_.back().span.begin);
    close();
  }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { end_collection(']'); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { end_collection('}'); }

  // Ends the open document with a syntax error, or makes one for it.
  void fail(Span span, const std::string& message);
  Span word_at(std::uint32_t at) const;
  void abandon() { close(); }
  std::uint32_t offset(const YAML::Mark& mark) const {
    return std::min(chunk_.begin + static_cast<std::uint32_t>(std::max(mark.pos, 0)), chunk_.end);
  }

 private:
  void open(std::uint32_t at);
  void close();
  bool report_tab(std::uint32_t end);
  void refuse(const std::optional<Refusal>& refusal);
  void refuse_leniency(const TreeBuilder::Scalar& scalar, std::string_view written);
  void begin_collection(NodeKind kind, const YAML::Mark& mark, YAML::anchor_t anchor, bool flow);
  void end_collection(char bracket);
  std::uint32_t read_properties(std::uint32_t at);
  std::uint32_t properties_end(std::uint32_t at, std::uint32_t content) const;
  std::uint32_t skip_space_and_comments(std::uint32_t at) const;
  void set_anchor(YAML::anchor_t anchor, std::uint32_t node);
  void check_key(std::uint32_t begin, Span key);
  void note_tab_zone(const TreeBuilder::Scalar& scalar);

  std::string_view text_;  // up to the end of the chunk
  const SourceFile& source_;
  Span chunk_;
  TreeBuilder& builder_;
  std::vector<Document>& documents_;
  bool has_tabs_;
  bool open_ = false;
  std::optional<std::uint32_t> started_at_;  // where the last document began
  std::uint32_t last_end_ = 0;               // end of what was read last
  std::vector<std::uint32_t> anchors_;       // node by anchor id
  std::uint32_t tabs_from_;                  // tabs before were looked at
  std::vector<std::uint32_t> text_columns_;  // where text may begin, by open collection
  std::vector<TabZone> tab_zones_;
};

// yaml-cpp does not step over a token that can begin no value: every further document would begin
// at that same token, without end.
void Events::OnDocumentStart(const YAML::Mark& mark) {
  const std::uint32_t at = offset(mark);
  const bool stuck = started_at_ == at;
  started_at_ = at;
  open(at);
  if (!stuck) return;
  builder_.problem(Problem::Kind::kSyntax, word_at(at), std::string(kNoValueMessage));
  throw TreeBuilder::Abandon{};
}

void Events::open(std::uint32_t at) {
  documents_.push_back({&source_, {at, chunk_.end}, {}, {}});
  builder_.begin_document(documents_.back());
  open_ = true;
  last_end_ = at;
  anchors_.clear();
  text_columns_.assign(1, 0);
  tab_zones_.clear();
}

void Events::close() {
  if (!open_) return;
  open_ = false;
  report_tab(documents_.back().span.end);
  builder_.end_document();
}

// Reports the first tab before `end` that cannot stand where it stands; later ones are usually the
// same mistake. Says whether there is one.
bool Events::report_tab(std::uint32_t end) {
  if (!has_tabs_) return false;
  std::sort(tab_zones_.begin(), tab_zones_.end());
  const auto tab = forbidden_tab(text_, {tabs_from_, std::max(tabs_from_, end)}, tab_zones_);
  tabs_from_ = std::max(tabs_from_, end);
  if (tab) builder_.problem(Problem::Kind::kSyntax, *tab, std::string(kTabMessage));
  has_tabs_ = false;
  return tab.has_value();
}

void Events::fail(Span span, const std::string& message) {
  if (!open_) open(span.begin);
  const std::uint32_t read = std::max(span.end, last_end_);
  const auto line_end = std::min(text_.find_first_of("\r\n", read), text_.size());
  if (!report_tab(static_cast<std::uint32_t>(line_end))) {
    builder_.problem(Problem::Kind::kSyntax, span, message);
  }
  has_tabs_ = false;
  close();
}

// The word at an offset; at the end of a line or of the text, the last one before it.
Span Events::word_at(std::uint32_t at) const {
  std::uint32_t begin = std::min(at, chunk_.end);
  const auto blank = [this](std::uint32_t i) { return i == chunk_.end || is_space(text_[i]); };
  const auto continues = [this](std::uint32_t i) {
    return i < chunk_.end && (static_cast<unsigned char>(text_[i]) & 0xC0) == 0x80;
  };
  while (begin > chunk_.begin && (blank(begin) || continues(begin))) --begin;
  std::uint32_t end = begin;
  while (end < chunk_.end && !blank(end)) ++end;
  return {begin, end};
}

std::uint32_t Events::skip_space_and_comments(std::uint32_t at) const {
  while (at < text_.size()) {
    if (text_[at] == '#' && (at == 0 || is_space(text_[at - 1]))) {
      at = static_cast<std::uint32_t>(std::min(text_.find_first_of("\r\n", at), text_.size()));
    } else if (is_space(text_[at])) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

void Events::refuse(const std::optional<Refusal>& refusal) {
  if (refusal) builder_.problem(Problem::Kind::kSyntax, refusal->span, refusal->message);
}

// From the start of a node past its tag and anchor to its content.
std::uint32_t Events::read_properties(std::uint32_t at) {
  std::uint32_t content = at;
  while (content < text_.size() && (text_[content] == '!' || text_[content] == '&')) {
    while (content < text_.size() && !is_space(text_[content])) ++content;
    content = skip_space_and_comments(content);
  }
  if (content > at) refuse(check_properties(text_, at, content));
  return content;
}

// Where the tag and anchor that begin at `at` end; what is behind them was left out.
std::uint32_t Events::properties_end(std::uint32_t at, std::uint32_t content) const {
  std::uint32_t end = at;
  for (std::uint32_t next = at; next < content; next = skip_space_and_comments(end)) {
    end = next;
    while (end < content && !is_space(text_[end])) ++end;
  }
  return end;
}

// A `?` before the key lifts all that is asked of others.
void Events::check_key(std::uint32_t begin, Span key) {
  std::uint32_t before = begin;
  while (before > last_end_ && is_space(text_[before - 1])) --before;
  if (before > last_end_ && text_[before - 1] == '?') return;
  refuse(check_implicit_key(text_, begin, key, builder_.open_is_flow()));
}

void Events::note_tab_zone(const TreeBuilder::Scalar& scalar) {
  if (!has_tabs_) return;
  const bool quoted = scalar.style == ScalarStyle::kSingleQuoted ||
                      scalar.style == ScalarStyle::kDoubleQuoted;
  if (quoted) return tab_zones_.push_back({scalar.span, 0});
  const auto end = std::min(text_.find_first_not_of(" \t\r\n", scalar.span.end), text_.size());
  tab_zones_.push_back(
      {{scalar.span.begin, static_cast<std::uint32_t>(end)}, text_columns_.back()});
}

void Events::set_anchor(YAML::anchor_t anchor, std::uint32_t node) {
  if (anchor == 0) return;
  if (anchors_.size() <= anchor) anchors_.resize(anchor + 1, Node::kNone);
  anchors_[anchor] = node;
}

void Events::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::uint32_t at = offset(mark);
  // yaml-cpp calls `~` and `null` null as well; they are scalars that stand somewhere.
  const std::uint32_t begin = read_properties(at);
  for (const std::string_view spelled : {"~", "null", "Null", "NULL"}) {
    if (!text_.substr(begin).starts_with(spelled)) continue;
    const auto end = begin + static_cast<std::uint32_t>(spelled.size());
    const char next = end < text_.size() ? text_[end] : '\n';
    // A null that was left out is marked at the next token, which may be a key called null.
    if (next == ':' && !builder_.awaits_key()) continue;
    if (!is_space(next) && std::string_view(":,}]").find(next) == std::string_view::npos) continue;
    const Span span{begin, end};
    if (builder_.awaits_key()) check_key(at, span);
    last_end_ = end;
    set_anchor(anchor, builder_.scalar({span, ScalarStyle::kPlain, std::nullopt, ""}));
    return;
  }
  if (builder_.depth() > 0 && builder_.open_is_flow() &&
      builder_.open_kind() == NodeKind::kSequence) {
    builder_.problem(Problem::Kind::kSyntax, {at, at + 1}, "an item of the sequence is missing");
  }
  set_anchor(anchor, builder_.empty(last_end_));
}

void Events::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::uint32_t begin = offset(mark);
  std::uint32_t end = begin + 1;
  while (end < text_.size() && !is_space(text_[end]) &&
         std::string_view(",[]{}").find(text_[end]) == std::string_view::npos) {
    ++end;
  }
  if (builder_.awaits_key()) check_key(begin, {begin, end});
  last_end_ = end;
  const bool known = anchor < anchors_.size() && anchors_[anchor] != Node::kNone;
  if (known) {
    builder_.alias({begin, end}, anchors_[anchor]);
  } else {  // an anchor on a key, which is no node of its own
    builder_.problem(Problem::Kind::kSyntax, {begin, end}, "the alias names a key, not a value");
    builder_.empty(begin);
  }
}

// What yaml-cpp reads and go-yaml does not: JSON's escape of a slash, and tags by a handle that no
// %TAG declares.
void Events::refuse_leniency(const TreeBuilder::Scalar& scalar, std::string_view written) {
  if (scalar.tag.starts_with('!') && scalar.tag.find('!', 1) != std::string_view::npos) {
    builder_.problem(Problem::Kind::kSyntax, scalar.span, "no %TAG declares the handle of the tag");
  }
  const bool plain = scalar.style == ScalarStyle::kPlain && !written.empty();
  if (plain && written[0] == ':' && builder_.depth() > 0 && builder_.open_is_flow()) {
    builder_.problem(Problem::Kind::kSyntax, scalar.span,
                     "text in a flow collection cannot begin with a :");
  }
  if (scalar.style != ScalarStyle::kDoubleQuoted) return;
  for (std::size_t at = written.find('\\'); at != std::string_view::npos;
       at = written.find('\\', at + 2)) {
    if (written[at + 1] != '/') continue;
    const auto begin = scalar.span.begin + static_cast<std::uint32_t>(at);
    builder_.problem(Problem::Kind::kSyntax, {begin, begin + 2}, "YAML has no escape \\/");
  }
}

void Events::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                      const std::string& value) {
  const std::uint32_t properties = offset(mark);
  std::uint32_t begin = read_properties(properties);
  // Behind a tag nothing may follow; what stands there then is the next token.
  if (begin > properties && value.empty() && !is_empty_text(text_.substr(begin))) {
    begin = properties_end(properties, begin);
  }
  const char first = begin < text_.size() ? text_[begin] : '\n';
  TreeBuilder::Scalar scalar;
  const bool non_specific = tag == "?" || tag == "!";
  scalar.tag = non_specific ? std::string_view() : std::string_view(tag);
  if (tag != "?") {
    scalar.style = first == '"'    ? ScalarStyle::kDoubleQuoted
                   : first == '\'' ? ScalarStyle::kSingleQuoted
                   : first == '|'  ? ScalarStyle::kLiteral
                   : first == '>'  ? ScalarStyle::kFolded
                                   : ScalarStyle::kPlain;
  }
  if (tag == "!" && scalar.style == ScalarStyle::kPlain) scalar.tag = "tag:yaml.org,2002:str";
  const auto end = scalar_end({text_, begin, scalar.style, value});
  const bool quoted =
      scalar.style == ScalarStyle::kSingleQuoted || scalar.style == ScalarStyle::kDoubleQuoted;
  if (!end && quoted) {
    builder_.problem(Problem::Kind::kSyntax, {begin, begin + 1}, "the quote is never closed");
    throw TreeBuilder::Abandon{};
  }
  scalar.span = {begin, end.value_or(begin)};
  if (builder_.awaits_key()) check_key(properties, scalar.span);
  last_end_ = scalar.span.end;
  const std::string_view written = source_.text(scalar.span);
  refuse_leniency(scalar, written);
  const bool verbatim = quoted ? is_verbatim_quoted(written) : written == value;
  if (!verbatim) scalar.text = value;
  note_tab_zone(scalar);
  scalar.anchored = anchor != 0;
  set_anchor(anchor, builder_.scalar(std::move(scalar)));
}

void Events::OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style) {
  begin_collection(NodeKind::kSequence, mark, anchor, style == YAML::EmitterStyle::Flow);
}

void Events::OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                        YAML::EmitterStyle::value style) {
  begin_collection(NodeKind::kMapping, mark, anchor, style == YAML::EmitterStyle::Flow);
}

void Events::begin_collection(NodeKind kind, const YAML::Mark& mark, YAML::anchor_t anchor,
                              bool flow) {
  const std::uint32_t begin = read_properties(offset(mark));
  // `[a: b]` holds a mapping in flow style that has no bracket of its own.
  const char first = begin < text_.size() ? text_[begin] : '\n';
  const bool bracketed = flow && (first == '{' || first == '[');
  const bool dash = !flow && kind == NodeKind::kSequence;
  last_end_ = bracketed || dash ? begin + 1 : begin;
  const auto column = static_cast<std::uint32_t>(std::max(mark.column, 0));
  text_columns_.push_back(flow ? text_columns_.back() : column + 1);
  set_anchor(anchor, builder_.begin_collection(kind, begin, bracketed, anchor != 0));
}

void Events::end_collection(char bracket) {
  if (builder_.open_is_flow()) {
    std::uint32_t at = last_end_;
    while (at < text_.size() && text_[at] != bracket) {
      const std::uint32_t next = skip_space_and_comments(at);
      at = next == at ? at + 1 : next;
    }
    last_end_ = std::min(at + 1, chunk_.end);
    if (has_tabs_) tab_zones_.push_back({{builder_.open_begin(), last_end_}, 0});
  }
  text_columns_.pop_back();
  builder_.end_collection(last_end_);
}

struct Wording {
  std::string_view theirs;
  std::string_view ours;
};
constexpr Wording kWordings[] = {
    {"illegal map value", "a mapping value cannot stand here"},
    {"end of map not found", "neither a key of this mapping nor its end"},
    {"end of sequence not found", "neither an item of this sequence nor its end"},
    {"end of map flow not found", "the bracket of this flow mapping is never closed"},
    {"end of sequence flow not found", "the bracket of this flow sequence is never closed"},
    {"illegal flow end", "a closing bracket that nothing opened"},
    {"illegal block entry", "an item of a sequence cannot stand here"},
    {"illegal map key", "a key cannot stand here"},
    {"unknown token", kNoValueMessage},
    {"the referenced anchor is not defined", "no anchor of this name stands before the alias"},
    {"alias not found after *", "an alias without a name"},
    {"anchor not found after &", "an anchor without a name"},
};

void report_error(Events& events, const TreeBuilder& builder, const YAML::Exception& error) {
  std::string message = error.msg;
  const std::uint32_t at = events.offset(error.mark);
  if (message == YAML::ErrorMsg::TAB_IN_INDENTATION) {
    return events.fail({at, at + 1}, std::string(kTabMessage));
  }
  for (const Wording& wording : kWordings) {
    if (message == wording.theirs) message = wording.ours;
  }
  const bool unclosed = error.msg.ends_with("flow not found");
  const bool inside = unclosed && builder.depth() > 0;
  const std::uint32_t opened = inside ? builder.open_begin() : 0;
  events.fail(inside ? Span{opened, opened + 1} : events.word_at(at), message);
}

}  // namespace

void read_with_yaml_cpp(const SourceFile& source, Span chunk, TreeBuilder& builder,
                        std::vector<Document>& documents) {
  std::string copy;
  std::string_view text = source.text(chunk);
  if (text.find('\r') != std::string_view::npos || !text.ends_with('\n')) {
    copy = text;
    for (std::size_t i = 0; i < copy.size(); ++i) {
      if (copy[i] == '\r' && (i + 1 == copy.size() || copy[i + 1] != '\n')) copy[i] = '\n';
    }
    if (!copy.ends_with('\n')) copy += '\n';  // as kubectl ends every line
    text = copy;
  }
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  Events events(source, chunk, builder, documents);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
  } catch (const TreeBuilder::Abandon&) {
    events.abandon();
  } catch (const YAML::Exception& error) {
    report_error(events, builder, error);
  }
}

}  // namespace plimsoll
