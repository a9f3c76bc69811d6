// SPDX-License-Identifier: Apache-2.0
#include "words.h"

#include "nextline/json_writer.h"
#include "words/units.h"
#include "words/words.h"

namespace nextline {

std::string words_json() {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.field("schema", "words/1");
  json.key("words");
  json.begin_array();
  for (const words::Row& row : words::kCatalogue) {
    const words::Parameters parameters = words::parameters(row.text);
    json.begin_object();
    json.field("id", row.id);
    json.field("text", row.text);
    json.key("parameters");
    json.begin_array();
    for (std::size_t i = 0; i < parameters.size; ++i) json.string(parameters.names[i]);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.key("units");
  json.begin_array();
  for (const words::PrintedUnit& unit : words::kUnits) {
    json.begin_object();
    json.field("unit", unit.ucum);
    json.field("printed", unit.printed);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out;
}

}  // namespace nextline
