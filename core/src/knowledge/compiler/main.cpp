// SPDX-License-Identifier: Apache-2.0
// nextline-knowledge <knowledge-dir> <output-dir>
// Checks the knowledge base and writes its tables. Exit 1 with one sentence on standard error, and nothing
// written, where something is wrong with it; 2 where the usage is wrong or a file cannot be written.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "knowledge/compiler/compile.h"

namespace fs = std::filesystem;
namespace compiler = nextline::knowledge::compiler;

namespace {

// Untouched where it already has this content, so that nothing is built again.
bool write_if_changed(const fs::path& path, const std::string& text) {
  if (std::ifstream old(path, std::ios::binary); old) {
    std::ostringstream content;
    content << old.rdbuf();
    if (content.str() == text) return true;
  }
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  return !out.fail();
}

// Detail files of earlier knowledge: exactly one is there.
void remove_stale(const fs::path& folder, const compiler::Files& files) {
  for (const auto& item : fs::directory_iterator(folder)) {
    const auto name = item.path().filename().string();
    if (name.rfind("knowledge-detail.", 0) == 0 && files.count(name) == 0) fs::remove(item.path());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: nextline-knowledge <knowledge-dir> <output-dir>\n";
    return 2;
  }
  try {
    const auto outcome = compiler::compile(compiler::read_folder(argv[1]));
    if (!outcome.error.empty()) {
      std::cerr << outcome.error << '\n';
      return 1;
    }
    const fs::path folder = argv[2];
    fs::create_directories(folder);
    for (const auto& [name, text] : outcome.files) {
      if (!write_if_changed(folder / name, text)) {
        std::cerr << (folder / name).string() << ": cannot be written.\n";
        return 2;
      }
    }
    remove_stale(folder, outcome.files);
  } catch (const compiler::Refused& refused) {
    std::cerr << refused.what() << '\n';
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "nextline-knowledge: " << error.what() << '\n';
    return 2;
  }
  return 0;
}
