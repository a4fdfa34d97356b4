// From events to a tree.
//
// The builder keeps one frame per open collection. In a mapping every other node is a key: it is
// remembered in the frame and written into the record of the value that follows, so that one record
// holds both spans. When a mapping ends, two things are looked at that need all of its members:
// keys written twice, and `<<`. Both are rare, and only they cost anything here: such a mapping
// gets a list of its effective members, in which the later of two keys wins, a merge overrides what
// was written before it, and of several merged mappings the first wins (Y-11, Y-17, Y-18):
//
//   a: {b: 2, <<: *x, c: 3}    x: {b: 1, c: 1, d: 1}    gives b 1, c 3, d 1
//
// Aliases stay links. What they would amount to if they were copied is only counted, and a document
// in which nearly everything comes from aliases is refused by go-yaml's own measure (Y-20).

#include "engine/yaml/tree_builder.h"

#include <algorithm>

#include "engine/text/concat.h"
#include "engine/yaml/limits.h"
#include "engine/yaml/scalar.h"

namespace plimsoll {
namespace {

constexpr std::string_view kStrTag = "tag:yaml.org,2002:str";
constexpr std::string_view kNullTag = "tag:yaml.org,2002:null";
constexpr std::string_view kMergeTag = "tag:yaml.org,2002:merge";

// The share of a document that may come from aliases (go.yaml.in/yaml/v2, decode.go).
double allowed_alias_share(std::uint64_t total) {
  constexpr double kLow = 400'000;
  constexpr double kHigh = 4'000'000;
  const auto size = static_cast<double>(total);
  if (size <= kLow) return 0.99;
  if (size >= kHigh) return 0.10;
  return 0.99 - 0.89 * (size - kLow) / (kHigh - kLow);
}

std::uint64_t saturating_add(std::uint64_t a, std::uint64_t b) {
  return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

}  // namespace

void TreeBuilder::begin_document(Document& document) {
  document_ = &document;
  frames_.clear();
  weights_.clear();
  root_ = Node::kNone;
  physical_ = expanded_ = 0;
}

void TreeBuilder::end_document() {
  if (root_ != Node::kNone && frames_.empty()) document_->root = Node(&tree_, root_);
}

bool TreeBuilder::is_open(std::uint32_t node) const {
  return std::any_of(frames_.begin(), frames_.end(),
                     [node](const Frame& frame) { return frame.node == node; });
}

bool TreeBuilder::awaits_key() const {
  return !frames_.empty() && frames_.back().kind == NodeKind::kMapping && !frames_.back().key;
}

void TreeBuilder::problem(Problem::Kind kind, Span span, std::string message, Span related) {
  document_->problems.push_back({kind, span, std::move(message), related});
}

// Appends a record below the innermost open collection, under the key that was read before it.
std::uint32_t TreeBuilder::add(NodeRecord record) {
  const auto index = static_cast<std::uint32_t>(tree_.nodes_.size());
  if (frames_.empty()) {
    root_ = index;
  } else {
    Frame& frame = frames_.back();
    record.parent = frame.node;
    if (frame.key) {
      PendingKey& key = *frame.key;
      record.has_key = true;
      record.key = key.span;
      record.key_style = key.style;
      record.is_merge = key.merge;
      frame.has_merge |= key.merge;
      if (key.text) {
        record.decoded_key = true;
        tree_.key_texts_.emplace(index, std::move(*key.text));
      }
      frame.key.reset();
    }
    (frame.last == Node::kNone ? tree_.nodes_[frame.node].link : tree_.nodes_[frame.last].next) =
        index;
    frame.last = index;
  }
  tree_.nodes_.push_back(record);
  return index;
}

void TreeBuilder::grow(std::uint64_t weight, Span at) {
  expanded_ = saturating_add(expanded_, weight);
  if (!frames_.empty()) frames_.back().weight = saturating_add(frames_.back().weight, weight);
  if (expanded_ - physical_ <= 100 || expanded_ <= 1000) return;
  const double share = 1.0 - static_cast<double>(physical_) / static_cast<double>(expanded_);
  if (share <= allowed_alias_share(expanded_)) return;
  problem(Problem::Kind::kSyntax, at,
          "aliases expand this document beyond all measure; kubectl refuses it");
  throw Abandon{};
}

void TreeBuilder::refuse_key(Span span, std::string_view what) {
  problem(Problem::Kind::kSyntax, span, concat("a key must be a scalar, not ", what));
  PendingKey key;
  key.span = span;
  frames_.back().key = std::move(key);
}

// Remembers a key for the value that follows. One with an anchor is stored as a node too, outside
// of the tree, for the aliases that name it.
std::uint32_t TreeBuilder::take_key(Scalar scalar) {
  std::uint32_t index = Node::kNone;
  if (scalar.anchored) {
    Scalar named = scalar;
    const NodeRecord record = store(named);
    index = static_cast<std::uint32_t>(tree_.nodes_.size());
    tree_.nodes_.push_back(record);
    if (record.has_tag) tree_.tags_.emplace(index, scalar.tag);
  }
  PendingKey key{scalar.span, scalar.style, std::move(scalar.text), false};
  const bool plain = scalar.style == ScalarStyle::kPlain && scalar.tag != kStrTag;
  if (!scalar.tag.empty()) refuse_what_json_lacks(scalar);
  if (plain && !key.text) {
    const std::string_view text = tree_.source().text(scalar.span);
    key.merge = text == "<<";
    key.text = canonical_key(text);
    if (is_null_text(text)) {
      refuse_key(scalar.span, "null");
      return index;
    }
  }
  key.merge |= scalar.tag == kMergeTag;
  frames_.back().key = std::move(key);
  return index;
}

// Infinities, not-a-number and values that their tag does not fit: kubectl converts a document to
// JSON before anything else, and stops at them.
void TreeBuilder::refuse_what_json_lacks(const Scalar& scalar) {
  const bool plain = scalar.style == ScalarStyle::kPlain;
  const bool tagged = !scalar.tag.empty();
  const std::string_view written = tree_.source().text(scalar.span);
  const std::string_view text = scalar.text ? std::string_view(*scalar.text)
                                : plain     ? written
                                            : written.substr(1, written.size() - 2);
  const bool suspicious = tagged || (plain && text.size() <= 5 && text.find('.') <= 1);
  if (!suspicious || resolve(text, scalar.style, scalar.tag).type != ScalarType::kInvalid) return;
  problem(Problem::Kind::kSyntax, scalar.span,
          tagged ? "the value is not of the type that its tag says"
                 : "JSON has no infinity and no NaN; kubectl refuses the document");
}

// The record of a scalar, its decoded text put away.
NodeRecord TreeBuilder::store(Scalar& scalar) {
  NodeRecord record;
  record.value = scalar.span;
  record.style = scalar.style;
  record.kind = NodeKind::kScalar;
  record.has_tag = !scalar.tag.empty();
  const bool plain = scalar.style == ScalarStyle::kPlain && !scalar.text;
  const bool may_be_null = plain && (scalar.tag.empty() || scalar.tag == kNullTag);
  if (may_be_null && is_null_text(tree_.source().text(scalar.span))) {
    record.kind = NodeKind::kNull;
  } else if (scalar.text) {
    record.decoded_text = true;
    record.link = static_cast<std::uint32_t>(tree_.texts_.size());
    tree_.texts_.push_back(std::move(*scalar.text));
  }
  return record;
}

std::uint32_t TreeBuilder::scalar(Scalar scalar) {
  ++physical_;
  grow(1, scalar.span);
  if (awaits_key()) return take_key(std::move(scalar));
  refuse_what_json_lacks(scalar);
  const NodeRecord record = store(scalar);
  const std::uint32_t index = add(record);
  if (record.has_tag) tree_.tags_.emplace(index, scalar.tag);
  return index;
}

std::uint32_t TreeBuilder::empty(std::uint32_t at) {
  ++physical_;
  grow(1, {at, at});
  if (awaits_key()) {
    refuse_key({at, at}, "null");
    return Node::kNone;
  }
  NodeRecord record;
  record.value = {at, at};
  return add(record);
}

std::uint32_t TreeBuilder::alias(Span span, std::uint32_t target) {
  if (is_open(target)) {
    problem(Problem::Kind::kSyntax, span, "the alias stands inside the value that it names");
    return empty(span.begin);
  }
  const NodeRecord& named = tree_.nodes_[target];
  if (awaits_key()) {
    if (named.kind != NodeKind::kScalar) {
      refuse_key(span, "a collection");
    } else {
      ++physical_;
      frames_.back().key =
          PendingKey{span, ScalarStyle::kPlain, std::string(tree_.text(target)), false};
    }
    return Node::kNone;
  }
  const auto weight = weights_.find(target);
  NodeRecord record;
  record.value = span;
  record.kind = named.kind;
  record.is_alias = true;
  record.link = target;
  const std::uint32_t index = add(record);
  ++physical_;
  grow(saturating_add(1, weight == weights_.end() ? 1 : weight->second), span);
  return index;
}

std::uint32_t TreeBuilder::begin_collection(NodeKind kind, std::uint32_t at, bool flow,
                                            bool anchored) {
  if (frames_.size() >= kMaxDepth) {
    problem(Problem::Kind::kSyntax, {at, at + 1},
            concat("nested deeper than ", kMaxDepth, " levels"));
    throw Abandon{};
  }
  ++physical_;
  grow(1, {at, at + 1});
  NodeRecord record;
  record.value = {at, at};
  record.kind = kind;
  record.is_flow = flow;
  Frame frame{};
  frame.kind = kind;
  frame.flow = flow;
  frame.anchored = anchored;
  if (awaits_key()) {
    frame.is_key = true;
    frame.node = static_cast<std::uint32_t>(tree_.nodes_.size());
    tree_.nodes_.push_back(record);
  } else {
    frame.node = add(record);
  }
  frames_.push_back(frame);
  return frame.node;
}

void TreeBuilder::end_collection(std::uint32_t end) {
  const Frame frame = std::move(frames_.back());
  frames_.pop_back();
  NodeRecord& record = tree_.nodes_[frame.node];
  record.value.end = std::max(end, record.value.begin);
  if (frame.kind == NodeKind::kMapping) finish_mapping(frame);
  if (frame.anchored) weights_[frame.node] = frame.weight;
  if (frames_.empty()) return;
  frames_.back().weight = saturating_add(frames_.back().weight, frame.weight - 1);
  if (frame.is_key) {
    const bool braces = frame.flow && frames_.back().flow && frame.kind == NodeKind::kMapping;
    refuse_key(tree_.nodes_[frame.node].value, braces ? "a mapping (an unrendered template?)"
                                               : frame.kind == NodeKind::kMapping ? "a mapping"
                                                                                  : "a sequence");
  }
}

void TreeBuilder::finish_mapping(const Frame& frame) {
  const bool duplicates = find_duplicates(frame);
  if (duplicates || frame.has_merge) merge(frame);
}

// Reports every key that stands in the mapping a second time, in the order of the text.
bool TreeBuilder::find_duplicates(const Frame& frame) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t at = tree_.nodes_[frame.node].link; at != Node::kNone;
       at = tree_.nodes_[at].next) {
    if (!tree_.nodes_[at].is_merge) members.push_back(at);
  }
  std::stable_sort(members.begin(), members.end(), [this](std::uint32_t a, std::uint32_t b) {
    return tree_.key_text(a) < tree_.key_text(b);
  });
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;  // later, first
  for (std::size_t i = 1, first = 0; i < members.size(); ++i) {
    if (tree_.key_text(members[i]) == tree_.key_text(members[first])) {
      found.emplace_back(members[i], members[first]);
    } else {
      first = i;
    }
  }
  std::sort(found.begin(), found.end());
  for (const auto& [later, first] : found) {
    problem(Problem::Kind::kDuplicateKey, tree_.nodes_[later].key,
            concat("key ", tree_.key_text(later), " is written twice in one mapping"),
            tree_.nodes_[first].key);
  }
  return !found.empty();
}

