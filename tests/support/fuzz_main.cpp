// SPDX-License-Identifier: Apache-2.0
// The doors of a fuzz program. With libFuzzer, which has a main of its own: its mutations, and every other time one that
// the stage knows. Without:
//   nextline-fuzz-STAGE [ROUNDS [SEED]]     tries seeded mutations; ends with nothing found, or aborts and prints the input
//   nextline-fuzz-STAGE --seeds FOLDER      writes the seeds, a file each, and FOLDER.dict
//   nextline-fuzz-STAGE --inputs PATH...    tries files, and those of folders, as they are
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using nextline::test::one_of;
using nextline::test::Random;
using nextline::test::Stage;

const Stage& the_stage() {
  static const Stage stage = nextline::test::stage();
  return stage;
}

}  // namespace

bool nextline::test::is_json(std::string_view text) { return nlohmann::json::accept(text); }

#ifdef NEXTLINE_LIBFUZZER

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned seed) {
  Random random(seed);
  if (the_stage().vary == nullptr || random.below(2) == 0) return LLVMFuzzerMutate(data, size, most);
  std::string text(nextline::test::text_of(data, size));
  for (std::size_t changes = 1 + random.below(4); changes != 0; --changes) the_stage().vary(text, random);
  if (text.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}

#else

namespace {

namespace fs = std::filesystem;

void try_input(std::string_view text) {
  // A copy of just this size: what reads beyond it is found.
  const std::vector<std::uint8_t> bytes(text.begin(), text.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

void change_bytes(std::string& text, Random& random) {
  const Stage& stage = the_stage();
  const std::size_t at = random.below(text.size() + 1);
  switch (random.below(5)) {
    case 0:
      text.insert(at, one_of(stage.pieces, random));
      break;
    case 1:
      text.erase(at, random.below(12));
      break;
    case 2:
      if (at < text.size()) text[at] = static_cast<char>(random.below(256));
      break;
    case 3:
      text.insert(at, text.substr(random.below(text.size() + 1), random.below(40)));
      break;
    default:
      text += one_of(stage.seeds, random);
      break;
  }
}

std::string mutate(Random& random) {
  const Stage& stage = the_stage();
  std::string text(one_of(stage.seeds, random));
  const bool read = stage.vary != nullptr && random.below(4) != 0;
  for (std::size_t changes = 1 + random.below(read ? 4 : 6); changes != 0; --changes) {
    if (read) {
      stage.vary(text, random);
    } else {
      change_bytes(text, random);
    }
  }
  return text;
}

int search(long rounds, std::uint64_t seed) {
  // What a reader must survive at once, whatever the mutations are.
  for (const char one : {'[', '{', ' ', '"'}) try_input(std::string(100000, one));
  try_input(std::string(2 * 1024 * 1024, ' '));
  for (const std::string& text : the_stage().large) try_input(text);
  nextline::test::reached = 0;
  Random random(seed);
  for (long round = 0; round < rounds; ++round) try_input(mutate(random));
  std::printf("fuzz: %ld mutations of %zu seeds, %ld of them got past the reader, nothing found\n", rounds,
              the_stage().seeds.size(), nextline::test::reached);
  return 0;
}

// A line of libFuzzer's dictionaries.
std::string in_dictionary(std::string_view piece) {
  std::string line = "\"";
  for (const char c : piece) {
    char code[8];
    const auto byte = static_cast<unsigned char>(c);
    std::snprintf(code, sizeof code, "\\x%02x", byte);
    if (byte < 0x20 || byte > 0x7e || c == '"' || c == '\\') {
      line += code;
    } else {
      line += c;
    }
  }
  return line + "\"\n";
}

int write_seeds(const std::string& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  bool good = true;
  const auto write = [&](const std::string& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    good = good && file.good();
  };
  for (std::size_t i = 0; i < the_stage().seeds.size(); ++i) {
    write(folder + "/" + std::to_string(i), the_stage().seeds[i]);
  }
  std::string words;
  for (const std::string& piece : the_stage().pieces) words += in_dictionary(piece);
  write(folder + ".dict", words);
  if (!good) std::fprintf(stderr, "The seeds could not be written to %s.\n", folder.c_str());
  return good ? 0 : 1;
}

int try_files(const std::vector<std::string>& paths) {
  std::vector<fs::path> files;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      files.emplace_back(path);
      continue;
    }
    for (const auto& entry : fs::directory_iterator(path)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "%s cannot be read.\n", path.c_str());
      return 2;
    }
    try_input(std::string(std::istreambuf_iterator<char>(file), {}));
  }
  std::printf("fuzz: %zu inputs, nothing found\n", files.size());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 2 && words[0] == "--seeds") return write_seeds(words[1]);
  if (words.size() >= 2 && words[0] == "--inputs") return try_files({words.begin() + 1, words.end()});
  return search(!words.empty() ? std::atol(words[0].c_str()) : the_stage().rounds,
                words.size() > 1 ? std::strtoull(words[1].c_str(), nullptr, 10) : 20261121);
}

#endif
