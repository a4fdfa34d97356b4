// Source frames: the lines a finding is about, numbered, with marks under the exact characters.
//
// All marks of one file share one frame, lines in order, so that cause and effect are seen at once;
// a single line between two of them is shown, more become `...`. Every line has passed the redactor
// before it comes here. A mark over hidden bytes is moved onto the `***` that replaced them, and a
// line that may not be shown keeps its number and its labels but has no text and no marks.

#include "cli/formats/frame.h"

#include <algorithm>
#include <map>

#include "cli/formats/cells.h"
#include "cli/formats/display_width.h"
#include "cli/formats/escape.h"
#include "engine/text/concat.h"

namespace plimsoll {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kHidden = "(line not shown: it may hold a credential)";

// Below this, source lines are not cut any shorter however narrow the terminal is.
constexpr unsigned kLeastWidth = 8;

std::string paint(std::string_view text, std::string_view color) {
  return color.empty() ? std::string(text) : concat(color, text, kReset);
}

// Where a byte of the file stands in the line as shown. A byte inside a replaced range stands at
// the start of the replacement, or at its end when it ends a span.
std::uint32_t shown_offset(const RedactedLine& shown, Span line, std::uint32_t offset, bool ends) {
  std::uint32_t source = line.begin;
  std::uint32_t text = 0;
  for (const RedactedLine::Replacement& hidden : shown.replacements) {
    if (offset <= hidden.source.begin) break;
    if (offset < hidden.source.end) return ends ? hidden.text.end : hidden.text.begin;
    source = hidden.source.end;
    text = hidden.text.end;
  }
  return text + (offset - source);
}

class FrameBuilder {
 public:
  FrameBuilder(const SourceFile& source, const ShownLine& shown, const FrameStyle& style)
      : source_(source), shown_(shown), style_(style) {}

  Frame build(std::vector<Mark> marks) {
    std::map<std::uint32_t, std::vector<Mark>> by_line;
    for (Mark& mark : marks) by_line[line_of(mark)].push_back(std::move(mark));
    digits_ = std::to_string(by_line.rbegin()->first).size();
    std::uint32_t previous = 0;
    for (auto& [number, line_marks] : by_line) {
      if (previous > 0) add_between(previous, number);
      std::stable_sort(line_marks.begin(), line_marks.end(),
                       [](const Mark& a, const Mark& b) { return a.primary && !b.primary; });
      add_line(number, line_marks);
      previous = number;
    }
    return {std::move(out_), std::string(digits_ + 2, ' ')};
  }

 private:
  std::uint32_t line_of(const Mark& mark) const {
    return source_.position(mark.span.begin, ColumnUnit::kByte).line;
  }

  void add_row(std::string_view number, std::string_view text) {
    const std::string padded = concat(" ", std::string(digits_ - number.size(), ' '), number, " |");
    out_ += paint(padded, style_.gutter);
    if (!text.empty()) out_ += concat(" ", text);
    out_ += '\n';
  }

  void add_between(std::uint32_t previous, std::uint32_t next) {
    if (next == previous + 2) {
      add_line(previous + 1, {});
    } else if (next > previous + 2) {
      out_ += paint(concat(std::string(digits_ + 1, ' '), "..."), style_.gutter) + "\n";
    }
  }

  unsigned room() const {
    if (style_.width == 0) return 0;
    const auto gutter = static_cast<unsigned>(digits_ + 4);
    return std::max(style_.width, gutter + kLeastWidth) - gutter;
  }

  void add_line(std::uint32_t number, const std::vector<Mark>& marks) {
    const std::optional<RedactedLine> shown = shown_(number);
    if (!shown) {
      add_row(std::to_string(number), kHidden);
      for (const Mark& mark : marks) {
        if (!mark.label.empty()) add_row("", paint(presentable(mark.label), color_of(mark)));
      }
      return;
    }
    const Span line = source_.line(number);
    const auto place = [&](const Mark& mark) {
      const auto inside = [&](std::uint32_t at) { return std::clamp(at, line.begin, line.end); };
      return Span{shown_offset(*shown, line, inside(mark.span.begin), false),
                  shown_offset(*shown, line, inside(mark.span.end), true)};
    };
    const LineView view(shown->text, marks.empty() ? Span{} : place(marks.front()), room());
    add_row(std::to_string(number), without_trailing_space(view.text()));
    for (const Mark& mark : marks) add_mark(mark, view.columns(place(mark)));
  }

  void add_mark(const Mark& mark, LineView::Columns columns) {
    const unsigned size = columns.end - columns.begin;
    const std::string line(size, mark.primary ? '^' : '-');
    const std::string label = presentable(mark.label);
    const unsigned label_width = display_width(label);
    const bool beside = !label.empty() && (room() == 0 || columns.end + 1 + label_width <= room());
    const std::string drawn = beside ? concat(line, " ", label) : line;
    add_row("", std::string(columns.begin, ' ') + paint(drawn, color_of(mark)));
    if (label.empty() || beside) return;
    const unsigned space = room() > label_width ? room() - label_width : 0;
    add_row("", std::string(std::min(columns.begin, space), ' ') + paint(label, color_of(mark)));
  }

  std::string_view color_of(const Mark& mark) const {
    return mark.primary ? style_.primary : style_.secondary;
  }

  static std::string_view without_trailing_space(std::string_view text) {
    return text.substr(0, text.find_last_not_of(' ') + 1);
  }

  const SourceFile& source_;
  const ShownLine& shown_;
  const FrameStyle& style_;
  std::size_t digits_ = 1;
  std::string out_;
};

}  // namespace

Frame render_frame(const SourceFile& source, const ShownLine& shown, std::vector<Mark> marks,
                   const FrameStyle& style) {
  return FrameBuilder(source, shown, style).build(std::move(marks));
}

}  // namespace plimsoll
