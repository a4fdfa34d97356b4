#include "cli/formats/uri.h"

#include <catch2/catch.hpp>
#include <string>

TEST_CASE("paths become URI references") {
  struct Row {
    std::string_view path;
    std::string_view uri;
  };
  const Row rows[] = {
      {"deploy/web.yaml", "deploy/web.yaml"},
      {"./deploy/web.yaml", "deploy/web.yaml"},
      {"deploy/배포.yaml", "deploy/%EB%B0%B0%ED%8F%AC.yaml"},
      {"deploy/\u1107\u1162\u1111\u1169.yaml", "deploy/%E1%84%87%E1%85%A2%E1%84%91%E1%85%A9.yaml"},
      {"a b.yaml", "a%20b.yaml"},
      {"a:b.yaml", "a%3Ab.yaml"},
      {"100%.yaml", "100%25.yaml"},
      {"x#1?.yaml", "x%231%3F.yaml"},
      {"[tpl].yaml", "%5Btpl%5D.yaml"},
      {"charts/{{x}}.yaml", "charts/%7B%7Bx%7D%7D.yaml"},
      {"back\\slash.yaml", "back%5Cslash.yaml"},
      {"bad\xff.yaml", "bad%FF.yaml"},
      {"a-b_c~d.yaml", "a-b_c~d.yaml"},
  };
  for (const Row& row : rows) CHECK(plimsoll::uri_reference(row.path) == row.uri);
}

TEST_CASE("every byte of a path survives the way to a URI and back") {
  std::string path;
  for (int byte = 1; byte < 256; ++byte) path.push_back(static_cast<char>(byte));
  const std::string uri = plimsoll::uri_reference(path);
  std::string decoded;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    if (uri[i] != '%') {
      decoded.push_back(uri[i]);
      continue;
    }
    decoded.push_back(static_cast<char>(std::stoi(uri.substr(i + 1, 2), nullptr, 16)));
    i += 2;
  }
  CHECK(decoded == path);
}
