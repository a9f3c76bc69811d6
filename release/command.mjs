// SPDX-License-Identifier: Apache-2.0
// What of others is inside the command, which is linked whole: the same JSON library, and the compiler's and the system's.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { coreParts } from "../site/tools/parts.mjs";

/** Name and version of the Debian package that a file belongs to: { name, version }. */
function packageOf(file) {
  const name = execFileSync("dpkg-query", ["--search", file], { encoding: "utf8" }).split(":")[0];
  const version = execFileSync("dpkg-query", ["--show", "--showformat=${Version}\n", name], { encoding: "utf8" }).split("\n")[0];
  return { name, version };
}

const compiler = process.env.CXX ?? "g++";
/** Where the compiler takes a library from. */
const library = (name) => {
  const path = execFileSync(compiler, [`-print-file-name=${name}`], { encoding: "utf8" }).trim();
  return execFileSync("readlink", ["-f", path], { encoding: "utf8" }).trim();
};

const common = (name) => readFileSync(`/usr/share/common-licenses/${name}`, "utf8");
const distribution = () => /^ID=(.*)$/m.exec(readFileSync("/etc/os-release", "utf8"))[1];

const part = (name, archive, licence, licences) => {
  const own = packageOf(library(archive));
  return {
    name,
    version: own.version,
    licence,
    purl: `pkg:deb/${distribution()}/${encodeURIComponent(own.name)}@`,
    package: own.name,
    text: [readFileSync(`/usr/share/doc/${own.name}/copyright`, "utf8"), ...licences.map(common)].join("\n\n"),
  };
};

/** Parts of the command: in the form of site/tools/parts.mjs, with the package of the distribution. */
export function commandParts() {
  const [json] = coreParts();
  return [
    json,
    part("GNU C Library", "libc.a", "LGPL-2.1-or-later", ["LGPL-2.1"]),
    part("libstdc++ and libgcc", "libstdc++.a", "GPL-3.0-or-later WITH GCC-exception-3.1", ["GPL-3"]),
  ];
}

/** Licences of the command as one text; `own`: Nextline's. */
export function commandLicences(own) {
  const line = "-".repeat(80);
  const parts = commandParts();
  return [
    "The command is software under the Apache License 2.0, which stands at the end. It is linked whole, so that it starts on any Linux",
    "of its processor. Inside are:",
    "",
    ...parts.map(({ name, version, licence }) => `- ${name} ${version}, ${licence}`),
    "",
    "The GNU C Library is under the GNU Lesser General Public License: whoever wants the command with another one builds it from its",
    "sources (./dev build). Sources of the libraries: the distribution's packages named here.",
    ...parts.map(({ package: name, version }) => (name ? `- ${name} ${version}` : "")).filter(Boolean),
    ...parts.flatMap(({ name, text }) => ["", line, name, line, "", text.trim()]),
    "",
    line,
    "Nextline",
    line,
    "",
    own.trim(),
    "",
  ].join("\n");
}
