#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/text/source_file.h"
#include "engine/yaml/node.h"
#include "engine/yaml/tree.h"

namespace plimsoll {

// What is wrong with the text of a document, found while it was read.
struct Problem {
  enum class Kind {
    kNotUtf8,       // the file is no UTF-8 text; nothing of it could be read
    kSyntax,        // not YAML as kubectl reads it, or beyond a limit
    kDuplicateKey,  // two equal keys written in one mapping
  };
  Kind kind;
  Span span;
  std::string message;
  // The other place involved (the first of two equal keys); empty when there is none.
  Span related = {};
};

// One document of a file. `root` is missing for a document that is empty, holds only comments, or
// could not be read (then `problems` says why).
struct Document {
  const SourceFile* source = nullptr;
  Span span;
  Node root;
  std::vector<Problem> problems;
  // Whether the file was given as Helm values, so that no object is expected in it.
  bool holds_values = false;

  // Whether part of the document could not be examined: a syntax error, or text that is not UTF-8.
  bool unreadable() const;
};

// A parsed file: the bytes, the arena and the documents in order. Everything points into it, so it
// stays where it is.
struct YamlFile {
  YamlFile(std::string path, std::string reported_path, std::string bytes);

  SourceFile source;
  Tree tree;
  std::vector<Document> documents;
};

// Reads a file as kubectl does: documents separated by lines that start with `---`, each read on
// its own, so that a broken one costs none of its neighbours. Never throws and never fails; what
// is wrong is in the documents' problems. JSON is read by the same path.
std::unique_ptr<YamlFile> parse_yaml(std::string path, std::string reported_path,
                                     std::string bytes);

// The same for text that is not a file of its own, such as YAML inside a scalar. `path` only names
// it.
std::unique_ptr<YamlFile> parse_yaml(std::string path, std::string bytes);

// The JSON value that text begins with, white space before it allowed, and the bytes it takes; what
// follows is not looked at. `file` has one document. nullopt when the text begins with no JSON.
struct JsonValue {
  std::unique_ptr<const YamlFile> file;
  std::uint32_t size = 0;
};
std::optional<JsonValue> parse_json_value(const std::string& path, std::string bytes);

}  // namespace plimsoll
