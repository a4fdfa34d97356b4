#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/lint/finding.h"

namespace plimsoll {

// What makes a finding the same finding after the file around it was edited: 32 hexadecimal digits
// over
//
//   * the rule's id;
//   * the object: API group, kind, namespace and name (not the version), and the container;
//   * the field's path, items of lists named by their `name` and otherwise not counted;
//   * the field's value as Kubernetes reads it, unless that may be a credential.
//
// Neither the line nor the file is in it, so findings survive a move; who compares two reports
// compares path and identity first (the design's contract). Of several objects the first by
// kind, namespace and name counts. A finding about text alone is known by its message, numbers left
// out.
//
// The identity of a finding about a credential says where it is and nothing of what it is: a hash
// of a short password could be guessed.
std::string identity(const Finding& finding);

// The same for one of the objects that the finding is about.
std::string identity(const Finding& finding, const Subject& subject);

// Where in its object a subject is, in the same terms: /spec/containers/[web]/image. Empty for one
// that is no object, or the whole of one.
std::string field_path(const Subject& subject);

// The identities of a report's findings, in order. Of equal ones in the same file, all but the
// first are told apart by how many came before, so that path and identity together are unique.
std::vector<std::string> identities(std::span<const Finding> findings);
std::vector<std::string> identities(std::span<const Finding* const> findings);

}  // namespace plimsoll
