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

#include "engine/yaml/front_end.h"
#include "engine/yaml/quoted.h"
#include "engine/yaml/scalar_source.h"
#include "engine/yaml/strictness.h"
#include "engine/yaml/yaml_cpp_errors.h"
#include "engine/yaml/yaml_cpp_input.h"

namespace plimsoll {
namespace {

constexpr std::string_view kTabMessage = "a tab cannot indent";

bool is_break(char c) {
  return c == '\n' || c == '\r';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || is_break(c);
}

bool is_block(ScalarStyle style) {
  return style == ScalarStyle::kLiteral || style == ScalarStyle::kFolded;
}

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
  void OnDocumentEnd() override;
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
  // Where an error that yaml-cpp found belongs.
  Span span_of(const YAML::Exception& error) const;
  void abandon() { close(); }
  // Looks at the tabs of a chunk in which there is nothing else.
  void finish();
  std::uint32_t offset(const YAML::Mark& mark) const {
    return std::min(chunk_.begin + static_cast<std::uint32_t>(std::max(mark.pos, 0)), chunk_.end);
  }

 private:
  void open(std::uint32_t at);
  void close();
  bool report_tab(std::uint32_t end);
  void refuse(const std::optional<Refusal>& refusal);
  void read_text(TreeBuilder::Scalar& scalar, const std::string& value);
  void begin_collection(NodeKind kind, const YAML::Mark& mark, YAML::anchor_t anchor, bool flow);
  void end_collection(char bracket);
  std::uint32_t read_properties(const YAML::Mark& mark);
  void set_anchor(YAML::anchor_t anchor, std::uint32_t node);
  void check_key(std::uint32_t begin, Span key);
  void check_value(std::uint32_t begin) {
    if (builder_.depth() > 0 && !levels_.back().in_flow) {
      refuse(check_place(text_, begin, levels_.back().text_column));
    }
  }
  void pass_indicator();
  void note_tab_zone(const TreeBuilder::Scalar& scalar);

