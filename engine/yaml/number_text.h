#pragma once

#include <string>

namespace plimsoll {

// A number as Go's encoding/json writes it, and so as the API server sees it: 8000, 0.1, 1e-7,
// 1e+21. REQUIRES: value is finite.
std::string json_number(double value);

// A number as sigs.k8s.io/yaml writes it when it is the key of a mapping: rounded to 32 bits, so
// that 0.1 is "0.1" and 1000000.0 "1e+06"; ".inf", "-.inf" and ".nan" included.
std::string key_number(double value);

// A number as Go's text/template prints a float64: 1e+06, 1.234567e+06, 100000, 1e-05. REQUIRES:
// value is finite.
std::string template_number(double value);

}  // namespace plimsoll
