// SPDX-License-Identifier: Apache-2.0
#include "sheet/column_map.h"

#include <cstdint>

#include "json/document.h"
#include "nextline/json_writer.h"
#include "words/words.h"

namespace nextline::sheet {

namespace {

class MapReader {
 public:
  MapReader(const Document& document, ColumnMap& map, std::string& error)
      : document_(document), map_(map), error_(error) {}

  bool read() {
    bool columns = false;
    bool good = each_key(0, [&](std::string_view key, std::uint32_t at) {
      if (key == "schema") return is_text(at, "column-map/1") || refuse("cohort.map_schema"_text);
      if (key == "columns") return columns = true, read_columns(at);
      if (key == "missing") return read_texts(at, "missing", map_.missing);
      return unknown_key(key);
    });
    return good && (columns || refuse("cohort.map_no_columns"_text));
  }

 private:
  [[nodiscard]] JsonKind kind(std::uint32_t at) const { return document_.nodes[at].kind; }
  [[nodiscard]] std::uint32_t next(std::uint32_t at) const { return document_.nodes[at].next; }
  [[nodiscard]] std::string text(std::uint32_t at) const { return std::string(document_.text_of(at)); }

  template <class Use>
  bool each_key(std::uint32_t object, Use use) {
    for (std::uint32_t key = object + 1; key < next(object); key = next(key + 1)) {
      if (!use(document_.text_of(key), key + 1)) return false;
    }
    return true;
  }
  template <class Use>
  bool each(std::uint32_t list, Use use) {
    for (std::uint32_t at = list + 1; at < next(list); at = next(at)) {
      if (!use(at)) return false;
    }
    return true;
  }

  bool refuse(std::string_view sentence) {
    error_ = sentence;
    return false;
  }
  bool unknown_key(std::string_view key) { return refuse(say<"cohort.map_key">(cut(key))); }
  bool wrong(std::string_view key) { return refuse(say<"cohort.map_value">(key)); }
  bool is_text(std::uint32_t at, std::string_view expected) const {
    return kind(at) == JsonKind::kString && document_.text_of(at) == expected;
  }

  bool read_text(std::uint32_t at, std::string_view key, std::string& out) {
    if (kind(at) != JsonKind::kString) return wrong(key);
    out = text(at);
    return true;
  }

  bool read_texts(std::uint32_t at, std::string_view key, std::vector<std::string>& out) {
    if (kind(at) != JsonKind::kArray) return wrong(key);
    return each(at, [&](std::uint32_t one) {
      if (kind(one) != JsonKind::kString) return wrong(key);
      out.push_back(text(one));
      return true;
    });
  }

  bool read_columns(std::uint32_t list) {
    if (kind(list) != JsonKind::kArray) return wrong("columns");
    return each(list, [&](std::uint32_t at) {
      if (kind(at) != JsonKind::kObject) return wrong("columns");
      return read_column(at);
    });
  }

  bool read_column(std::uint32_t object) {
    MapColumn& column = map_.columns.emplace_back();
    const bool good = each_key(object, [&](std::string_view key, std::uint32_t at) {
      if (key == "from") return read_text(at, key, column.from);
      if (key == "field") return read_text(at, key, column.field);
      if (key == "unit") return read_text(at, key, column.unit);
      if (key == "unit_column") return read_text(at, key, column.unit_column);
      if (key == "units") return read_units(at, column);
      if (key == "values") return read_values(at, column);
      if (key == "missing") return read_texts(at, key, column.missing);
      if (key == "decimal") return read_decimal_mark(at, column);
      if (key == "checked") return read_checked(at, column);
      return unknown_key(key);
    });
    return good && ((!column.from.empty() && !column.field.empty()) || refuse("cohort.map_from_field"_text));
  }

  bool read_decimal_mark(std::uint32_t at, MapColumn& column) {
    if (is_text(at, ".")) column.decimal = Decimal::kPoint;
    if (is_text(at, ",")) column.decimal = Decimal::kComma;
    return column.decimal != Decimal::kNotKnown || wrong("decimal");
  }

  bool read_checked(std::uint32_t at, MapColumn& column) {
    column.checked = kind(at) == JsonKind::kTrue;
    return column.checked || kind(at) == JsonKind::kFalse || wrong("checked");
  }

  bool read_units(std::uint32_t list, MapColumn& column) {
    if (kind(list) != JsonKind::kArray) return wrong("units");
    return each(list, [&](std::uint32_t at) {
      if (kind(at) != JsonKind::kObject) return wrong("units");
      UnitFrom& row = column.units.emplace_back();
      const bool good = each_key(at, [&](std::string_view key, std::uint32_t value) {
        if (key == "unit") return read_text(value, "units", row.unit);
        if (key != "from" || kind(value) != JsonKind::kNumber) return wrong("units");
        row.has_from = true;
        row.from = document_.nodes[value].number;
        return true;
      });
      return good && (!row.unit.empty() || wrong("units"));
    });
  }

  // Codes may stand as numbers there too.
  bool read_values(std::uint32_t object, MapColumn& column) {
    if (kind(object) != JsonKind::kObject) return wrong("values");
    return each_key(object, [&](std::string_view key, std::uint32_t at) {
      std::string value;
      switch (kind(at)) {
        case JsonKind::kNull:
          break;
        case JsonKind::kTrue:
          value = "true";
          break;
        case JsonKind::kFalse:
          value = "false";
          break;
        case JsonKind::kNumber:
          append_number(value, document_.nodes[at].number);
          break;
        case JsonKind::kString:
          value = text(at);
          break;
        default:
          return wrong("values");
      }
      column.values.emplace_back(key, std::move(value));
      return true;
    });
  }

  const Document& document_;
  ColumnMap& map_;
  std::string& error_;
};

}  // namespace

bool read_column_map(std::string_view json, ColumnMap& map, std::string& error) {
  map = {};
  if (json.empty()) return true;
  Document document;
  return read_document(json, document, error, "document.column_map"_text) &&
         MapReader(document, map, error).read();
}

}  // namespace nextline::sheet
