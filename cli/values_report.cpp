// The values of a release for people, who can also pipe them.
//
//   # web, prd
//   #   1  values.yaml
//   #   2  values/web.yaml
//   replicas: 3          # values/web.yaml:1, over values.yaml:1 (1)
//   resources:
//     limits:
//       memory: 2Gi      # values.yaml:5
//   # tolerations: deleted by values/web.yaml:7, over values.yaml:9 (2 items)
//
// First the document is written as lines, each with its notes; then the notes are set beside them,
// in one column, and painted: what a chart's own values.yaml says is dim, so that what somebody
// decided stands out.

#include "cli/values_report.h"

#include <algorithm>
#include <set>

#include "cli/formats/display_width.h"
#include "cli/formats/escape.h"
#include "cli/suggest.h"
#include "cli/terminal.h"
#include "cli/values_view.h"
#include "cli/yaml_text.h"
#include "engine/text/concat.h"
#include "engine/text/shorten.h"

namespace plimsoll {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kCyan = "\x1b[36m";
constexpr std::string_view kYellow = "\x1b[33m";
constexpr std::size_t kOldValueBytes = 40;
constexpr unsigned kFurthestColumn = 44;

enum class Tone : std::uint8_t { kPlain, kDefault, kDecided, kLost };

struct Line {
  std::string text;
  std::vector<std::string> notes = {};  // joined by commas
  Tone tone = Tone::kPlain;
  // What follows the line is text of a block scalar, or belongs to one: no comment may be put
  // below.
  bool in_block_scalar = false;
};

std::string scalar(const ShownValue& value) {
  if (value.kind == NodeKind::kNull) return "null";
  const bool is_string =
      value.type == ScalarType::kString || resolve_plain(value.text).type == ScalarType::kString;
  return is_string ? yaml_string(value.text) : value.text;
}

std::string counted(std::size_t count, std::string_view what) {
  return concat(count, " ", what, count == 1 ? "" : "s");
}

// A value that is gone, for a comment.
std::string brief(const ShownValue& value) {
  if (value.kind == NodeKind::kSequence) return counted(value.size, "item");
  if (value.kind == NodeKind::kMapping) return counted(value.size, "key");
  ShownValue cut = value;
  if (value.kind == NodeKind::kScalar) cut.text = shortened(value.text, kOldValueBytes);
  const bool bare = value.hidden && cut.text == "***";
  return bare ? cut.text : scalar(cut);
}

// Writes one release as lines.
class Writer {
 public:
  explicit Writer(const ValuesView& view)
      : folder_(view.folder),
        block_(presentable(view.block.empty() ? "the environment's block" : view.block)) {
    write_children(view.root, 0, nullptr);
    const auto is_there = [](const ValueEntry& child) {
      return child.loss == ValueEntry::Loss::kNone;
    };
    if (std::ranges::none_of(view.root.children, is_there)) lines_.push_back({"{}", {}});
  }

  std::vector<Line> take() { return std::move(lines_); }

 private:
  // `list` is the outermost list around, whose place is that of all in it unless something else is
  // said.
  void write_children(const ValueEntry& entry, unsigned indent, const ValueEntry* list) {
    for (const ValueEntry& child : entry.children) {
      if (child.loss != ValueEntry::Loss::kNone) continue;
      if (child.is_member) {
        write(concat(std::string(indent, ' '), yaml_key(child.key), ":"), child, indent, list);
      } else {
        write_item(child, indent, list);
      }
    }
    for (const ValueEntry& child : entry.children) {
      if (child.loss != ValueEntry::Loss::kNone) write_lost(child, indent, "");
    }
  }

  static bool has_children(const ValueEntry& entry) {
    return std::ranges::any_of(entry.children, [](const ValueEntry& child) {
      return child.loss == ValueEntry::Loss::kNone;
    });
  }

  // `start` is the key with its colon, or the dash.
  void write(std::string start, const ValueEntry& entry, unsigned indent, const ValueEntry* list) {
    Line line{.text = std::move(start), .tone = tone_of(entry)};
    if (has_children(entry)) {
      note_collection(entry, list, line);
      lines_.push_back(std::move(line));
    } else {
      note(entry, list, line);
      write_leaf(std::move(line), entry, indent);
    }
    const bool outermost = entry.value.kind == NodeKind::kSequence && list == nullptr;
    write_children(entry, indent + 2, outermost ? &entry : list);
  }

