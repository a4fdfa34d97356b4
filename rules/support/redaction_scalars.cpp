// Decides which scalars of a file must not be shown.
//
//   env: [{name: DB_PASSWORD, value: hunter2}]     hunter2: judged under the variable's name
//   args: [--password, hunter2]                    hunter2: an option's value
//   kind: Secret / data: {a: ...}                  every value, whatever it is
//   password: *pw                                  the text at the anchor &pw
//   a: cGFzc3dvcmQ9aHVudGVyMgo=                    base64 that says password=hunter2
//
// All nodes of the tree are visited, so that of two equal keys the one Kubernetes drops is judged
// too. Low grades (changeme) are hidden as well: what is shown is never worth the risk.

#include <algorithm>
#include <unordered_map>

#include "engine/text/base64.h"
#include "engine/text/utf8.h"
#include "rules/support/credential.h"
#include "rules/support/credential_payload.h"
#include "rules/support/credential_shapes.h"
#include "rules/support/credential_words.h"
#include "rules/support/redaction_parts.h"

namespace plimsoll {
namespace {

constexpr std::size_t kMostPerScalar = 64;

// Visits the scalars of one tree in written order.
class ScalarHider {
 public:
  ScalarHider(const YamlFile& file, HiddenText& hidden) : tree_(file.tree), hidden_(hidden) {
    for (const Document& document : file.documents) {
      if (document.unreadable()) unreadable_.push_back(document.span);
    }
    collect_context();
  }

  void run() {
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
      const Node node(&tree_, i);
      if (is_unreadable(node)) continue;
      if (node.has_key() && mentions_credential(node.key()))
        hidden_.spans.push_back(node.key_span());
      if (node.is_scalar()) hide(node, i);
    }
  }

 private:
  // What other members of the same mapping say: the `name` of a `value`, and user names.
  void collect_context() {
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
      const Node node(&tree_, i);
      if (!node.is_scalar() || !node.has_key()) continue;
      const std::uint32_t parent = tree_.record(i).parent;
      if (node.key() == "name") names_[parent] = node.text();
      if (node.key() == "kind" && node.text() == "Secret") secrets_.push_back(parent);
      if (node.text().size() <= 64 && is_user_name_key(node.key())) {
        user_names_[parent].push_back(lower_case(node.text()));
      }
    }
    std::sort(secrets_.begin(), secrets_.end());
  }

  bool is_unreadable(Node node) const {
    const Span span = node.has_key() ? node.key_span() : node.value_span();
    const auto after = std::upper_bound(
        unreadable_.begin(), unreadable_.end(), span.begin,
        [](std::uint32_t offset, Span document) { return offset < document.begin; });
    return after != unreadable_.begin() && span.begin < std::prev(after)->end;
  }

  // Whether the node stands in `data` or `stringData` of a Secret, at any depth.
  bool is_secret_data(std::uint32_t index) const {
    if (secrets_.empty()) return false;
    for (int depth = 0; depth < 4; ++depth) {
      const NodeRecord& record = tree_.record(index);
      if (record.parent == Node::kNone) return false;
      const std::string_view key = Node(&tree_, index).key();
      if ((key == "data" || key == "stringData") &&
          std::binary_search(secrets_.begin(), secrets_.end(), record.parent)) {
        return true;
      }
      index = record.parent;
    }
    return false;
  }

  // A manifest of a Secret inside a text, as in the annotation last-applied-configuration.
  static bool holds_secret_manifest(std::string_view text) {
    if (text.find("ata") == std::string_view::npos) return false;
    for (const std::string_view mark :
         {"kind: Secret", "\"kind\":\"Secret\"", "\"kind\": \"Secret\""}) {
      if (text.find(mark) != std::string_view::npos) return true;
    }
    return false;
  }

  // base64, as in binaryData, hides a credential from nobody, be it cut short or not quite base64.
  static bool holds_encoded_credential(Node node, std::string_view key) {
    constexpr std::size_t kShortest = 8;
    constexpr std::string_view kFeigned = "\"'*&!|>@";  // what a slip puts in front
    std::string_view text = node.text();
    text.remove_prefix(std::min(text.find_first_not_of(kFeigned), text.size()));
    text = text.substr(0, text.find_first_of(" \t\"'#:"));
    if (text.size() < kShortest) return false;
    const auto decoded = decode_base64(text.substr(0, text.size() / 4 * 4));
    if (!decoded) return is_binary_data(node);
    return !find_text_fault(*decoded) && !find_credentials(key, *decoded, {}).empty();
  }

