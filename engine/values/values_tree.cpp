// Merging the layers in Helm's order, and writing the result down as a tree.
//
// Helm does not fold layers from low to high. It first merges what the user says: the files, then
// the flags. Only then the chart's defaults are put beneath, and each sub-chart's beneath its
// section:
//
//   values.yaml       replicas: 1, list: [1, 2]
//   -f prd.yaml       replicas: 3               user: {replicas: 3}
//   --set list[1]=9                             user: {replicas: 3, list: [null, 9]}
//                                               all:  {replicas: 3, list: [null, 9]}
//
// So a flag never sees the defaults' lists, and a null in a file can still be replaced by the next.
//
// A parent's `global` is copied into each sub-chart's before that sub-chart's defaults are put
// beneath; the parent wins. (Helm shares what lies deeper than one mapping in it, so that defaults
// of a sub-chart may leak into its parent's `global.a.b`. That is not imitated.)

#include "engine/values/values_tree.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/text/concat.h"
#include "engine/values/assign.h"
#include "engine/values/slot.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/synthetic.h"

namespace plimsoll {
namespace {

constexpr std::string_view kGlobal = "global";

class Merger {
 public:
  Merger(std::vector<LayerInfo>& layers, std::vector<ValuesProblem>& problems)
      : layers_(layers), problems_(problems) {}

  Slot merge(const ChartValues& chart, std::span<const ValuesLayer> layers) {
    add_chart_layers(chart);
    const std::size_t first = layers_.size();
    for (const ValuesLayer& layer : layers) layers_.push_back({layer.name, layer.kind});
    Slot user = mapping(0);
    for (std::size_t i = 0; i < layers.size(); ++i) {
      put_above(user, documents(layers[i], static_cast<std::uint32_t>(first + i)));
    }
    apply_flags(user, layers, first);
    coalesce(user, chart);
    if (budget_ == 0) problems_.push_back({.reason = "the values grow beyond all measure"});
    return user;
  }

 private:
  static Slot mapping(std::uint32_t layer) { return {.kind = NodeKind::kMapping, .layer = layer}; }

  void add_chart_layers(const ChartValues& chart) {
    layers_.push_back({chart.defaults.name, LayerKind::kDefaults});
    for (const ChartValues& dependency : chart.dependencies) add_chart_layers(dependency);
  }

  // Merges two roots among values files, of which `high` wins, into `low`.
  static void put_above(Slot& low, Slot high) {
    if (!high.node.exists() && high.children.empty()) return;
    Slot below = std::move(low);
    low = std::move(high);
    Slot members{.kind = NodeKind::kMapping, .children = std::exchange(below.children, {})};
    shadow(low, std::move(below));
    overlay(low, std::move(members), Nulls::kKeep);
  }

  // The documents of one layer, merged in order.
  Slot documents(const ValuesLayer& layer, std::uint32_t index) {
    Slot all = mapping(index);
    for (const Node root : layer.roots) {
      if (!root) continue;
      if (root.is_mapping()) {
        put_above(all, slot_of(root, index, budget_));
      } else {
        problems_.push_back(
            {index, root, {}, concat("values must be a mapping, and this is ", type_name(root))});
      }
    }
    return all;
  }

  void apply_flags(Slot& user, std::span<const ValuesLayer> layers, std::size_t first) {
    struct Flag {
      const Assignment* assignment;
      std::uint32_t layer;
    };
    std::vector<Flag> flags;
    for (std::size_t i = 0; i < layers.size(); ++i) {
      for (const Assignment& assignment : layers[i].assignments) {
        flags.push_back({&assignment, static_cast<std::uint32_t>(first + i)});
      }
    }
    std::stable_sort(flags.begin(), flags.end(), [](const Flag& a, const Flag& b) {
      return a.assignment->mode < b.assignment->mode;
    });
    for (const auto& [assignment, layer] : flags) {
      if (auto error = assign(user, *assignment, layer, budget_)) {
        problems_.push_back({layer, assignment->written, error->span, std::move(error->reason)});
      }
    }
  }

  // Puts a chart's defaults beneath `values`, and its dependencies' beneath their sections.
  void coalesce(Slot& values, const ChartValues& chart) {
    std::vector<std::string_view> sections;
    for (const ChartValues& dependency : chart.dependencies) sections.push_back(dependency.section);
    Slot defaults = documents(chart.defaults, next_chart_++);
    Slot members{.kind = NodeKind::kMapping, .children = std::exchange(defaults.children, {})};
    if (!values.node.exists() && defaults.node.exists()) {
      values.layer = defaults.layer;
      values.node = std::exchange(defaults.node, Node());
    }
    shadow(values, std::move(defaults));
    overlay(values, std::move(members), Nulls::kDeleteAlways, sections);
    for (const ChartValues& dependency : chart.dependencies) {
      Slot* section = find_member(values, dependency.section);
      if (section == nullptr) {
        Slot empty = mapping(values.layer);
        empty.key = dependency.section;
        section = &values.children.emplace_back(std::move(empty));
      }
      if (!section->is_mapping()) {
        problems_.push_back({section->layer,
                             section->node,
                             {},
                             concat("the section ", dependency.section, " must be a mapping")});
        skip_charts(dependency);
        continue;
      }
      share_globals(values, *section);
      coalesce(*section, dependency);
    }
  }

