// Reading text off a record: from the source where it stands there unchanged, else from the side
// tables. In rendered charts more than nine scalars of ten need no table.

#include "engine/yaml/tree.h"

namespace plimsoll {
namespace {

std::string_view inside_quotes(std::string_view written, ScalarStyle style) {
  return style == ScalarStyle::kPlain ? written : written.substr(1, written.size() - 2);
}

}  // namespace

std::string_view Tree::key_text(std::uint32_t index) const {
  const NodeRecord& record = nodes_[index];
  if (record.decoded_key) return key_texts_.at(index);
  return inside_quotes(source_->text(record.key), record.key_style);
}

std::string_view Tree::text(std::uint32_t index) const {
  const NodeRecord& record = nodes_[index];
  if (record.kind != NodeKind::kScalar) return {};
  if (record.decoded_text) return texts_[record.link];
  return inside_quotes(source_->text(record.value), record.style);
}

std::string_view Tree::tag(std::uint32_t index) const {
  const auto found = tags_.find(index);
  return found == tags_.end() ? std::string_view() : found->second;
}

}  // namespace plimsoll
