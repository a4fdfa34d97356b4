#pragma once

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

}  // namespace plimsoll