  void write_leaf(Line line, const ValueEntry& entry, unsigned indent) {
    const ShownValue& value = entry.value;
    if (value.type == ScalarType::kString && fits_block_scalar(value.text)) {
      return write_block_scalar(std::move(line), value.text, indent + 2);
    }
    line.text += ' ';
    line.text += entry.is_collection() ? (entry.is_mapping() ? "{}" : "[]") : scalar(value);
    lines_.push_back(std::move(line));
  }

  void write_block_scalar(Line line, std::string_view text, unsigned indent) {
    const Tone tone = line.tone;
    line.text += text.ends_with('\n') ? " |" : " |-";
    line.in_block_scalar = true;
    lines_.push_back(std::move(line));
    while (!text.empty()) {
      const std::string_view one = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(one.size() + 1, text.size()));
      const std::string spaces(one.empty() ? 0 : indent, ' ');
      lines_.push_back({.text = spaces + std::string(one), .tone = tone, .in_block_scalar = true});
    }
  }

  // An item that is a collection begins on the line of its dash.
  void write_item(const ValueEntry& item, unsigned indent, const ValueEntry* list) {
    const std::string spaces(indent, ' ');
    if (!has_children(item)) return write(spaces + "-", item, indent, list);
    const std::size_t first = lines_.size();
    write_children(item, indent + 2, list);
    lines_[first].text[indent] = '-';
  }

  // What is lost is a comment; of a mapping, each leaf.
  void write_lost(const ValueEntry& entry, unsigned indent, const std::string& prefix) {
    const std::string path = prefix + yaml_key(entry.key);
    if (!entry.children.empty()) {
      for (const ValueEntry& child : entry.children) write_lost(child, indent, path + ".");
      return;
    }
    const bool deleted = entry.loss == ValueEntry::Loss::kDeleted;
    std::vector<std::string> notes = {deleted ? concat("deleted by ", entry.place.label(folder_))
                                              : concat("dropped by ", block_)};
    note_old_values(entry, notes);
    lines_.push_back({.text = concat(std::string(indent, ' '), "# ", path, ":"),
                      .notes = std::move(notes),
                      .tone = Tone::kLost});
  }

  void note_old_values(const ValueEntry& entry, std::vector<std::string>& notes) const {
    for (std::size_t i = 0; i < entry.over.size(); ++i) {
      const OldValue& old = entry.over[i];
      notes.push_back(
          concat(i == 0 ? "over " : "", old.place.label(folder_), " (", brief(old.value), ")"));
    }
  }

  void note_collection(const ValueEntry& entry, const ValueEntry* list, Line& line) const {
    if (entry.is_block) {
      line.notes.push_back("applied last: it wins over the values of the same name");
    } else if (entry.replaces_whole) {
      line.notes.push_back(concat("replaced whole by ", block_));
      line.notes.push_back(entry.place.label(folder_));
      line.tone = Tone::kDecided;
    } else if (!entry.is_mapping() || !entry.over.empty()) {
      note(entry, list, line);
    }
  }

  void note(const ValueEntry& entry, const ValueEntry* list, Line& line) const {
    if (list != nullptr && entry.over.empty() && entry.place.layer == list->place.layer) return;
    line.notes.push_back(
        concat(entry.place.label(folder_), entry.place.in_block ? concat(" in ", block_) : ""));
    note_old_values(entry, line.notes);
  }

  static Tone tone_of(const ValueEntry& entry) {
    if (entry.is_default()) return Tone::kDefault;
    return entry.is_mapping() && !entry.children.empty() ? Tone::kPlain : Tone::kDecided;
  }

  std::string folder_;
  std::string block_;
  std::vector<Line> lines_;
};

// Sets the notes beside the lines.
class Layout {
 public:
  Layout(const std::vector<Line>& lines, const ValuesPresentation& presentation)
      : width_(presentation.width), color_(presentation.color) {
    for (const Line& line : lines) {
      const unsigned size = display_width(line.text) + 2;
      const bool counts = !line.notes.empty() && line.tone != Tone::kLost;
      if (counts && size <= kFurthestColumn) column_ = std::max(column_, size);
    }
    if (width_ != 0) column_ = std::min(column_, width_ / 2);
    for (const Line& line : lines) add(line);
  }

  std::string take() { return std::move(out_); }