  struct Level {
    std::uint32_t text_column = 0;  // where text may begin
    bool in_flow = false;
  };

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
  std::vector<Level> levels_;                // of the open collections, the document first
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
  builder_.problem(Problem::Kind::kSyntax, word_at(text_, chunk_.begin, at),
                   reworded(YAML::ErrorMsg::UNKNOWN_TOKEN));
  throw TreeBuilder::Abandon{};
}

void Events::OnDocumentEnd() {
  documents_.back().span.end = std::max(last_end_, documents_.back().span.begin);
  const std::uint32_t next = skip_space_and_comments(text_, last_end_);
  if (next > last_end_ && text_.substr(next).starts_with('%') && is_break(text_[next - 1])) {
    const auto end = std::min(text_.find_first_of("\r\n", next), text_.size());
    builder_.problem(Problem::Kind::kSyntax, {next, static_cast<std::uint32_t>(end)},
                     "a directive cannot stand behind content without ... between them");
  }
  close();
}

void Events::finish() {
  if (started_at_) return;
  open(chunk_.begin);
  close();
}

void Events::open(std::uint32_t at) {
  documents_.push_back({&source_, {at, chunk_.end}, {}, {}});
  builder_.begin_document(documents_.back());
  open_ = true;
  last_end_ = at;
  anchors_.clear();
  levels_.assign(1, {});
  tab_zones_.clear();
}

void Events::close() {
  if (!open_) return;
  open_ = false;
  report_tab(skip_space_and_comments(text_, last_end_));
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
  span.end = std::min(span.end, chunk_.end);
  span.begin = std::min(span.begin, span.end);
  const std::uint32_t read = std::max(span.end, last_end_);
  const auto line_end = std::min(text_.find_first_of("\r\n", read), text_.size());
  if (!report_tab(static_cast<std::uint32_t>(line_end))) {
    builder_.problem(Problem::Kind::kSyntax, span, message);
  }
  has_tabs_ = false;
  close();
}

void Events::refuse(const std::optional<Refusal>& refusal) {
  if (refusal) builder_.problem(Problem::Kind::kSyntax, refusal->span, refusal->message);
}

// From the start of a node past its tag and anchor to its content.
std::uint32_t Events::read_properties(const YAML::Mark& mark) {
  const std::uint32_t at = offset(mark);
  std::uint32_t content = at;
  while (content < text_.size() && (text_[content] == '!' || text_[content] == '&')) {
    while (content < text_.size() && !is_space(text_[content])) ++content;
    content = skip_space_and_comments(text_, content);
  }
  if (content > at) refuse(check_properties(text_, {at, content}, levels_.back().text_column));
  return content;
}

// A `?` before the key lifts all that is asked of others; one that ends a comment does not.
void Events::check_key(std::uint32_t begin, Span key) {
  char before = ' ';
  for (std::uint32_t at = skip_space_and_comments(text_, last_end_); at < begin;
       at = skip_space_and_comments(text_, at + 1)) {
    before = text_[at];
  }
  if (before == '?') return check_value(begin);
  refuse(check_implicit_key(text_, begin, key, levels_.back().in_flow));
}

void Events::note_tab_zone(const TreeBuilder::Scalar& scalar) {
  if (!has_tabs_) return;
  tab_zones_.push_back(tab_zone(text_, scalar.span, scalar.style, levels_.back().text_column));
  if (const auto tab = tab_before_block(text_, tab_zones_.back().span, scalar.style)) {
    builder_.problem(Problem::Kind::kSyntax, *tab, std::string(kTabMessage));
  }
}

void Events::set_anchor(YAML::anchor_t anchor, std::uint32_t node) {
  if (anchor == 0) return;
  if (anchors_.size() <= anchor) anchors_.resize(anchor + 1, Node::kNone);
  anchors_[anchor] = node;
}

void Events::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::uint32_t at = offset(mark);
  // yaml-cpp calls `~` and `null` null as well; they are scalars that stand somewhere.
  const std::uint32_t begin = read_properties(mark);
  if (const auto end = spelled_null_end(text_, begin, builder_.awaits_key())) {
    const Span span{begin, *end};
    if (builder_.awaits_key()) check_key(at, span);
    last_end_ = *end;
    set_anchor(anchor, builder_.scalar({span, ScalarStyle::kPlain, std::nullopt, ""}));
    return;
  }
  const bool missing = builder_.depth() > 0 && builder_.open_is_flow() && anchor == 0 &&
                       builder_.open_kind() == NodeKind::kSequence;
  if (missing) {
    builder_.problem(Problem::Kind::kSyntax, {at, at + 1}, "an item of the sequence is missing");
  }
  pass_indicator();
  set_anchor(anchor, builder_.empty(last_end_));
}

// Behind the `:` or `-` of a value that was left out. The first item's `-` was passed before.
void Events::pass_indicator() {
  if (builder_.depth() == 0 || builder_.awaits_key()) return;
  const bool item = builder_.open_kind() == NodeKind::kSequence;
  if (item && last_end_ == builder_.open_begin() + 1) return;
  const std::uint32_t next = skip_space_and_comments(text_, last_end_);
  if (text_.substr(next).starts_with(item ? '-' : ':')) last_end_ = next + 1;
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

void Events::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                      const std::string& value) {
  const std::uint32_t properties = offset(mark);
  std::uint32_t begin = read_properties(mark);
  // Behind a tag nothing may follow; what stands there then is the next token.
  if (begin > properties && value.empty() && !begins_with_empty_scalar(text_.substr(begin))) {
    begin = properties_end(text_, properties, begin);
  }
  TreeBuilder::Scalar scalar;
  // yaml-cpp gives what is not plain the tag `!`.
  if (tag != "?") scalar.style = style_of(begin < text_.size() ? text_[begin] : '\n');
  scalar.span = {begin, begin};
  scalar.tag = tag == "?" || tag == "!" ? std::string_view() : std::string_view(tag);
  if (tag == "!" && scalar.style == ScalarStyle::kPlain) scalar.tag = "tag:yaml.org,2002:str";
  scalar.anchored = anchor != 0;
  read_text(scalar, value);
  if (builder_.awaits_key()) {
    check_key(properties, scalar.span);
  } else if (!scalar.span.empty() && !is_block(scalar.style)) {
    check_value(begin);
  }
  last_end_ = scalar.span.end;
  const bool in_flow = builder_.depth() > 0 && builder_.open_is_flow();
  for (const Refusal& fault : check_scalar(text_, scalar.span, scalar.style, tag, in_flow)) {
    refuse(fault);
  }
  note_tab_zone(scalar);
  set_anchor(anchor, builder_.scalar(std::move(scalar)));
}

