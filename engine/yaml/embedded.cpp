// YAML inside YAML.
//
//   helm:
//     values: |            the text "replicas: 3\n" is read as a file of its own,
//       replicas: 3        and its node `3` then moved to where the 3 stands here
//
// The inner file is parsed as any other. Afterwards its spans, which count in the text, are
// replaced by spans of the source, and its tree is told to read from there. Where the source spells
// a scalar otherwise than the text does (an escape in a double-quoted text, a fold), the text is
// kept beside it.

#include "engine/yaml/embedded.h"

#include <string>
#include <utility>

namespace plimsoll {
namespace {

// Every place is found by reading the scalar from its beginning.
constexpr std::size_t kMostExact = 32u << 10;

}  // namespace

class EmbeddedTree {
 public:
  EmbeddedTree(YamlFile& file, Node scalar) : file_(file), tree_(file.tree), scalar_(scalar) {}

  void move() {
    for (std::uint32_t i = 0; i < tree_.nodes_.size(); ++i) keep_texts(i);
    tree_.source_ = &scalar_.source();
    for (NodeRecord& record : tree_.nodes_) {
      record.key = moved(record.key);
      record.value = moved(record.value);
    }
    for (Document& document : file_.documents) {
      document.source = &scalar_.source();
      document.span = moved(document.span);
      for (Problem& problem : document.problems) {
        problem.span = moved(problem.span);
        problem.related = moved(problem.related);
      }
    }
  }

 private:
  Span moved(Span span) const {
    const bool exact = scalar_.text().size() <= kMostExact;
    return exact ? scalar_.text_span(span.begin, span.end) : scalar_.value_span();
  }

  bool is_spelled(Span span, std::string_view written) const {
    const Span there = moved(span);
    return scalar_.source().text(there) == written;
  }

  void keep_texts(std::uint32_t index) {
    NodeRecord& record = tree_.nodes_[index];
    const std::string_view all = file_.source.bytes();
    if (record.has_key && !record.decoded_key &&
        !is_spelled(record.key, all.substr(record.key.begin, record.key.size()))) {
      tree_.key_texts_.emplace(index, tree_.key_text(index));
      record.decoded_key = true;
    }
    const bool plain_text =
        record.kind == NodeKind::kScalar && !record.decoded_text && !record.is_alias;
    if (plain_text &&
        !is_spelled(record.value, all.substr(record.value.begin, record.value.size()))) {
      tree_.texts_.emplace_back(tree_.text(index));
      record.link = static_cast<std::uint32_t>(tree_.texts_.size() - 1);
      record.decoded_text = true;
    }
  }

  YamlFile& file_;
  Tree& tree_;
  Node scalar_;
};

std::unique_ptr<const YamlFile> parse_embedded(Node scalar) {
  const SourceFile& home = scalar.source();
  auto file = parse_yaml(home.path(), home.reported_path(), std::string(scalar.text()));
  EmbeddedTree(*file, scalar).move();
  return file;
}

}  // namespace plimsoll
