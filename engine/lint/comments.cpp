// Comments that suppress, and what they are about.
//
//   replicas: 0  # plimsoll:ignore zero-means-default -- off until May
//                                                  about the findings that begin in its line
//   # plimsoll:ignore limit-below-request          about the block below: the member `resources`
//   resources:                                     and all that is in it
//     limits: {memory: 1Gi}
//   # plimsoll:ignore gpu-without-anti-affinity    about the item, for it stands above its dash
//   - name: web
//   # plimsoll:ignore limit-below-request          about the whole object, for it stands above
//   apiVersion: apps/v1                            its first line
//   # plimsoll:ignore-file limit-below-request     about the file, wherever it stands
//
// A finding about something that is missing is reported at the key of what surrounds it, so a
// comment above that key is about it as well. YAML's events do not tell of comments; they are read
// from the lines, outside everything that the tree says is a scalar. What is in another comment
// counts, too: `# see #42  # plimsoll:ignore x`.

#include "engine/lint/comments.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "engine/kubernetes/manifest.h"
#include "engine/yaml/tree.h"

namespace plimsoll {
namespace {

constexpr std::string_view kName = "plimsoll:";
constexpr std::string_view kWord = "plimsoll:ignore";
constexpr std::string_view kFileWord = "plimsoll:ignore-file";
constexpr std::string_view kBlank = " \t";

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool ends_line(char c) {
  return c == '\n' || c == '\r';
}

// Where a node begins; of those that begin together, the outer one comes first.
struct Start {
  std::uint32_t offset;
  std::uint32_t index;
  friend auto operator<=>(const Start&, const Start&) = default;
};

// Whether a node is a mapping or sequence written in lines, whose end is nowhere written.
bool is_block(const NodeRecord& record) {
  const bool holds = record.kind == NodeKind::kMapping || record.kind == NodeKind::kSequence;
  return holds && !record.is_flow && !record.is_alias;
}

class CommentReader {
 public:
  explicit CommentReader(const YamlFile& file) : file_(file), bytes_(file.source.bytes()) {}

  std::vector<SuppressionComment> read() {
    std::vector<SuppressionComment> comments;
    std::size_t at = bytes_.find(kName);
    if (at != std::string_view::npos) find_nodes();
    for (; at != std::string_view::npos; at = bytes_.find(kName, at + kName.size())) {
      if (auto comment = read_at(at)) comments.push_back(*comment);
    }
    return comments;
  }

 private:
  static std::uint32_t offset(std::size_t at) { return static_cast<std::uint32_t>(at); }

  std::size_t line_end(std::size_t at) const {
    while (at < bytes_.size() && !ends_line(bytes_[at])) ++at;
    return at;
  }
  std::size_t line_begin(std::size_t at) const {
    while (at > 0 && !ends_line(bytes_[at - 1])) --at;
    return at == 0 ? file_.source.bom_size() : at;
  }

  // Where nodes begin, and the bytes in which a # begins no comment: behind the | or > of a block
  // scalar one may.
  void find_nodes() {
    for (std::uint32_t i = 0; i < file_.tree.size(); ++i) {
      const NodeRecord& record = file_.tree.record(i);
      if (record.has_key || !record.value.empty()) nodes_.push_back({begin_of(i), i});
      if (!record.key.empty()) scalars_.push_back(record.key);
      if (record.kind != NodeKind::kScalar || record.value.empty()) continue;
      const bool block =
          record.style == ScalarStyle::kLiteral || record.style == ScalarStyle::kFolded;
      const std::size_t begin = block && !record.is_alias ? line_end(record.value.begin) : 0;
      scalars_.push_back({std::max(record.value.begin, offset(begin)), record.value.end});
    }
    std::ranges::sort(scalars_);
    std::ranges::sort(nodes_);
  }

  bool in_scalar(std::uint32_t at) const {
    const auto after = std::ranges::upper_bound(scalars_, at, {}, &Span::begin);
    return after != scalars_.begin() && at < std::prev(after)->end;
  }

  // What stands above the first document belongs to it.
  const Document* document_at(std::uint32_t at) const {
    const std::vector<Document>& all = file_.documents;
    if (all.empty()) return nullptr;
    const auto after = std::ranges::upper_bound(
        all, at, {}, [](const Document& document) { return document.span.begin; });
    return after == all.begin() ? &all.front() : &*std::prev(after);
  }

  // Up to the next blank; a blank behind the colon is a slip, and belongs to the word.
  std::size_t word_end(std::size_t word) const {
    std::size_t at = word + kName.size();
    const std::size_t end = line_end(at);
    while (at < end && is_blank(bytes_[at])) ++at;
    while (at < end && !is_blank(bytes_[at])) ++at;
    return at;
  }

  // Whether what is no suppression was meant as one: `plimsoll: ignore x`, `plimsoll:disable x`,
  // but not `plimsoll: see the wiki`.
  static bool is_meant(std::string_view written) {
    const std::string_view rest = written.substr(kName.size());
    if (rest.empty()) return false;
    if (!is_blank(rest.front())) return true;
    const std::size_t begin = rest.find_first_not_of(kBlank);
    return begin != rest.npos && rest.substr(begin).starts_with("ignore");
  }

