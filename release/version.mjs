// SPDX-License-Identifier: Apache-2.0
// The number of the release: CMakeLists.txt has it, and nothing else. The day is that of the commit.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");

/** "1.2.3" of the text of CMakeLists.txt. */
export function versionIn(text) {
  const version = /^project\(nextline VERSION (\d+\.\d+\.\d+) /m.exec(text)?.[1];
  if (!version) throw new Error("CMakeLists.txt should name the version: project(nextline VERSION 1.2.3 ...");
  return version;
}
export const version = versionIn(readFileSync(resolve(root, "CMakeLists.txt"), "utf8"));

const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();

/** What is released: the commit, and its time in seconds, which stands for the time of everything that is made from it. */
export function commit() {
  return {
    id: git("rev-parse", "HEAD"),
    time: Number(process.env.SOURCE_DATE_EPOCH ?? git("log", "-1", "--format=%ct")),
  };
}

/** Why this is no release yet: a sentence each. */
export function unready() {
  const said = [];
  const changes = readFileSync(resolve(root, "CHANGELOG.md"), "utf8");
  const first = /^## (.*)$/m.exec(changes)?.[1] ?? "";
  if (!first.startsWith(`${version} `)) said.push(`CHANGELOG.md begins with "${first}", not with ${version}`);
  let tags = "";
  try {
    tags = git("tag", "--points-at", "HEAD");
  } catch {
    // no history
  }
  if (!tags.split("\n").includes(`v${version}`)) said.push(`this commit has no tag v${version}`);
  return said;
}
