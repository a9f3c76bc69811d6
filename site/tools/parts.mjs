// SPDX-License-Identifier: Apache-2.0
// What of others is inside the finished site: the packages that the page's programs are bundled from, and what the core's
// modules are compiled and linked with. Versions and licence texts are read from what is installed.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
};
const found = (path, pattern) =>
  pattern
    .exec(read(path) ?? "")
    ?.slice(1)
    .join(".");

/** Fields of each paragraph of a Debian copyright file (DEP 5). */
function paragraphs(text) {
  return text.split(/\n\s*\n/).map((paragraph) => {
    const fields = {};
    let name = "";
    for (const line of paragraph.split("\n")) {
      const start = /^([A-Za-z-]+):\s*(.*)$/.exec(line);
      if (start) fields[(name = start[1])] = start[2];
      else if (name) fields[name] += `\n${line}`;
    }
    return fields;
  });
}

const plain = (text) =>
  text
    .split("\n")
    .map((line) => line.trim().replace(/^\.$/, ""))
    .join("\n")
    .trim();

/**
 * Copyright and licence text of the files under `pattern` in the copyright file of a Debian package. A name of several
 * licences ("Expat or ...") is read as its first.
 */
export function ofDebian(path, pattern) {
  const text = read(path);
  if (text === null) return null;
  const all = paragraphs(text);
  const mine = all.find(({ Files }) => Files?.split(/\s+/).includes(pattern));
  if (!mine?.License) return null;
  const [name, ...own] = mine.License.split("\n");
  const first = name.split(/ (?:or|and) /)[0].trim();
  const apart = all.find(
    ({ Files, License }) => !Files && License?.split("\n")[0].trim() === first,
  );
  const body = own.length
    ? [name, "", ...own]
    : apart?.License.split("\n").slice(1);
  if (!body) return null;
  return `Copyright\n${plain(mine.Copyright)}\n\n${plain(body.join("\n"))}`;
}

/** Where Emscripten lies. */
function emscripten() {
  try {
    return execFileSync("em-config", ["EMSCRIPTEN_ROOT"], {
      encoding: "utf8",
    }).trim();
  } catch {
    return "/usr/share/emscripten";
  }
}

const doc = (name) => `/usr/share/doc/${name}/copyright`;

/**
 * The parts that are no npm packages: { name, version, licence (SPDX), text, source, purl, why }. `text` is null where this
 * machine has none; `purl` names the part for scanners, without its version at the end.
 */
export function coreParts() {
  const root = emscripten();
  const lib = join(root, "system/lib");
  const json = ["/usr/include", "/usr/local/include"].find((folder) =>
    existsSync(join(folder, "nlohmann/json.hpp")),
  );
  const compiler = found(
    join(root, "emscripten-version.txt"),
    /(\d+\.\d+\.\d+)/,
  );
  // 13000 or 190106 is 13.0.0 and 19.1.6.
  const llvm = (
    found(
      join(lib, "libcxx/include/__config"),
      /define _LIBCPP_VERSION (\d+)/,
    ) ?? ""
  ).padStart(6, "0");
  const llvmVersion =
    llvm.length > 6 || llvm === "000000"
      ? undefined
      : llvm.startsWith("0")
        ? `${Number(llvm.slice(0, 3))}.${Number(llvm.slice(3, 4))}.${Number(llvm.slice(4))}`
        : [0, 2, 4].map((at) => Number(llvm.slice(at, at + 2))).join(".");
  const ofLlvm = (name, folder) => ({
    name,
    version: llvmVersion,
    licence: "Apache-2.0 WITH LLVM-exception",
    text:
      read(join(lib, folder, "LICENSE.TXT")) ??
      ofDebian(doc("emscripten"), `system/lib/${folder}/*`),
    source: "https://github.com/llvm/llvm-project",
    purl: "pkg:github/llvm/llvm-project@llvmorg-",
    why: `in the core's modules, as Emscripten ${compiler} brings it`,
  });
  return [
    {
      name: "JSON for Modern C++",
      version: found(
        join(json ?? "", "nlohmann/json.hpp"),
        /version (\d+\.\d+\.\d+)/,
      ),
      licence: "MIT",
      text: ofDebian(doc("nlohmann-json3-dev"), "*"),
      source: "https://github.com/nlohmann/json",
      purl: "pkg:github/nlohmann/json@v",
      why: "in the core's modules and in the command",
    },
    {
      name: "Emscripten",
      version: compiler,
      licence: "MIT",
      text: read(join(root, "LICENSE")) ?? ofDebian(doc("emscripten"), "*"),
      source: "https://github.com/emscripten-core/emscripten",
      purl: "pkg:github/emscripten-core/emscripten@",
      why: "what stands between the core's modules and the browser; memory",
    },
    {
      name: "musl",
      version: read(join(lib, "libc/musl/VERSION"))?.trim(),
      licence: "MIT",
      text: read(join(lib, "libc/musl/COPYRIGHT")),
      source: "https://musl.libc.org",
      purl: "pkg:generic/musl@",
      why: `in the core's modules, as Emscripten ${compiler} brings it`,
    },
    ofLlvm("libc++", "libcxx"),
    ofLlvm("libc++abi", "libcxxabi"),
    ofLlvm("compiler-rt", "compiler-rt"),
  ];
}

/** Licence and version of a package as its own folder has them. */
function npmPart({ name, version, identifier, text }) {
  return {
    name,
    version,
    licence: identifier,
    text: text ?? null,
    source: `npm package ${name}`,
    why: "in the page's programs",
  };
}

/** Nextline's licence and those of all parts, as one text. `packages`: what Vite found in the bundles (build.license). */
export function licences(packages) {
  const own = readFileSync(
    join(import.meta.dirname, "../../LICENSE"),
    "utf8",
  ).trim();
  const parts = [...coreParts(), ...packages.map(npmPart)];
  const line = "-".repeat(80);
  const lines = [
    "Nextline is software under the Apache License 2.0, which stands at the end. Inside it are parts of others, each under its",
    "own licence, which stand first.",
    "",
    ...parts.map(
      ({ name, version, licence, why }) =>
        `- ${name} ${version ?? "(version not known)"}, ${licence}: ${why}`,
    ),
  ];
  // Two that have the same words have them once.
  const texts = new Map();
  for (const part of parts) {
    const text =
      part.text?.replace(/\r\n/g, "\n").trim() ??
      `${missing} (${part.source}).`;
    texts.set(text, [...(texts.get(text) ?? []), part.name]);
  }
  for (const [text, names] of texts)
    lines.push("", line, names.join(", "), line, "", text);
  lines.push("", line, "Nextline", line, "", own);
  return `${lines.map((text) => text.trimEnd()).join("\n")}\n`;
}

/** Stands where a licence text should be; a release has none of these. */
export const missing = "The machine that built this has no copy of the licence";