// Finds where the scalar ends, and keeps its text unless the source spells it just so.
void Events::read_text(TreeBuilder::Scalar& scalar, const std::string& value) {
  const std::uint32_t begin = scalar.span.begin;
  if (scalar.style == ScalarStyle::kSingleQuoted || scalar.style == ScalarStyle::kDoubleQuoted) {
    auto quoted = read_quoted(text_.substr(begin));
    if (!quoted) {
      builder_.problem(Problem::Kind::kSyntax, {begin, begin + 1}, "the quote is never closed");
      throw TreeBuilder::Abandon{};
    }
    scalar.span.end = begin + quoted->size;
    if (!is_verbatim_quoted(source_.text(scalar.span))) scalar.text = std::move(quoted->text);
    return;
  }
  scalar.span.end = scalar_end({text_, begin, scalar.style, value}).value_or(begin);
  // go-yaml takes `{a:, b: c}` for a key that ends in a colon.
  const std::string_view next = text_.substr(scalar.span.end, 2);
  if (scalar.style == ScalarStyle::kPlain && builder_.awaits_key() && builder_.open_is_flow() &&
      (next == ":," || next == ":}")) {
    scalar.text = value + ":";
    ++scalar.span.end;
  } else if (source_.text(scalar.span) != value) {
    scalar.text = value;
  }
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
  const std::uint32_t begin = read_properties(mark);
  // `[a: b]` holds a mapping in flow style that has no bracket of its own.
  const char first = begin < text_.size() ? text_[begin] : '\n';
  const bool bracketed = flow && (first == '{' || first == '[');
  const bool dash = !flow && kind == NodeKind::kSequence;
  last_end_ = bracketed || dash ? begin + 1 : begin;
  if (bracketed && !builder_.awaits_key()) check_value(begin);
  const Level outer = levels_.back();
  levels_.push_back(flow ? Level{outer.text_column, true}
                         : Level{column_of(text_, begin) + 1, outer.in_flow});
  set_anchor(anchor, builder_.begin_collection(kind, begin, bracketed, anchor != 0));
}

void Events::end_collection(char bracket) {
  if (builder_.open_is_flow()) {
    std::uint32_t at = last_end_;
    while (at < text_.size() && text_[at] != bracket) {
      const std::uint32_t next = skip_space_and_comments(text_, at);
      at = next == at ? at + 1 : next;
    }
    last_end_ = std::min(at + 1, chunk_.end);
    if (has_tabs_) tab_zones_.push_back({{builder_.open_begin(), last_end_}, 0});
  }
  levels_.pop_back();
  builder_.end_collection(last_end_);
}

Span Events::span_of(const YAML::Exception& error) const {
  const std::uint32_t at = offset(error.mark);
  if (error.msg == YAML::ErrorMsg::TAB_IN_INDENTATION) return {at, at + 1};
  if (error.msg.ends_with("flow not found") && builder_.depth() > 0) {
    return {builder_.open_begin(), builder_.open_begin() + 1};
  }
  return error_span(text_, chunk_.begin, at, error.msg);
}

}  // namespace

void read_with_yaml_cpp(const SourceFile& source, Span chunk, TreeBuilder& builder,
                        std::vector<Document>& documents) {
  YamlCppInput input(source.text(chunk));
  Events events(source, chunk, builder, documents);
  try {
    YAML::Parser parser(input.stream());
    while (parser.HandleNextDocument(events)) {
    }
    events.finish();
  } catch (const TreeBuilder::Abandon&) {
    events.abandon();
  } catch (const YAML::Exception& error) {
    events.fail(events.span_of(error), reworded(error.msg));
  }
}

}  // namespace plimsoll
