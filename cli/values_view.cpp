// The values of a release as its templates see them.
//
// Helm's merge is done (ValuesTree). What is left is the block that a chart's own templates apply
// last, and which nobody sees who looks at `helm get values`:
//
//   resources: {limits: {cpu: 1}, requests: {cpu: 1}}       values.yaml
//   environments: {prd: {resources: {limits: {cpu: 2}}}}    values/web.yaml
//
// is shown as `resources: {limits: {cpu: 2}}` with the note that it replaces the other whole, that
// limits.cpu was 1, and that requests.cpu is gone. The rules are those of TemplateValues.

#include "cli/values_view.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "cli/formats/escape.h"
#include "engine/text/concat.h"
#include "engine/values/helm_value.h"
#include "engine/values/template_values.h"

namespace plimsoll {
namespace {

ShownValue shown(Node node) {
  if (!node) return {};
  ShownValue value{.kind = node.kind()};
  if (!node.is_scalar()) {
    value.size = node.size();
    return value;
  }
  value.type = resolve(node).type;
  value.text = value.type == ScalarType::kInvalid ? std::string(node.text()) : json_text(node);
  return value;
}

// Of a scalar that stands in no file, which has its text only.
ShownValue shown(const std::string& text) {
  return {.kind = NodeKind::kScalar, .type = resolve_plain(text).type, .text = text};
}

ValueEntry* find_child(ValueEntry& entry, std::string_view key) {
  const auto found = std::ranges::find_if(
      entry.children, [key](const ValueEntry& child) { return child.key == key; });
  return found == entry.children.end() ? nullptr : &*found;
}

class Viewer {
 public:
  explicit Viewer(const Release& release)
      : values_(*release.values), templates_(*release.templates), block_(templates_.block()) {
    for (const DeletedValue& gone : values_.deleted()) {
      deleted_[gone.parent.index()].push_back(&gone);
    }
  }

  ValueEntry root() {
    const Node root = values_.root();
    if (!block_.is_mapping()) return entry(root);
    ValueEntry all = entry(root);
    for (const Node over : block_) {
      if (!is_truthy(over)) continue;
      in_block_ = true;
      ValueEntry top = entry(over);
      in_block_ = false;
      ValueEntry* const base = find_child(all, over.key());
      if (base == nullptr) {
        all.children.push_back(std::move(top));
      } else if (base->loss == ValueEntry::Loss::kNone && templates_.merges(over.key())) {
        lay_over(*base, std::move(top));
      } else {
        lay_under(top, std::move(*base));
        *base = std::move(top);
      }
    }
    return all;
  }

 private:
  ValuePlace place_of(std::uint32_t layer, Node node) const {
    ValuePlace place{.layer = layer, .info = &values_.layers()[layer], .in_block = in_block_};
    if (!node.exists() || !node.is_written()) return place;
    const Span span = node.key_span().empty() ? node.value_span() : node.key_span();
    place.path = node.source().reported_path();
    place.line = node.source().position(span.begin, ColumnUnit::kByte).line;
    return place;
  }

  // That mappings were merged is no loss.
  std::vector<OldValue> losers(const std::vector<Shadowed>& shadowed, NodeKind winner) const {
    std::vector<OldValue> out;
    for (const Shadowed& old : shadowed) {
      const bool merged = winner == NodeKind::kMapping && old.node.is_mapping();
      if (merged) continue;
      out.push_back(
          {place_of(old.layer, old.node), old.node.exists() ? shown(old.node) : shown(old.text)});
    }
    return out;
  }

  ValueEntry entry(Node node) const {
    const Provenance& provenance = values_.provenance(node);
    ValueEntry out{.key = std::string(node.key()),
                   .is_member = node.has_key(),
                   .value = shown(node),
                   .place = place_of(provenance.layer, node),
                   .over = losers(provenance.shadowed, node.kind()),
                   .is_block = !in_block_ && block_.exists() && node == block_};
    if (!node) return out;
    for (const Node child : node) out.children.push_back(entry(child));
    const auto gone = deleted_.find(node.index());
    if (gone == deleted_.end()) return out;
    for (const DeletedValue* value : gone->second) {
      out.children.push_back({.key = value->key,
                              .is_member = true,
                              .place = place_of(value->provenance.layer, value->null),
                              .over = losers(value->provenance.shadowed, NodeKind::kNull),
                              .loss = ValueEntry::Loss::kDeleted});
    }
    return out;
  }

  // Merges key by key, as of keys that the block does not replace whole.
  static void lay_over(ValueEntry& base, ValueEntry top) {
    if (top.loss != ValueEntry::Loss::kNone || top.value.kind == NodeKind::kNull) return;
    if (!base.is_mapping() || !top.is_mapping()) {
      lay_under(top, std::move(base));
      base = std::move(top);
      return;
    }
    for (ValueEntry& child : top.children) {
      if (ValueEntry* const below = find_child(base, child.key)) {
        lay_over(*below, std::move(child));
      } else {
        base.children.push_back(std::move(child));
      }
    }
  }

