#pragma once

#include <cstdint>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "rules/support/credential.h"

namespace plimsoll::test {

// One labelled value: where it stands, under which key, and what the detector ought to say.
struct CredentialRow {
  std::string where;
  std::string key;
  std::string value;
  Grade grade = Grade::kNone;
};

inline Grade parse_grade(std::string_view text) {
  if (text == "critical" || text == "high") return Grade::kHigh;
  if (text == "medium") return Grade::kMedium;
  return text == "low" ? Grade::kLow : Grade::kNone;
}

inline std::string_view alphabet(std::string_view name) {
  constexpr std::string_view kBase64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::string_view kBase64Url =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  if (name == "hex") return "0123456789abcdef";
  if (name == "b64") return kBase64;
  if (name == "b64u") return kBase64Url;
  return name == "b62" ? kBase64.substr(0, 62) : std::string_view();
}

// Draws the value a recipe describes: literals in single quotes, `alphabet:count`, `uuid4`. Always
// the same for the same recipe. Empty when the recipe uses anything else.
inline std::string draw(std::string_view recipe) {
  std::mt19937 random(static_cast<std::uint32_t>(std::hash<std::string_view>{}(recipe)));
  const auto append = [&random](std::string& out, std::string_view letters, int count) {
    for (int i = 0; i < count; ++i) out += letters[random() % letters.size()];
  };
  std::string out;
  while (!recipe.empty()) {
    if (recipe[0] == ' ') {
      recipe.remove_prefix(1);
    } else if (recipe[0] == '\'') {
      const std::size_t end = recipe.find('\'', 1);
      out += recipe.substr(1, end - 1);
      recipe.remove_prefix(end + 1);
    } else {
      const std::string_view term = recipe.substr(0, recipe.find(' '));
      const std::size_t colon = term.find(':');
      if (term == "uuid4") {
        for (const int count : {8, 4, 4, 4, 12}) {
          append(out, alphabet("hex"), count);
          if (count != 12) out += '-';
        }
      } else if (colon != std::string_view::npos && !alphabet(term.substr(0, colon)).empty()) {
        append(out, alphabet(term.substr(0, colon)),
               std::stoi(std::string(term.substr(colon + 1))));
      } else {
        return {};
      }
      recipe.remove_prefix(term.size());
    }
  }
  return out;
}

inline std::string with_newlines(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool newline = text.substr(i, 2) == "\\n";
    out += newline ? '\n' : text[i];
    if (newline) ++i;
  }
  return out;
}

// Reads the value of a row. False when it is one of the provider catalogue's.
inline bool read_value_cell(std::string_view cell, std::string& value) {
  if (cell.starts_with("@") && !cell.ends_with("@")) return false;
  if (cell == "(empty)") cell = "";
  const bool drawn = cell.starts_with("gen:");
  if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
    cell = cell.substr(1, cell.size() - 2);
  }
  value = drawn ? with_newlines(draw(cell.substr(4))) : with_newlines(cell);
  return !drawn || !value.empty();
}

inline std::vector<CredentialRow> parse_credential_rows(std::istream& in) {
  constexpr std::string_view kSeparator = " ¦ ";
  std::vector<CredentialRow> rows;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string_view> cells;
    std::string_view rest = line;
    for (std::size_t end; (end = rest.find(kSeparator)) != std::string_view::npos;) {
      cells.push_back(rest.substr(0, end));
      rest.remove_prefix(end + kSeparator.size());
    }
    if (cells.size() != 4) continue;
    CredentialRow row{std::string(cells[0]), std::string(cells[1]), {}, parse_grade(cells[3])};
    if (read_value_cell(cells[2], row.value)) rows.push_back(row);
  }
  return rows;
}

// The rows of the reference, which stands beside the sources where there is one, and our own.
inline std::vector<CredentialRow> reference_rows() {
  std::ifstream in(PLIMSOLL_SOURCE_DIR "/../shared/reference/secret-detection.md");
  return parse_credential_rows(in);
}

inline std::vector<CredentialRow> own_rows() {
  std::ifstream in(PLIMSOLL_SOURCE_DIR "/fixtures/secrets/credentials.txt");
  return parse_credential_rows(in);
}

inline std::vector<CredentialRow> all_credential_rows() {
  std::vector<CredentialRow> rows = own_rows();
  for (CredentialRow& row : reference_rows()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace plimsoll::test
