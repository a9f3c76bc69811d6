// SPDX-License-Identifier: Apache-2.0
// The finished site as a server has it from one release to the next.
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { integrityOf, sealed } from "../../site/tools/seal.mjs";
import { site } from "./server";

/** A folder with the site, in which the next releases are put. */
export function releases(): {
  folder: string;
  /** The same site with another heading; `also`: a file that only this release has. */
  release: (heading: string, also?: string) => void;
  write: (file: string, text: string) => void;
} {
  const folder = mkdtempSync(join(tmpdir(), "nextline-site-"));
  cpSync(site, folder, { recursive: true });
  const write = (file: string, text: string): void => {
    rmSync(join(folder, `${file}.br`), { force: true });
    writeFileSync(join(folder, file), text);
  };
  const html = readFileSync(join(site, "index.html"), "utf8");
  const worker = readFileSync(join(site, "sw.js"), "utf8");
  const seal = worker
    .match(/sha256-[\w+/]{43}=/g)!
    .find((hash) => integrityOf(worker.replaceAll(hash, "")) === hash)!;
  const release = (heading: string, also?: string): void => {
    const page = html.replace("Which therapy next?", heading);
    const version = createHash("sha256").update(heading).digest("hex");
    const changed = worker
      .replace(integrityOf(html), integrityOf(page))
      .replace(/`[0-9a-f]{16}`/, `\`${version.slice(0, 16)}\``)
      .replace(
        '"boot.js":',
        also ? `"${also}":"${integrityOf(also)}","boot.js":` : '"boot.js":',
      );
    if (
      changed.includes(integrityOf(html)) ||
      !changed.includes(version.slice(0, 16))
    )
      throw new Error("sw.js is not written as this test expects");
    if (also) write(also, also);
    write("index.html", page);
    write("sw.js", sealed(changed, seal));
  };
  return { folder, release, write };
}
