#pragma once

#include <string_view>
#include <vector>

#include "rules/support/credential.h"
#include "rules/support/credential_value.h"

namespace plimsoll {

// Appends the credentials that show by the shape of the text around them, whatever key it stands
// under: a password in a URL, a parameter of a connection string, an option of a command line, a
// directive of redis.conf, a statement of SQL, a private key. In no order, and possibly one inside
// another. `text` is a whole value or one line of it.
void find_shapes(std::string_view text, const ValueContext& context,
                 std::vector<Credential>& found);

// Appends the private keys in PEM armour, which span lines.
void find_private_keys(std::string_view text, std::vector<Credential>& found);

// The grade of a literal of this class, where nothing but its place says that it is a credential.
Grade grade_of_literal(ValueClass value_class, std::string_view literal);

}  // namespace plimsoll
