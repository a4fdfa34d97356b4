// Which of the values are credentials.
//
// Whether a text is one shows by its key, by what stands beside it and by its shape, and the judge
// of all that (Redactor) reads files. So the values are written down as one, a line each, and what
// the judge hides in a line is hidden in its value:
//
//   "user": "app"
//   "password": "hunter2"      a value that lost to
//   "password": "x9Kd2mQ"      this one
//
// Equal keys are no trouble to it. Old items of a list come last, where they do not tear apart what
// reads like a command line; they are hidden whenever their successor is.

#include <vector>

#include "cli/values_view.h"
#include "cli/yaml_text.h"
#include "engine/text/concat.h"
#include "engine/yaml/parse.h"
#include "engine/yaml/quoted.h"
#include "rules/support/credential.h"
#include "rules/support/redaction.h"

namespace plimsoll {
namespace {

constexpr std::string_view kHidden = "***";

class Page {
 public:
  // Writes what is in `entry`, a mapping or a list.
  void write_children(ValueEntry& entry, unsigned indent) {
    for (ValueEntry& child : entry.children) {
      if (child.is_member) write_old(child, indent);
      if (child.is_collection()) {
        write_collection(child, indent);
      } else if (child.loss == ValueEntry::Loss::kNone) {
        write_scalar(lead(child, indent), child.value);
      }
    }
    for (ValueEntry& child : entry.children) {
      if (!child.is_member) write_old(child, indent);
    }
  }

  // Hides what is to be hidden in the values that were written.
  void judge() {
    const auto file = parse_yaml("values", std::move(text_));
    const Redactor redactor(*file);
    for (const Place& place : places_) hide(redactor.line(place.line), place);
  }

 private:
  struct Place {
    ShownValue* value;
    std::uint32_t line;
    // Bytes of the text: where the line begins, and where the value does.
    std::uint32_t line_begin;
    std::uint32_t begin;
  };

  static std::string lead(const ValueEntry& entry, unsigned indent) {
    const std::string spaces(indent, ' ');
    return entry.is_member ? concat(spaces, yaml_quoted(entry.key), ": ") : spaces + "- ";
  }

  void write_old(ValueEntry& entry, unsigned indent) {
    for (auto old = entry.over.rbegin(); old != entry.over.rend(); ++old) {
      write_scalar(lead(entry, indent), old->value);
    }
  }

  void write_scalar(const std::string& start, ShownValue& value) {
    if (value.kind != NodeKind::kScalar) return;
    const auto line_begin = static_cast<std::uint32_t>(text_.size());
    const auto begin = line_begin + static_cast<std::uint32_t>(start.size());
    places_.push_back({&value, next_line_, line_begin, begin});
    write_line(start + yaml_quoted(value.text));
  }

  void write_collection(ValueEntry& entry, unsigned indent) {
    write_line(lead(entry, indent));
    const std::uint32_t before = next_line_;
    write_children(entry, indent + 1);
    if (next_line_ == before) write_line(std::string(indent + 1, ' ') + "{}");
  }

  void write_line(const std::string& line) {
    text_ += line + '\n';
    ++next_line_;
  }

  // A line that must not be shown hides its value whole.
  static void hide(const std::optional<RedactedLine>& line, const Place& place) {
    ShownValue& value = *place.value;
    value.hidden = !line;
    std::size_t begin = place.begin - place.line_begin;
    for (std::size_t i = 0; line && i < line->replacements.size(); ++i) {
      const RedactedLine::Replacement& one = line->replacements[i];
      if (one.source.end > place.begin)
        value.hidden = true;
      else
        begin = begin + one.text.size() - one.source.size();
    }
    if (!value.hidden) return;
    const auto quoted =
        line ? read_quoted(std::string_view(line->text).substr(begin)) : std::nullopt;
    value.type = ScalarType::kString;
    value.text = quoted ? quoted->text : std::string(kHidden);
  }

  std::string text_;
  std::uint32_t next_line_ = 1;
  std::vector<Place> places_;
};

// Hides the old items of hidden ones: whatever made those credentials was around them.
void hide_old_items(ValueEntry& entry) {
  for (OldValue& old : entry.over) {
    if (entry.is_member || !entry.value.hidden || old.value.kind != NodeKind::kScalar) continue;
    old.value.hidden = true;
    old.value.type = ScalarType::kString;
    old.value.text = kHidden;
  }
  for (ValueEntry& child : entry.children) hide_old_items(child);
}

// No key is a credential in a chart that works, but one may have slipped in.
void hide_keys(ValueEntry& entry) {
  entry.key = redact_text(entry.key);
  for (ValueEntry& child : entry.children) hide_keys(child);
}

}  // namespace

void hide_credentials(ValueEntry& root) {
  Page page;
  page.write_children(root, 0);
  page.judge();
  hide_old_items(root);
  hide_keys(root);
}

}  // namespace plimsoll