  std::optional<SuppressionComment> read_at(std::size_t word) {
    std::size_t hash = word;
    while (hash > 0 && is_blank(bytes_[hash - 1])) --hash;
    if (hash == 0 || bytes_[--hash] != '#') return std::nullopt;
    const std::size_t begin = line_begin(hash);
    if (hash > begin && !is_blank(bytes_[hash - 1])) return std::nullopt;
    const Document* const document = document_at(offset(hash));
    if (document == nullptr || document->unreadable() || in_scalar(offset(hash))) {
      return std::nullopt;
    }
    const std::size_t text = word_end(word);
    const std::size_t end = line_end(text);
    const std::string_view written = bytes_.substr(word, text - word);
    const bool about_file = written == kFileWord;
    if (!about_file && written != kWord) {
      if (!is_meant(written)) return std::nullopt;
      return SuppressionComment{.word = {offset(word), offset(text)},
                                .text = {offset(text), offset(end)},
                                .covered = {},
                                .is_misspelt = true};
    }
    const bool alone =
        bytes_.substr(begin, hash - begin).find_first_not_of(kBlank) == std::string_view::npos;
    SuppressionComment comment{.word = {offset(word), offset(text)},
                               .text = {offset(text), offset(end)},
                               .covered = {offset(begin), offset(end)},
                               .is_misspelt = false};
    if (about_file) {
      comment.covered = {0, offset(bytes_.size())};
    } else if (alone) {
      comment.covered = block_below(end);
    }
    return comment;
  }

  // The first byte of the next line that is neither blank, comment, nor between documents.
  std::size_t next_content(std::size_t end) const {
    while (end < bytes_.size()) {
      while (end < bytes_.size() && (is_blank(bytes_[end]) || ends_line(bytes_[end]))) ++end;
      const std::string_view rest = bytes_.substr(end);
      const bool between = rest.starts_with("---") && line_end(end) - end == 3;
      if (!rest.starts_with('#') && !between) return end;
      end = line_end(end);
    }
    return end;
  }

  // Of several comments in a row, all are about the same block, which is looked for once.
  Span block_below(std::size_t end) {
    const bool known = last_comment_ <= end && end < last_block_.begin;
    if (!known) last_block_ = block_at(next_content(end));
    last_comment_ = end;
    return last_block_;
  }

  Span block_at(std::size_t content) const {
    const Span line{offset(content), offset(line_end(content))};
    std::uint32_t node = first_node_in(line);
    if (node == Node::kNone) return {line.begin, line.begin};
    const Node root = document_at(line.begin)->root;
    const bool first = root.exists() && root.index() == node;
    if (first && classify(*document_at(line.begin)) == DocumentKind::kManifest) {
      return extent(node, line.begin);
    }
    const bool dash = bytes_[content] == '-' && line.size() > 1 && is_blank(bytes_[content + 1]);
    while (holds_block(node, dash)) ++node;
    return extent(node, line.begin);
  }

  std::uint32_t begin_of(std::uint32_t index) const {
    const NodeRecord& record = file_.tree.record(index);
    return record.has_key ? record.key.begin : record.value.begin;
  }

  // The outermost node that begins in a line.
  std::uint32_t first_node_in(Span line) const {
    const auto first = std::ranges::lower_bound(nodes_, line.begin, {}, &Start::offset);
    return first != nodes_.end() && first->offset < line.end ? first->index : Node::kNone;
  }

  // Whether a node is only the collection around the member or item that a comment stands above.
  bool holds_block(std::uint32_t index, bool dash) const {
    const NodeRecord& record = file_.tree.record(index);
    if (record.has_key || !is_block(record) || index + 1 >= file_.tree.size()) return false;
    const bool is_item = record.parent != Node::kNone &&
                         file_.tree.record(record.parent).kind == NodeKind::kSequence;
    return !dash || !is_item;
  }

  // From the line to the last byte of a node and of all that is below it.
  Span extent(std::uint32_t index, std::uint32_t begin) const {
    std::uint32_t end = begin;
    for (std::uint32_t i = index; i < file_.tree.size(); ++i) {
      const NodeRecord& record = file_.tree.record(i);
      if (i > index && (record.parent == Node::kNone || record.parent < index)) break;
      end = std::max(end, record.key.end);
      if (!is_block(record) && !record.value.empty()) end = std::max(end, record.value.end);
    }
    return {begin, end};
  }

  const YamlFile& file_;
  std::string_view bytes_;
  std::vector<Span> scalars_;  // sorted
  std::vector<Start> nodes_;   // sorted
  std::size_t last_comment_ = 0;
  Span last_block_;
};

}  // namespace

std::vector<SuppressionComment> suppression_comments(const YamlFile& file) {
  return CommentReader(file).read();
}

}  // namespace plimsoll