  static bool is_binary_data(Node node) {
    return node.has_key() && node.parent().exists() && node.parent().key() == "binaryData";
  }

  std::string_view key_of(Node node, std::uint32_t index) const {
    if (!node.has_key() || node.key() != "value") {
      const Node list = node.has_key() ? node : node.parent();
      return list.exists() ? list.key() : std::string_view();
    }
    const auto name = names_.find(tree_.record(index).parent);
    return name == names_.end() ? node.key() : name->second;
  }

  void hide(Node node, std::uint32_t index) {
    const std::string_view text = node.text();
    if (is_secret_data(index) || holds_secret_manifest(text) || follows_option(node, index) ||
        holds_encoded_credential(node, key_of(node, index))) {
      return hide_whole(node, index);
    }
    const auto user_names = user_names_.find(tree_.record(index).parent);
    const auto found = user_names == user_names_.end()
                           ? find_credentials(key_of(node, index), text, {})
                           : find_credentials(key_of(node, index), text, user_names->second);
    if (!node.is_alias()) hide_remarks(node);
    if (found.empty()) return;
    if (node.is_alias() || found.size() > kMostPerScalar) return hide_whole(node, index);
    for (const Credential& one : found) {
      hidden_.spans.push_back(node.text_span(one.begin, one.end));
      if (one.grade == Grade::kHigh) {
        hidden_.values.emplace_back(text.substr(one.begin, one.end - one.begin));
      }
    }
  }

  // Hides what the comments inside a text say, and what a line of text says in passing; neither is
  // configuration to find_credentials().
  void hide_remarks(Node node) {
    const std::string_view text = node.text();
    const bool one_line = text.find('\n') == std::string_view::npos;
    std::size_t hidden = 0;
    for (std::size_t from = 0; from < text.size() && hidden < kMostPerScalar;) {
      const std::string_view line = text.substr(from, text.find('\n', from) - from);
      const std::size_t first = line.find_first_not_of(" \t");
      const bool comment = first != std::string_view::npos &&
                           std::string_view("#;!/").find(line[first]) != std::string_view::npos;
      if ((one_line || comment) && line.find_first_of(":=") != std::string_view::npos) {
        for (const Span span : find_in_free_text(line)) {
          hidden_.spans.push_back(node.text_span(from + span.begin, from + span.end));
          ++hidden;
        }
      }
      from += line.size() + 1;
    }
  }

  // Hides what a scalar says, its quotes not. An alias says it at its anchor.
  void hide_whole(Node node, std::uint32_t index) {
    if (node.is_alias()) node = Node(&tree_, tree_.record(index).link);
    Span span = node.value_span();
    const ScalarStyle style = node.style();
    if ((style == ScalarStyle::kSingleQuoted || style == ScalarStyle::kDoubleQuoted) &&
        span.size() >= 2) {
      span = {span.begin + 1, span.end - 1};
    }
    if (!span.empty()) hidden_.spans.push_back(span);
  }

  // Whether a command line read up to this item makes the item a credential.
  bool follows_option(Node node, std::uint32_t index) {
    if (node.has_key()) return false;
    const Node list = node.parent();
    if (!list.exists() || (list.key() != "args" && list.key() != "command")) return false;
    constexpr std::size_t kLongestMemory = 512;
    std::string& line = command_lines_[tree_.record(index).parent];
    if (line.size() > kLongestMemory) line.erase(0, line.size() - kLongestMemory);
    const std::size_t begin = line.size();
    line += node.text().substr(0, kLongestMemory);
    std::vector<Credential> found;
    if (begin > 0) find_shapes(line, {}, found);
    line += ' ';
    return std::any_of(found.begin(), found.end(),
                       [begin](const Credential& one) { return one.begin == begin; });
  }

  const Tree& tree_;
  HiddenText& hidden_;
  std::vector<Span> unreadable_;
  std::vector<std::uint32_t> secrets_;  // mappings that say `kind: Secret`
  std::unordered_map<std::uint32_t, std::string_view> names_;
  std::unordered_map<std::uint32_t, std::vector<std::string>> user_names_;
  std::unordered_map<std::uint32_t, std::string> command_lines_;
};

}  // namespace

void hide_scalars(const YamlFile& file, HiddenText& hidden) {
  ScalarHider(file, hidden).run();
}

}  // namespace plimsoll
