// SPDX-License-Identifier: Apache-2.0
// Text to records and cells: RFC 4180, what programs make of it, and what is broken and must lose nothing else.
#include "sheet/splitter.h"

#include <string>
#include <vector>

#include "sheet/plan.h"
#include "support/catch.h"
#include "support/random.h"

using nextline::sheet::Block;
using nextline::sheet::Broken;
using nextline::sheet::find_delimiter;
using nextline::sheet::kMaxRecordBytes;
using nextline::sheet::Record;
using nextline::sheet::Splitter;

namespace {

using Table = std::vector<std::vector<std::string>>;

Table table_of(const Block& block) {
  Table table;
  for (const Record& record : block.records) {
    auto& row = table.emplace_back();
    if (record.broken == Broken::kTooLong) row.push_back("TOO LONG");
    if (record.broken == Broken::kQuoteNotClosed) row.push_back("OPEN QUOTE");
    for (std::size_t i = 0; i < record.cells; ++i) row.emplace_back(block.cell(record, i));
  }
  return table;
}

// In pieces of `size` bytes.
Table split(const std::string& text, char delimiter = ',', std::size_t size = 1000000) {
  Splitter splitter(delimiter);
  Block block;
  for (std::size_t at = 0; at < text.size(); at += size)
    splitter.feed(std::string_view(text).substr(at, size), block);
  splitter.finish(block);
  return table_of(block);
}

}  // namespace

TEST_CASE("records end with a newline, a carriage return or both, and the last one needs none") {
  const Table expected = {{"a", "b"}, {"c", "d"}};
  CHECK(split("a,b\nc,d\n") == expected);
  CHECK(split("a,b\r\nc,d\r\n") == expected);
  CHECK(split("a,b\rc,d") == expected);
  CHECK(split("a,b\n\nc,d\n\n") == expected);
}

TEST_CASE("quotes hold delimiters, newlines and quotes that are doubled") {
  CHECK(split("\"a,b\",c\n") == Table{{"a,b", "c"}});
  CHECK(split("\"a\nb\",c\n") == Table{{"a\nb", "c"}});
  CHECK(split("\"a\r\nb\",c\n") == Table{{"a\r\nb", "c"}});
  CHECK(split("\"a \"\"b\"\"\",c\n") == Table{{"a \"b\"", "c"}});
  CHECK(split("\"\",\"\"\n") == Table{{"", ""}});
}

TEST_CASE("a quote inside a bare cell is text, and so is what follows closed quotes") {
  CHECK(split("5\" tall,b\n") == Table{{"5\" tall", "b"}});
  CHECK(split("\"a\"b,c\n") == Table{{"ab", "c"}});
}

TEST_CASE("empty cells are cells") {
  CHECK(split(",\n") == Table{{"", ""}});
  CHECK(split("a,,b,\n") == Table{{"a", "", "b", ""}});
}

TEST_CASE("each way of cutting the text into pieces gives the same records") {
  const std::string text = "a,\"b\nc\",\"d\"\"e\"\r\n,\"\",x\r\rlast,\"\xC3\xA9\"\n\"open,1\n2,3\n";
  const Table whole = split(text);
  for (std::size_t size = 1; size < text.size(); ++size) {
    INFO(size);
    CHECK(split(text, ',', size) == whole);
  }
}

TEST_CASE("a quote that nothing closes breaks its own line, and the rows behind it are read") {
  CHECK(split("a,\"b\nc,d\ne,f\n") == Table{{"OPEN QUOTE"}, {"c", "d"}, {"e", "f"}});
  CHECK(split("a,\"b") == Table{{"OPEN QUOTE"}});
  // The next quote opens a cell of another row: the row that swallowed it is broken, not that one.
  CHECK(split("a,\"b\nc,\"d\"\ne,f") == Table{{"OPEN QUOTE"}, {"c", "d"}, {"e", "f"}});
  CHECK(split("a,\"b\nc,\"\",\"d\"\ne,f") == Table{{"OPEN QUOTE"}, {"c", "", "d"}, {"e", "f"}});
}

TEST_CASE("an open quote far from the end of a long file costs its line alone") {
  std::string text = "x,\"open\n";
  const std::size_t rows = 3 * kMaxRecordBytes / 8;
  for (std::size_t i = 0; i < rows; ++i) text += "1,2,345\n";
  const Table table = split(text, ',', 65536);
  REQUIRE(table.size() == rows + 1);
  CHECK(table[0] == std::vector<std::string>{"OPEN QUOTE"});
  for (std::size_t i = 1; i < table.size(); ++i) REQUIRE(table[i].size() == 3);
}