// Lists the effective members of a mapping: each key once, at its first place, with its last value.
void TreeBuilder::merge(const Frame& frame) {
  std::vector<Tree::Member> members;
  for (std::uint32_t at = tree_.nodes_[frame.node].link; at != Node::kNone;
       at = tree_.nodes_[at].next) {
    if (tree_.nodes_[at].is_merge) {
      merge_value(members, at);
    } else {
      members.push_back({at, Node::kNone});
    }
  }
  std::unordered_map<std::string_view, std::size_t> places;
  std::size_t kept = 0;
  for (const Tree::Member& member : members) {
    const auto [place, fresh] = places.emplace(tree_.key_text(member.node), kept);
    members[place->second] = member;
    if (fresh) ++kept;
  }
  members.resize(kept);
  tree_.effective_[frame.node] = std::move(members);
  tree_.nodes_[frame.node].has_effective = true;
}

// Appends what the value of a `<<` contributes: of a sequence the last mapping first, so that the
// first wins.
void TreeBuilder::merge_value(std::vector<Tree::Member>& members, std::uint32_t value) {
  const NodeRecord& written = tree_.nodes_[value];
  const NodeRecord& content = written.is_alias ? tree_.nodes_[written.link] : written;
  if (content.kind != NodeKind::kSequence) return merge_mapping(members, value);
  std::vector<std::uint32_t> items;
  for (std::uint32_t at = content.link; at != Node::kNone; at = tree_.nodes_[at].next) {
    items.push_back(at);
  }
  std::for_each(items.rbegin(), items.rend(),
                [&](std::uint32_t item) { merge_mapping(members, item); });
}

void TreeBuilder::merge_mapping(std::vector<Tree::Member>& members, std::uint32_t value) {
  const NodeRecord& written = tree_.nodes_[value];
  const std::uint32_t mapping = written.is_alias ? written.link : value;
  const NodeRecord& content = tree_.nodes_[mapping];
  if (content.kind != NodeKind::kMapping) {
    const Span span = written.value.empty() ? written.key : written.value;
    return problem(Problem::Kind::kSyntax, span, "<< merges mappings, and this is none");
  }
  if (content.has_effective) {
    for (const Tree::Member& member : tree_.effective_.at(mapping)) {
      members.push_back({member.node, value});
    }
    return;
  }
  for (std::uint32_t at = content.link; at != Node::kNone; at = tree_.nodes_[at].next) {
    members.push_back({at, value});
  }
}

}  // namespace plimsoll
