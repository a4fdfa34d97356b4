#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/yaml/parse.h"
#include "engine/yaml/tree_builder.h"

namespace plimsoll {

// A front end reads the text of one chunk (what lies between two `---` lines, directives included)
// and tells the builder what it finds. It appends the documents of the chunk: none when there is no
// content, one as a rule, more where YAML sees a new document without a separator. It never throws;
// what is wrong ends up in the problems of the document.
//
// REQUIRES: the chunk is valid UTF-8 and begins at the start of a line or right behind `---`.
void read_with_yaml_cpp(const SourceFile& source, Span chunk, TreeBuilder& builder,
                        std::vector<Document>& documents);

// The same for a chunk that is a stream of JSON values. False, and nothing appended, when it is
// not.
bool read_json(const SourceFile& source, Span chunk, TreeBuilder& builder,
               std::vector<Document>& documents);

// The first tab of a stretch of text that go-yaml refuses and yaml-cpp lets pass: in the
// indentation of a line, or behind a `-` (Kubernetes semantics, section 2.6). `opaque` are the
// scalars and flow collections of more than one line, in which tabs are text or white space;
// sorted.
std::optional<Span> forbidden_tab(std::string_view text, Span stretch,
                                  const std::vector<Span>& opaque);

}  // namespace plimsoll