TEST_CASE("lines that each leave a quote open are read in time") {
  std::string text;
  while (text.size() < 3 * kMaxRecordBytes) text += "a\"b,\"\n";
  CHECK(!split(text, ',', 65536).empty());
}

TEST_CASE("a record of more than a mebibyte is refused alone, in quotes or not") {
  const std::string many(kMaxRecordBytes + 10, 'x');
  CHECK(split("a,b\n" + many + ",1\nc,d\n") == Table{{"a", "b"}, {"TOO LONG"}, {"c", "d"}});
  CHECK(split("a,b\n\"" + many + "\",1\nc,d\n") == Table{{"a", "b"}, {"TOO LONG"}, {"c", "d"}});
  const std::string just(kMaxRecordBytes - 10, 'x');
  CHECK(split("a,b\n" + just + "\nc,d\n").at(1).at(0).size() == just.size());
}

TEST_CASE("a last line of more than a mebibyte that no newline ends is refused, however it is cut") {
  const std::string many(kMaxRecordBytes + 10, 'x');
  for (const std::size_t size : {std::size_t{33}, std::size_t{65536}, 2 * kMaxRecordBytes}) {
    INFO(size);
    CHECK((split("a,b\n" + many, ',', size) == Table{{"a", "b"}, {"TOO LONG"}}));
    CHECK((split("a,b\n\"" + many, ',', size) == Table{{"a", "b"}, {"TOO LONG"}}));
    CHECK((split("a,b\n\"" + many + "\"", ',', size) == Table{{"a", "b"}, {"TOO LONG"}}));
    CHECK((split("a,\"b\nc," + many, ',', size) == Table{{"OPEN QUOTE"}, {"TOO LONG"}}));
  }
}

TEST_CASE("lines of JSON are cells of their own, quotes and commas and all") {
  CHECK(split("{\"a\": \"b,c\"}\n\n{\"d\": 1}\n", '\n') == Table{{"{\"a\": \"b,c\"}"}, {"{\"d\": 1}"}});
}

TEST_CASE("what is written with quotes is read again, whatever the cells hold and wherever it is cut") {
  nextline::test::Random random(7);
  const std::string letters = "ab,\";\n\r 1.\xC3\xA9";
  for (int round = 0; round < 300; ++round) {
    Table table;
    std::string text;
    const std::size_t columns = 2 + random.below(4);
    for (std::size_t r = 0; r < 1 + random.below(6); ++r) {
      auto& row = table.emplace_back();
      for (std::size_t c = 0; c < columns; ++c) {
        std::string cell;
        for (std::size_t i = random.below(6); i > 0; --i) cell += letters[random.below(letters.size())];
        if (c != 0) text += ',';
        text += '"';
        for (const char one : cell) text += one == '"' ? std::string("\"\"") : std::string(1, one);
        text += '"';
        row.push_back(cell);
      }
      text += random.chance(0.5) ? "\n" : "\r\n";
    }
    CHECK(split(text, ',', 1 + random.below(7)) == table);
  }
}

TEST_CASE("the delimiter is the one that most records have equally often") {
  std::size_t skip = 0;
  CHECK(find_delimiter("a,b,c\n1,2,3\n", skip) == ',');
  CHECK(find_delimiter("a;b\n1,5;2\n2,5;3\n", skip) == ';');
  CHECK(find_delimiter("a\tb\n1,5\t2\n", skip) == '\t');
  CHECK(find_delimiter("a|b\n1|2\n", skip) == '|');
  CHECK(find_delimiter("note;\"x;y\"\n\"a;b\";c\n", skip) == ';');
  CHECK(find_delimiter("albumin\n38\n", skip) == ',');
  CHECK(skip == 0);
}

TEST_CASE("a line sep= as spreadsheets write it says the delimiter and is none of the records") {
  std::size_t skip = 0;
  CHECK(find_delimiter("sep=;\r\na,b;c\n", skip) == ';');
  CHECK(skip == 7);
  CHECK(find_delimiter("SEP=\t\na\tb\n", skip) == '\t');
  CHECK(skip == 6);
}
