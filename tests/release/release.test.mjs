// SPDX-License-Identifier: Apache-2.0
// What a release says of itself, on what is built: one number everywhere, a licence for all that is inside, a command that
// needs nothing of the system, changes and figures as text. That it comes out the same twice is tried by ./dev test twice.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { medicine } from "../../release/medicine.mjs";
import { checked } from "../../release/selfcheck.mjs";
import { commit, version, versionIn } from "../../release/version.mjs";
import { coreParts, licences, missing, ofDebian } from "../../site/tools/parts.mjs";
import { vectors } from "../../site/tools/vectors.mjs";
import { command, loadWasm } from "../wasm/nextline.mjs";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const packages = JSON.parse(read("build/packages.json"));

// --- one number ------------------------------------------------------------------------------------------

test("the command, every module and the changelog say the number of CMakeLists.txt", async () => {
  const said = execFileSync(command, ["version"], { encoding: "utf8" }).trim();
  assert.match(said, new RegExp(`^nextline ${version.replaceAll(".", "\\.")}, knowledge `));
  for (const name of ["nextline", "insight", "records"]) {
    const module = await loadWasm(name);
    if (module.version) assert.equal(module.version(), said, name);
  }
  const headings = [...read("CHANGELOG.md").matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  assert.match(headings.find((heading) => heading !== "Unreleased"), new RegExp(`^${version.replaceAll(".", "\\.")} - \\d{4}-\\d\\d-\\d\\d$`));
});

test("no other file names it, so that none can be forgotten", () => {
  const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
  const naming = (number) => new RegExp(`(nextline|project)[^\\n]{0,20}${number.replaceAll(".", "\\.")}(?![\\d.])`, "i");
  const mine = naming(version);
  const found = files.filter(
    (file) =>
      /\.(txt|md|json|mjs|ts|h|cpp|html|sh|cmake)$|^dev$/.test(file) &&
      !/^(CMakeLists\.txt|CHANGELOG\.md|core\/knowledge\/)|package-lock\.json$/.test(file) &&
      existsSync(new URL(file, root)) &&
      mine.test(read(file)),
  );
  assert.deepEqual(found, []);
  assert.match("project(nextline VERSION 98.7.6 LANGUAGES", naming("98.7.6"));
  for (const folder of ["site", "tests", "release", "tests/chromium"])
    assert.equal(JSON.parse(read(`${folder}/package.json`)).version, undefined, folder);
});

test("a CMakeLists.txt without a number is refused", () => {
  assert.equal(versionIn("a\nproject(nextline VERSION 12.0.3 LANGUAGES CXX)\n"), "12.0.3");
  for (const text of ["", "project(nextline LANGUAGES CXX)", "project(nextline VERSION 1.2 LANGUAGES CXX)"])
    assert.throws(() => versionIn(text), /should name the version/);
});

test("the time of a release is that of its commit", () => {
  const { id, time } = commit();
  assert.match(id, /^[0-9a-f]{40}$/);
  assert.ok(time > 1_700_000_000);
});

// --- licences --------------------------------------------------------------------------------------------

const text = read("build/site/licences.txt");

test("licences.txt has every package of the bundles and every part of the modules, each with its words", () => {
  for (const name of ["fflate", "uqr", "d3-scale"]) assert.ok(packages.some((one) => one.name === name), name);
  for (const { name, version: number } of [...packages, ...coreParts()]) {
    assert.ok(number, `${name} has a version`);
    assert.ok(text.includes(`- ${name} ${number}, `), name);
  }
  for (const one of packages) assert.ok(text.includes(one.text.replace(/\r\n/g, "\n").trim().slice(0, 200).trimEnd()), one.name);
  assert.ok(!text.includes(missing), "a licence is missing");
  assert.ok(text.includes(read("LICENSE").trim()), "Nextline's own");
  for (const words of ["Niels Lohmann", "The Emscripten Authors", "Rich Felker", "As an exception,"]) assert.ok(text.includes(words), words);
});

test("a part without a licence text is said, not left out", () =>
  assert.ok(licences([{ name: "nothing", version: "1.0.0", identifier: "MIT" }]).includes(`${missing} (npm package nothing).`)));

test("a Debian file of copyrights is read: the stanza of a pattern, its licence there or apart, the first of several", () => {
  const file = new URL("build/copyright-of-test", root);
  execFileSync("tee", [file.pathname], {
    input:
      "Format: x\n\nFiles: *\nCopyright: 2020 A\n  2021 B\nLicense: Expat or Other~One\n\nFiles:\n lib/c/*\n lib/d/*\nCopyright:\n  2022 C\nLicense: Own\n Its words.\n .\n More.\n\n" +
      "License: Other~One\n No.\n\nLicense: Expat\n Permission is granted.\n .\n End.\n",
    stdio: ["pipe", "ignore", "inherit"],
  });
  assert.equal(ofDebian(file.pathname, "*"), "Copyright\n2020 A\n2021 B\n\nPermission is granted.\n\nEnd.");
  assert.equal(ofDebian(file.pathname, "lib/d/*"), "Copyright\n2022 C\n\nOwn\n\nIts words.\n\nMore.");
  assert.equal(ofDebian(file.pathname, "lib/e/*"), null);
  assert.equal(ofDebian("/nowhere", "*"), null);
});

test("the page leads to the licences, and keeps them for use without a network", () => {
  assert.ok(read("build/site/sw.js").includes('"licences.txt":'));
  assert.match(read("site/src/pages/about/about.ts"), /href: "\.\/licences\.txt"/);
});

// --- the command -----------------------------------------------------------------------------------------

test("the command is whole: it names no loader and no library of the system", { skip: process.platform !== "linux" }, () => {
  const file = openSync(command, "r");
  const header = Buffer.alloc(64 + 56 * 32);
  readSync(file, header, 0, header.length, 0);
  closeSync(file);
  const [start, size, count] = [Number(header.readBigUInt64LE(32)), header.readUInt16LE(54), header.readUInt16LE(56)];
  const kinds = Array.from({ length: count }, (_, i) => header.readUInt32LE(start + size * i));
  assert.ok(kinds.includes(1), "something to load");
  assert.ok(!kinds.includes(3), "PT_INTERP");
});

// --- nothing of who built it ------------------------------------------------------------------------------

/** Files of source code that are named by a path in the bytes. */
const sourcesNamed = (bytes) => bytes.toString("latin1").match(/[\w.+-]*\/[\w.+/-]+\.(?:h|hpp|c|cc|cpp)\b/g) ?? [];

test("no module names a source file by the path it had where it was compiled: such a path is another on another machine", () => {
  for (const name of ["nextline", "insight", "records", "smaa-simd", "smaa-scalar"])
    assert.deepEqual(sourcesNamed(readFileSync(new URL(`build/wasm/${name}.wasm`, root))), [], name);
  for (const path of ["include/nlohmann/detail/input/lexer.hpp", "./core/src/json/document.cpp", "/usr/include/c++/12/span.h"])
    assert.deepEqual(sourcesNamed(Buffer.from(`\0\xffscan\0${path}\0m`, "latin1")), [path]);
});

test("the command does not name the folder it was compiled in", () =>
  assert.ok(!readFileSync(command).includes(root.pathname)));

// --- what it weighs --------------------------------------------------------------------------------------

test("docs/hosting.md says what the site weighs, to a tenth", () => {
  const folder = new URL("build/site/", root);
  const sizes = { brotli: 0, gzip: 0, plain: 0 };
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.endsWith(".br")) continue;
    const bytes = readFileSync(path);
    const twin = existsSync(`${path}.br`);
    sizes.brotli += twin ? statSync(`${path}.br`).size : bytes.length;
    sizes.gzip += twin ? gzipSync(bytes).length : bytes.length;
    sizes.plain += bytes.length;
  }
  const said = /of which the files are (\d+) kB[^]*?files are (\d+) kB \(gzip\) or\s+([\d,]+) kB/.exec(read("docs/hosting.md"));
  assert.ok(said, "the sentences of docs/hosting.md");
  Object.values(sizes).forEach((size, i) => {
    const kB = Number(said[i + 1].replaceAll(",", ""));
    assert.ok(Math.abs(size / 1000 / kB - 1) < 0.1, `docs/hosting.md says ${kB} kB, the site has ${Math.round(size / 1000)} kB: measure again`);
  });
});

// --- texts -----------------------------------------------------------------------------------------------

test("the self-check's figures: every worked score right in the command and in the page's module", async () => {
  const { right, all, text: figures } = await checked();
  assert.ok(all >= 30);
  assert.equal(right, all, figures);
  for (const { score } of vectors) assert.match(figures, new RegExp(`^${score} `, "m"));
  assert.ok(figures.includes(version));
});

test("the changelog of the medicine has every entry under its day", () => {
  const entries = JSON.parse(read("core/knowledge/changelog.json"));
  const whole = medicine(entries);
  for (const { date, text: words } of entries) assert.ok(whole.includes(words) && whole.includes(`## ${date}\n`));
  assert.equal(whole.match(/^## /gm).length, new Set(entries.map(({ date }) => date)).size);
});