  void skip_charts(const ChartValues& chart) {
    ++next_chart_;
    for (const ChartValues& dependency : chart.dependencies) skip_charts(dependency);
  }

  // Copies the parent's `global` into the section, where it wins over what the section says.
  void share_globals(Slot& parent, Slot& section) {
    Slot* const from = find_member(parent, kGlobal);
    Slot* to = find_member(section, kGlobal);
    if ((from != nullptr && !from->is_mapping()) || (to != nullptr && !to->is_mapping())) return;
    if (to == nullptr) {
      Slot empty = mapping(from != nullptr ? from->layer : section.layer);
      empty.key = kGlobal;
      to = &section.children.emplace_back(std::move(empty));
    }
    if (from == nullptr) return;
    if (!to->node.exists()) to->node = from->node;
    for (const Slot& value : from->children) share_global(value, *to);
  }

  void share_global(const Slot& value, Slot& globals) {
    if (!spend(count(value))) return;
    Slot* const existing = find_member(globals, value.key);
    if (existing == nullptr) {
      globals.children.push_back(value);
    } else if (existing->is_mapping() != value.is_mapping()) {
      return;  // Helm warns, and the section keeps what it has
    } else if (value.is_mapping()) {
      Slot wrapper = mapping(0);
      wrapper.children.push_back(value);
      Slot beneath = mapping(0);
      beneath.children.push_back(std::move(*existing));
      overlay(wrapper, std::move(beneath), Nulls::kKeep);
      *existing = std::move(wrapper.children.front());
    } else {
      replace(*existing, value);
    }
  }

  static std::size_t count(const Slot& slot) {
    std::size_t total = 1;
    for (const Slot& child : slot.children) total += count(child);
    return total;
  }

  bool spend(std::size_t values) {
    const bool enough = values <= budget_;
    budget_ = enough ? budget_ - values : 0;
    return enough;
  }

  std::vector<LayerInfo>& layers_;
  std::vector<ValuesProblem>& problems_;
  std::size_t budget_ = kMaxMergedValues;
  std::uint32_t next_chart_ = 0;
};

}  // namespace

// Writes slots down as nodes, each with its provenance beside it.
class ValuesTreeWriter {
 public:
  static std::unique_ptr<const ValuesTree> write(const ChartValues& chart,
                                                 std::span<const ValuesLayer> layers) {
    auto tree = std::unique_ptr<ValuesTree>(new ValuesTree());
    Slot merged = Merger(tree->layers_, tree->problems_).merge(chart, layers);
    ValuesTreeWriter writer(*tree);
    tree->root_ = writer.add(std::move(merged), Node());
    return tree;
  }

 private:
  explicit ValuesTreeWriter(ValuesTree& values) : values_(values), builder_(values.tree_) {}

  // `written` is the nearest node above that stands in a file.
  Node add(Slot slot, Node written) {
    const bool is_written = slot.node.exists();
    if (is_written) written = slot.node;
    const std::string_view maker = values_.layers_[slot.layer].name;
    const Node node = add_value(slot, is_written ? SyntheticBuilder::at(slot.node)
                                                 : SyntheticBuilder::below(written, maker));
    values_.provenance_.push_back({slot.layer, std::move(slot.shadowed)});
    if (slot.is_mapping() || slot.is_sequence()) {
      for (Slot& child : slot.children) add(std::move(child), written);
      builder_.end();
    }
    for (Slot& gone : slot.deleted) {
      values_.deleted_.push_back(
          {node, std::move(gone.key), gone.node, {gone.layer, std::move(gone.shadowed)}});
    }
    return node;
  }

  Node add_value(Slot& slot, Origin origin) {
    if (slot.is_mapping() || slot.is_sequence()) return builder_.begin(slot.kind, slot.key, origin);
    if (slot.is_null()) return builder_.null(slot.key, origin);
    if (slot.content.exists()) return builder_.scalar_like(slot.key, slot.content, origin);
    return builder_.scalar(slot.key, std::move(slot.made), slot.made_type, origin);
  }

  ValuesTree& values_;
  SyntheticBuilder builder_;
};

std::unique_ptr<const ValuesTree> merge_values(const ChartValues& chart,
                                               std::span<const ValuesLayer> layers) {
  return ValuesTreeWriter::write(chart, layers);
}

}  // namespace plimsoll
