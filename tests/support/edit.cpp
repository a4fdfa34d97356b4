// Edits of YAML texts that say what they change by its path, so that a table of them stays readable
// and does not break when a file above the place grows.

#include "tests/support/edit.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "engine/text/concat.h"
#include "engine/values/template_values.h"
#include "engine/yaml/scalar.h"
#include "tests/support/markdown.h"

namespace plimsoll::test {
namespace {

Node item_called(Node list, const std::string& name) {
  std::size_t number = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool is_number = read.ptr == name.data() + name.size();
  for (const Node item : list) {
    if (is_number ? item.index_in_parent() == number : item["name"].text() == name) return item;
  }
  return {};
}

Node document_root(const YamlFile& file, const std::string& label) {
  for (const Document& document : file.documents) {
    const Node root = document.root;
    if (label == concat(root["kind"].text(), "/", root["metadata"]["name"].text())) return root;
  }
  return {};
}

// Lines, each as deep as `column` and closed.
std::string indented(const std::string& text, std::size_t column) {
  std::string out;
  for (const std::string& line : split_lines(text)) {
    out += concat(std::string(column, ' '), line, "\n");
  }
  return out;
}

std::size_t line_begin(const std::string& text, std::size_t at) {
  const std::size_t newline = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  return newline == std::string::npos ? 0 : newline + 1;
}

std::size_t line_end(const std::string& text, std::size_t at) {
  const std::size_t newline = text.find('\n', at);
  return newline == std::string::npos ? text.size() : newline + 1;
}

// Below the members or items that a node has.
void add_below(std::string& text, Node node, const std::string& lines) {
  const Node first = *node.begin();
  const std::size_t begin = first.has_key() ? first.key_span().begin : extent(first).begin;
  const std::size_t dash = first.has_key() ? 0 : 2;  // an item begins after "- "
  const std::size_t column = begin - line_begin(text, begin) - dash;
  text.insert(line_end(text, extent(node).end), indented(lines, column));
}

void take_out(std::string& text, Node node) {
  const Span span = extent(node);
  const std::size_t begin = line_begin(text, span.begin);
  text.erase(begin, line_end(text, span.end) - begin);
}

void put_in_place(std::string& text, Node node, const std::string& replacement) {
  const std::size_t begin =
      node.is_scalar() || !node.has_key() ? node.value_span().begin : node.key_span().end;
  const std::string value = node.is_scalar() || !node.has_key() ? replacement : ": " + replacement;
  text.replace(begin, extent(node).end - begin, value);
}

}  // namespace

Node find_place(const YamlFile& file, const std::string& path) {
  std::string rest = path;
  Node node = file.documents.empty() ? Node() : file.documents[0].root;
  if (const std::size_t colon = rest.find(':'); colon != std::string::npos) {
    node = document_root(file, rest.substr(0, colon));
    rest.erase(0, colon + 1);
  }
  while (!rest.empty() && node.exists()) {
    if (rest[0] == '[') {
      const std::size_t close = rest.find(']');
      node = item_called(node, rest.substr(1, close - 1));
      rest.erase(0, close + 1);
    } else {
      std::size_t end = rest[0] == '.' ? 1 : 0;
      while (end < rest.size() && rest[end] != '[' && (rest[end] != '.' || rest[end - 1] == '\\')) {
        ++end;
      }
      node = value_at(node, rest.substr(rest[0] == '.' ? 1 : 0, end - (rest[0] == '.' ? 1 : 0)));
      rest.erase(0, end);
    }
  }
  return node;
}

Span extent(Node node) {
  Span span = node.value_span();
  for (const Node child : node) span.end = std::max(span.end, extent(child).end);
  if (node.has_key()) {
    span.begin = node.key_span().begin;
    span.end = std::max(span.end, node.key_span().end);
  }
  return span;
}

void apply_edit(Texts& texts, Node edit) {
  const std::string name(edit["file"].text());
  std::string& text = texts.at(name);
  const std::string to(edit["to"].text());
  if (edit["find"]) {
    const std::string find(edit["find"].text());
    const std::size_t at = text.find(find);
    if (at == std::string::npos) throw std::runtime_error(concat(name, " does not have ", find));
    text.replace(at, find.size(), to);
    return;
  }
  const std::string path(edit["path"].text());
  const auto file = parse_yaml(name, text);
  const Node node = find_place(*file, path);
  if (!node.exists()) throw std::runtime_error(concat(name, " does not have ", path));
  if (edit["add"]) {
    add_below(text, node, std::string(edit["add"].text()));
  } else if (edit["remove"]) {
    take_out(text, node);
  } else {
    put_in_place(text, node, to);
  }
}

LineRange changed_lines(const std::string& before, const std::string& after) {
  const std::vector<std::string> old = split_lines(before);
  const std::vector<std::string> now = split_lines(after);
  const std::size_t shorter = std::min(old.size(), now.size());
  std::size_t head = 0;
  while (head < shorter && old[head] == now[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && old[old.size() - 1 - tail] == now[now.size() - 1 - tail]) ++tail;
  if (head + tail == now.size()) return {head, head + 1};
  return {head + 1, now.size() - tail};
}

}  // namespace plimsoll::test
