#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace re2 {
class RE2;
}

namespace plimsoll {

// A pattern with wildcards, compiled once. Cheap to copy, and any number of threads may match.
class Glob {
 public:
  // Argo CD's dialect for the group and kind of an ignored difference: `*` and `**`
  // any run of characters, dots and slashes too; `?` one character; `[abc]`, `[a-z]` and `[!a]` one
  // of a set (`[^a]` is no negation, and a set is either a list or a single range); `{a,b}` either;
  // `\` takes the next character as it is. The whole text must match, upper and lower case told
  // apart. The empty pattern matches the empty text only, and no pattern a text above 253 bytes,
  // which no group or kind has.
  static Glob for_names(std::string_view pattern);

  // A pattern for paths with forward slashes, relative to a root and without a leading `./`, as
  // .gitignore understands them:
  //
  //   *.yaml         a file or folder of that name at any depth, for it has no slash
  //   build/         a folder of that name at any depth, never a file
  //   /build         at the root only; a leading `./` says the same
  //   charts/*/ci    from the root, since it has a slash inside
  //   charts/**/ci   any number of folders between, none included
  //
  // What matches a folder matches everything beneath it. `*` and `?` stop at slashes and match a
  // leading dot; `[ab]`, `[a-z]`, `[!a]` and `[^a]` are one character of a set; `{a,b}` either; `\`
  // takes the next character as it is.
  static Glob for_paths(std::string_view pattern);

  // Whether the pattern could be compiled: brackets closed, ranges in order, at most 1024 bytes. A
  // pattern that could not matches nothing.
  bool valid() const { return regex_ != nullptr; }
  bool matches(std::string_view text) const;

 private:
  std::shared_ptr<const re2::RE2> regex_;
  std::size_t longest_text_ = 0;
};

}  // namespace plimsoll
