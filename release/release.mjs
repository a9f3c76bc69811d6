// SPDX-License-Identifier: Apache-2.0
// Puts together what was built (./dev release): archives, sums, what is inside, changes, figures, in build/release. From the
// same commit come the same bytes, wherever it lies: names sorted, every time that of the commit, no owner.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { arch } from "node:os";
import { join, resolve } from "node:path";
import { missing } from "../site/tools/parts.mjs";
import { commandLicences } from "./command.mjs";
import { writeHostFiles } from "./hosts.mjs";
import { medicine } from "./medicine.mjs";
import { checked } from "./selfcheck.mjs";
import { sbom } from "./sbom.mjs";
import { commit, root, unready, version } from "./version.mjs";

const out = resolve(root, "build/release");
const work = resolve(root, "build/release-work");
const { id, time } = commit();
const write = (path, text) => writeFileSync(resolve(out, path), text);
const read = (path) => readFileSync(resolve(root, path), "utf8");

for (const folder of [out, work]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** NAME.tar.gz in build/release, of the folder NAME in the work folder. */
function pack(name) {
  const tar = execFileSync(
    "tar",
    [
      ...["--create", "--format=ustar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner"],
      ...[`--mtime=@${time}`, "--mode=u=rwX,go=rX", "--directory", work, name],
    ],
    { maxBuffer: 1 << 30, env: { ...process.env, LC_ALL: "C" } },
  );
  write(`${name}.tar.gz`, execFileSync("gzip", ["-9", "-n"], { input: tar, maxBuffer: 1 << 30 }));
}

// The site: the folder to upload, and beside it what a host is told.
const site = `nextline-site-${version}`;
cpSync(resolve(root, "build/site"), join(work, site, "site"), { recursive: true });
const licences = readFileSync(join(work, site, "site/licences.txt"), "utf8");
if (licences.includes(missing)) throw new Error("a licence text is missing on this machine: see build/site/licences.txt");
writeHostFiles(join(work, site, "site"), join(work, site, "hosting"));
cpSync(resolve(root, "docs/hosting.md"), join(work, site, "hosting.md"));
writeFileSync(join(work, site, "version.txt"), `nextline ${version}\ncommit ${id}\n`);
pack(site);

// The command.
const command = `nextline-${version}-linux-${{ x64: "x86_64", arm64: "aarch64" }[arch()] ?? arch()}`;
mkdirSync(join(work, command));
cpSync(resolve(root, "build/native/nextline"), join(work, command, "nextline"));
execFileSync("strip", [join(work, command, "nextline")]);
writeFileSync(join(work, command, "licences.txt"), commandLicences(read("LICENSE")));
pack(command);

// Beside them.
write(`nextline-${version}.cdx.json`, await sbom({ id, time }));
write("changes-software.md", read("CHANGELOG.md"));
write("changes-medicine.md", medicine(JSON.parse(read("core/knowledge/changelog.json"))));
const check = await checked();
write("self-check.txt", check.text);
if (check.right !== check.all) throw new Error(`the self-check failed: ${check.text}`);

const files = readdirSync(out).sort();
const sum = (name) => createHash("sha256").update(readFileSync(resolve(out, name))).digest("hex");
write("SHA256SUMS", files.map((name) => `${sum(name)}  ${name}\n`).join(""));
rmSync(work, { recursive: true });

console.log(`Nextline ${version}, commit ${id.slice(0, 12)}, in build/release:`);
for (const name of [...files, "SHA256SUMS"])
  console.log(`${String(statSync(resolve(out, name)).size).padStart(9)}  ${name}`);
console.log(readFileSync(resolve(out, "SHA256SUMS"), "utf8"));
for (const sentence of existsSync(resolve(root, ".git")) ? unready() : [])
  console.log(`Not to be published yet: ${sentence}.`);