  // Remembers in `top` what it took the place of.
  static void lay_under(ValueEntry& top, ValueEntry base) {
    if (!base.is_mapping() || !top.is_mapping()) {
      if (base.loss == ValueEntry::Loss::kNone) top.over.push_back({base.place, base.value});
      std::ranges::move(base.over, std::back_inserter(top.over));
      return;
    }
    top.replaces_whole = true;
    for (ValueEntry& child : base.children) {
      ValueEntry* const above = find_child(top, child.key);
      if (above == nullptr) {
        top.children.push_back(dropped(std::move(child), top.place));
      } else {
        lay_under(*above, std::move(child));
        above->replaces_whole = false;  // said once, at the top
      }
    }
  }

  static ValueEntry dropped(ValueEntry entry, const ValuePlace& by) {
    if (entry.loss != ValueEntry::Loss::kNone) return entry;
    entry.loss = ValueEntry::Loss::kDropped;
    if (entry.is_mapping() && !entry.children.empty()) {
      for (ValueEntry& child : entry.children) child = dropped(std::move(child), by);
    } else {
      entry.over.insert(entry.over.begin(), {entry.place, entry.value});
      entry.value = {};
      entry.children.clear();
    }
    entry.place = by;
    return entry;
  }

  const ValuesTree& values_;
  const TemplateValues& templates_;
  const Node block_;
  bool in_block_ = false;
  std::unordered_map<std::uint32_t, std::vector<const DeletedValue*>> deleted_;
};

using Steps = std::vector<std::string>;

// Leaves in `entry`, which is `depth` steps deep, only what the paths name.
void prune(ValueEntry& entry, const std::vector<Steps>& paths, std::size_t depth) {
  std::erase_if(entry.children, [&](ValueEntry& child) {
    std::vector<Steps> on;
    std::ranges::copy_if(paths, std::back_inserter(on), [&](const Steps& path) {
      return child.is_member && path.size() > depth && path[depth] == child.key;
    });
    const bool whole =
        std::ranges::any_of(on, [depth](const Steps& path) { return path.size() == depth + 1; });
    if (on.empty() || whole) return on.empty();
    prune(child, on, depth + 1);
    return child.children.empty();
  });
}

bool hides_any(const ValueEntry& entry) {
  const auto hides = [](const OldValue& old) { return old.value.hidden; };
  return entry.value.hidden || std::ranges::any_of(entry.over, hides) ||
         std::ranges::any_of(entry.children, hides_any);
}

std::string common_folder(const std::vector<std::string>& files) {
  if (files.empty()) return "";
  std::string_view common = files.front();
  for (const std::string& file : files) {
    const auto differ = std::ranges::mismatch(common, file);
    common = common.substr(0, static_cast<std::size_t>(differ.in1 - common.begin()));
  }
  return std::string(common.substr(0, common.rfind('/') + 1));
}

void collect_paths(const ValueEntry& entry, const std::string& prefix,
                   std::vector<std::string>& out) {
  for (const ValueEntry& child : entry.children) {
    if (!child.is_member) continue;
    const std::string path = dotted_below(prefix, child.key);
    out.push_back(path);
    collect_paths(child, path, out);
  }
}

}  // namespace

std::string_view path_from(std::string_view folder, std::string_view path) {
  return path.starts_with(folder) ? path.substr(folder.size()) : path;
}

std::string ValuePlace::label(std::string_view folder) const {
  return presentable(path.empty() ? info->name : concat(path_from(folder, path), ":", line));
}

bool ValueEntry::is_default() const {
  if (loss != Loss::kNone || !over.empty() || place.in_block) return false;
  if (is_mapping() && !children.empty())
    return std::ranges::all_of(children, &ValueEntry::is_default);
  return place.info->kind == LayerKind::kDefaults;
}

ValuesView view_values(const Release& release, std::span<const std::string> paths) {
  ValuesView view{
      .release = &release, .folder = common_folder(release.files), .root = Viewer(release).root()};
  if (const Node block = release.templates->block(); block.exists()) {
    view.block = dotted_path(block);
  }
  // What is a credential shows by what stands around it, so before anything is left out.
  hide_credentials(view.root);
  std::vector<Steps> steps;
  for (const std::string& path : paths) steps.push_back(path_steps(path));
  if (!paths.empty()) prune(view.root, steps, 0);
  view.hides_credentials = hides_any(view.root);
  return view;
}

std::vector<std::string> paths_of(const ValuesView& view) {
  std::vector<std::string> out;
  collect_paths(view.root, "", out);
  return out;
}

}  // namespace plimsoll
