// SPDX-License-Identifier: Apache-2.0
// From the bytes of a table to its rows and cells. Whatever the bytes: cut into pieces they give the rows of the whole, and
// rows written with quotes are read again. The first byte is the delimiter, the second how long a piece is.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sheet/decoder.h"
#include "sheet/plan.h"
#include "sheet/splitter.h"
#include "support/fuzz.h"
#include "support/fuzz_patient.h"

using nextline::sheet::Block;
using nextline::sheet::Broken;
using nextline::sheet::Decoder;
using nextline::sheet::Record;
using nextline::sheet::Splitter;
using nextline::test::fail;

namespace {

constexpr char kDelimiters[] = {',', ';', '\t', '|', '\n'};

struct Decoded {
  std::string text;
  std::string refusal;
};

Decoded decoded(std::string_view bytes, std::size_t piece) {
  Decoder decoder;
  Decoded out;
  for (std::size_t at = 0; at < bytes.size(); at += piece) decoder.feed(bytes.substr(at, piece), out.text);
  decoder.finish(out.text);  // what shows what it is,
  decoder.finish(out.text);  // and the half of a letter that nothing follows
  out.refusal = decoder.refusal();
  return out;
}

Block split(std::string_view text, char delimiter, std::size_t piece) {
  Splitter splitter(delimiter);
  Block block;
  for (std::size_t at = 0; at < text.size(); at += piece) splitter.feed(text.substr(at, piece), block);
  splitter.finish(block);
  return block;
}

bool same(const Block& a, const Block& b) {
  if (a.text != b.text || a.ends != b.ends || a.records.size() != b.records.size()) return false;
  for (std::size_t i = 0; i < a.records.size(); ++i) {
    const Record& x = a.records[i];
    const Record& y = b.records[i];
    if (x.first != y.first || x.cells != y.cells || x.broken != y.broken) return false;
  }
  return true;
}

// The rows that are whole, each cell in quotes.
std::string written(const Block& block, char delimiter) {
  std::string text;
  for (const Record& record : block.records) {
    for (std::size_t i = 0; i < record.cells; ++i) {
      if (i != 0) text += delimiter;
      if (delimiter == '\n') {
        text += block.cell(record, i);
        continue;
      }
      text += '"';
      for (const char c : block.cell(record, i)) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    if (record.broken == Broken::kNo) text += '\n';
  }
  return text;
}

void check_places(const Block& block, std::string_view input) {
  std::size_t place = 0;
  std::size_t last = 0;
  for (const Record& record : block.records) {
    if (record.first != place) fail("a row that begins elsewhere", input);
    if ((record.cells == 0) != (record.broken != Broken::kNo))
      fail("a row without cells, or a broken one with some", input);
    for (std::size_t i = 0; i < record.cells; ++i, ++place) {
      if (place >= block.ends.size() || block.ends[place] < last) fail("cells out of their order", input);
      last = block.ends[place];
    }
  }
  if (place != block.ends.size() || last != block.text.size()) fail("text that is in no cell", input);
}

void check_again(const Block& block, char delimiter, std::string_view input) {
  const Block again = split(written(block, delimiter), delimiter, 7);
  std::size_t at = 0;
  for (const Record& record : block.records) {
    if (record.broken != Broken::kNo) continue;
    if (at == again.records.size() || again.records[at].cells != record.cells)
      fail("rows that read otherwise when written", input);
    for (std::size_t i = 0; i < record.cells; ++i) {
      if (again.cell(again.records[at], i) != block.cell(record, i))
        fail("a cell that reads otherwise when written", input);
    }
    ++at;
  }
  if (at != again.records.size()) fail("more rows when written", input);
}

}  // namespace

nextline::test::Stage nextline::test::stage() {
  Stage stage{{}, table_pieces(), nullptr, 10000};
  for (const std::string& table : table_seeds()) {
    stage.seeds.push_back(std::string(1, table.starts_with('{') ? '\4' : '\0') + '\5' + table);
  }
  stage.large.push_back(std::string("\0\0", 2) + std::string(3 << 20U, 'x') + "\na,b\n");
  return stage;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = nextline::test::text_of(data, size);
  if (size < 2) return 0;
  const char delimiter = kDelimiters[data[0] % std::size(kDelimiters)];
  const std::size_t piece = 1 + data[1];
  const std::string_view bytes = input.substr(2);

  const Decoded text = decoded(bytes, bytes.size() + 1);
  const Decoded in_pieces = decoded(bytes, piece);
  if (text.text != in_pieces.text || text.refusal != in_pieces.refusal) fail("pieces are other text", input);
  std::size_t skip = 0;
  const char found = nextline::sheet::find_delimiter(text.text, skip);
  if (skip > text.text.size()) fail("more is left out than is there", input);
  if (std::string_view(",;\t|").find(found) == std::string_view::npos && skip == 0)
    fail("a delimiter that is none", input);

  // Also what the decoder would refuse.
  for (const std::string_view one : {std::string_view(text.text), bytes}) {
    const Block whole = split(one, delimiter, one.size() + 1);
    if (!same(whole, split(one, delimiter, piece))) fail("pieces give other rows", input);
    check_places(whole, input);
    check_again(whole, delimiter, input);
    if (!whole.records.empty()) ++nextline::test::reached;
    if (text.text == bytes) break;
  }
  return 0;
}
