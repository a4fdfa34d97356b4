// What is said to exist elsewhere may exist there, and only there.

#include "engine/kubernetes/external_objects.h"

#include <catch2/catch.hpp>

namespace plimsoll {

TEST_CASE("an external object is known by kind, namespace and a glob") {
  const ExternalObjects externals({{"Secret", "shop", "db-*", {}},
                                   {"RuntimeClass", "", "nvidia", {}},
                                   {"Service", "payments", "", {}}});
  struct Case {
    const char* kind;
    const char* name_space;
    const char* name;
    bool known;
  };
  const Case cases[] = {
      {"Secret", "shop", "db-main", true},
      {"Secret", "", "db-main", true},  // a namespace that is not written may be any
      {"Secret", "other", "db-main", false},
      {"Secret", "shop", "cache", false},
      {"ConfigMap", "shop", "db-main", false},
      {"RuntimeClass", "anywhere", "nvidia", true},
      {"RuntimeClass", "", "nvidia-cdi", false},
      {"Service", "payments", "anything", true},
  };
  for (const Case& one : cases) {
    INFO(one.kind << " " << one.name_space << "/" << one.name);
    CHECK(externals.has(one.kind, one.name_space, one.name) == one.known);
  }
  CHECK(externals.all("Service", "payments").size() == 1);
  CHECK(externals.all("Service", "shop").empty());
  CHECK_FALSE(ExternalObjects().has("Secret", "", "a"));
}

}  // namespace plimsoll