 private:
  void add(const Line& line) {
    std::string text = line.text;
    const auto rows = line.notes.empty() ? std::vector<std::string>() : rows_of(line);
    if (line.tone == Tone::kLost) {
      text += rows.front();
      for (std::size_t i = 1; i < rows.size(); ++i) {
        text += concat("\n", std::string(line.text.find('#'), ' '), "#  ", rows[i]);
      }
      out_ += painted(text, kYellow) + '\n';
      return;
    }
    std::string notes;
    const unsigned size = display_width(text);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const unsigned gap = i > 0 ? column_ : size + 2 > column_ ? 2 : column_ - size;
      notes +=
          concat(i > 0 ? "\n" : "", std::string(gap, ' '), rows[i].empty() ? "" : "#", rows[i]);
    }
    if (rows.size() > 1 && rows.front().empty()) notes.erase(0, notes.find('\n'));
    const bool dim = line.tone == Tone::kDefault;
    out_ += dim ? painted(text + notes, kDim) : text + painted(notes, kCyan);
    out_ += '\n';
  }

  // The notes cut into rows that fit, each beginning with a space. The first is empty when nothing
  // fits beside the line.
  std::vector<std::string> rows_of(const Line& line) const {
    const bool lost = line.tone == Tone::kLost;
    const unsigned size = display_width(line.text);
    unsigned used = lost ? size : std::max(size + 2, column_) + 1;
    std::vector<std::string> rows(1);
    for (std::size_t i = 0; i < line.notes.size(); ++i) {
      const std::string note = concat(" ", line.notes[i], i + 1 < line.notes.size() ? "," : "");
      const unsigned more = display_width(note);
      const bool first = rows.size() == 1 && rows[0].empty();
      const bool fits = width_ == 0 || used + more <= width_ || line.in_block_scalar;
      const bool gains = !first || (!lost && size + 2 > column_);
      if (!fits && gains) {
        rows.emplace_back();
        used = column_ + 1;
      }
      rows.back() += note;
      used += more;
    }
    return rows;
  }

  std::string painted(std::string_view text, std::string_view color) const {
    if (!color_ || text.empty()) return std::string(text);
    return concat(color, text, kReset);
  }

  const unsigned width_;
  const bool color_;
  unsigned column_ = 0;
  std::string out_;
};

std::string title(const Release& release) {
  const std::string name = presentable(release.name);
  return release.environment.empty() ? name : concat(name, ", ", presentable(release.environment));
}

std::string legend(const ValuesView& view, bool color) {
  std::string out = heading(concat("# values of ", title(*view.release)), color) + '\n';
  const std::string in = view.folder.empty() ? "" : concat(" in ", presentable(view.folder));
  std::string rest = concat("# layers", in, ", of which the later win:\n");
  const auto layers = view.release->values->layers();
  for (std::size_t i = 0; i < layers.size(); ++i) {
    rest += concat("#   ", i + 1, "  ", presentable(path_from(view.folder, layers[i].name)), "\n");
  }
  if (!view.block.empty()) {
    rest += concat("#   ", layers.size() + 1, "  ", presentable(view.block),
                   " of these values, which the templates apply last\n");
  }
  if (view.hides_credentials) rest += "# *** stands for a credential, which is never shown.\n";
  if (!color) return out + rest;
  rest.pop_back();
  return out + concat(kDim, rest, kReset, "\n");
}

}  // namespace

std::string format_values(const std::vector<const Release*>& releases,
                          const ValuesPresentation& presentation) {
  std::string out;
  for (const Release* release : releases) {
    const ValuesView view = view_values(*release, presentation.paths);
    if (!out.empty()) out += "---\n";
    out += legend(view, presentation.color);
    out += Layout(Writer(view).take(), presentation).take();
  }
  return out;
}

std::optional<std::string> unknown_values(const std::vector<const Release*>& releases,
                                          const std::vector<std::string>& paths) {
  std::set<std::string> known;
  for (const Release* release : releases) {
    for (std::string& path : paths_of(view_values(*release, {}))) known.insert(std::move(path));
  }
  for (const std::string& path : paths) {
    if (known.contains(path)) continue;
    std::vector<std::string> shown;
    for (const std::string& one : known) shown.push_back(presentable(one));
    return unknown("value", path, std::vector<std::string_view>(shown.begin(), shown.end()));
  }
  return std::nullopt;
}

}  // namespace plimsoll
