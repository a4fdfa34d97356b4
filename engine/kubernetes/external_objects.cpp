// What exists although no manifest says so.
//
//   external:
//     - {kind: Secret, namespace: shop, name: db-*}      Secret shop/db-main exists, says somebody
//     - {kind: Service, labels: {team: payments}}        so does every Service, and those of
//     payments
//
// Absent is not wrong: who looks for an object that is not in the set asks here before saying so.
// An answer is never more than "may exist"; what such an object holds is not known.

#include "engine/kubernetes/external_objects.h"

#include <algorithm>
#include <utility>

namespace plimsoll {
namespace {

bool fits(const ExternalObject& object, std::string_view kind, std::string_view name_space) {
  const bool anywhere = object.name_space.empty() || name_space.empty();
  return (object.kind.empty() || object.kind == kind) &&
         (anywhere || object.name_space == name_space);
}

}  // namespace

ExternalObjects::ExternalObjects(std::vector<ExternalObject> objects) {
  for (ExternalObject& object : objects) {
    Glob name = Glob::for_names(object.name.empty() ? std::string_view("*") : object.name);
    entries_.push_back({std::move(object), std::move(name)});
  }
}

bool ExternalObjects::has(std::string_view kind, std::string_view name_space,
                          std::string_view name) const {
  return std::ranges::any_of(entries_, [&](const Entry& entry) {
    return fits(entry.object, kind, name_space) && entry.name.matches(name);
  });
}

std::vector<const ExternalObject*> ExternalObjects::all(std::string_view kind,
                                                        std::string_view name_space) const {
  std::vector<const ExternalObject*> found;
  for (const Entry& entry : entries_) {
    if (fits(entry.object, kind, name_space)) found.push_back(&entry.object);
  }
  return found;
}

}  // namespace plimsoll
