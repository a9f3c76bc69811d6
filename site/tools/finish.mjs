// SPDX-License-Identifier: Apache-2.0
// What the site needs beside the page: icons and manifest, the knowledge details, the service worker and the
// brotli twin of every text. Runs at the end of the build, on the finished folder.
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { extname, join, relative, resolve, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import { build } from "vite";
import { compressed } from "../headers.mjs";
import { buildDir } from "./fields.mjs";
import { licences } from "./parts.mjs";
import { integrityOf, sealed, unsealed } from "./seal.mjs";

const manifest = {
  name: "Nextline",
  short_name: "Nextline",
  description:
    "Second-line therapy of hepatocellular carcinoma: options, ranked with reasons.",
  id: "./",
  start_url: "./",
  scope: "./",
  display: "standalone",
  background_color: "#f5f7f6",
  theme_color: "#0b4f5c",
  icons: [
    { src: "icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
    {
      src: "icon-192.png",
      sizes: "192x192",
      type: "image/png",
      purpose: "any",
    },
    {
      src: "icon-512.png",
      sizes: "512x512",
      type: "image/png",
      purpose: "any",
    },
    {
      src: "icon-maskable-512.png",
      sizes: "512x512",
      type: "image/png",
      purpose: "maskable",
    },
  ],
};

function icons(out, svg) {
  writeFileSync(join(out, "icon.svg"), svg);
  const png = (text, size) =>
    new Resvg(text, { fitTo: { mode: "width", value: size } }).render().asPng();
  for (const size of [180, 192, 512])
    writeFileSync(join(out, `icon-${size}.png`), png(svg, size));
  // A maskable icon may be cut to any shape: no round corners of its own, the mark inside the safe zone.
  const full = svg
    .replace('rx="116"', "")
    .replace('viewBox="0 0 512 512"', 'viewBox="-64 -64 640 640"');
  const backed = full.replace(
    "<rect ",
    '<rect x="-64" y="-64" width="640" height="640" fill="#0b4f5c" /><rect ',
  );
  writeFileSync(join(out, "icon-maskable-512.png"), png(backed, 512));
}

function knowledgeDetails(out) {
  const folder = join(buildDir, "generated");
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (/^knowledge-detail\.[0-9a-f]+\.json$/.test(name))
      copyFileSync(join(folder, name), join(out, name));
  }
}

function compress(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) compress(path);
    else if (compressed.includes(extname(name))) {
      const bytes = readFileSync(path);
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    }
  }
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

// The pages beside the patient are the same document under addresses of their own (src/router.ts): each file says
// which one it is before the program is there.
const pages = {
  evidence: "Evidence",
  algorithms: "Algorithms",
  trials: "Trials",
  sources: "Sources",
  cohort: "Many patients",
  about: "About",
};

function pageFiles(out) {
  const html = readFileSync(join(out, "index.html"), "utf8");
  for (const [id, title] of Object.entries(pages)) {
    writeFileSync(
      join(out, `${id}.html`),
      html
        .replace('<html lang="en"', `<html lang="en" data-page="${id}"`)
        .replace(/<title>.*<\/title>/, `<title>${title} · Nextline</title>`),
    );
  }
}

/** Where Vite writes which packages are in the bundles, with their licences. */
export const packagesFile = "packages.json";

/** Licences as one text that the page links to; the list goes out of the site, to where a release looks for it. */
function licencesFile(out) {
  const path = join(out, packagesFile);
  const list = readFileSync(path, "utf8");
  rmSync(path);
  writeFileSync(join(buildDir, packagesFile), list);
  writeFileSync(join(out, "licences.txt"), licences(JSON.parse(list)));
}

/** Every file in `folder`, by its address, with its hash. */
function hashes(folder) {
  return Object.fromEntries(
    filesIn(folder)
      .sort()
      .map((path) => [
        relative(folder, path).split(sep).join("/"),
        integrityOf(readFileSync(path)),
      ]),
  );
}

/** The files of what is loaded when it is wanted (src/loading/lazy.ts), in a file of its own; gives its address. */
function partsFile(out, parts) {
  const all = hashes(out);
  const details = Object.keys(all).filter((file) =>
    /^knowledge-detail\.[0-9a-f]+\.json$/.test(file),
  );
  const text = JSON.stringify(
    Object.fromEntries(
      Object.entries({ ...parts, "knowledge-detail": details }).map(
        ([part, files]) => [
          part,
          Object.fromEntries(files.map((file) => [`./${file}`, all[file]])),
        ],
      ),
    ),
  );
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  const name = `assets/parts-${hash}.json`;
  writeFileSync(join(out, name), text);
  return name;
}

/** The page names the hash of each file that it asks for itself: the browser takes no other. */
function sealPage(out, partsName) {
  const path = join(out, "index.html");
  const all = hashes(out);
  const html = readFileSync(path, "utf8")
    .replace(
      /<(?:script|link)\b[^>]*?(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css|wasm))"/g,
      // Of a preload the browser looks at no hash; core.ts gives it with the request.
      (tag, file) =>
        `${tag} ${/ as="fetch"/.test(tag) ? "data-" : ""}integrity="${all[file]}"`,
    )
    .replace(
      "<!-- parts -->",
      `<meta name="parts" content="./${partsName}" data-integrity="${all[partsName]}" />\n    <script defer src="./boot.js"></script>`,
    );
  const asked = html.match(/="\.\/assets\/[^"]+"/g).length;
  if (html.split("integrity=").length - 1 !== asked || asked < 4)
    throw new Error("index.html should ask for no file without its hash");
  writeFileSync(path, html);
}

/** One script without a module around it. */
async function script(out, name, entry, define) {
  await build({
    configFile: false,
    logLevel: "warn",
    define,
    build: {
      outDir: out,
      emptyOutDir: false,
      copyPublicDir: false,
      target: "es2022",
      lib: {
        entry: resolve(import.meta.dirname, entry),
        formats: ["iife"],
        name,
        fileName: () => `${name}.js`,
      },
    },
  });
}

async function serviceWorker(out) {
  const files = JSON.stringify(hashes(out));
  const version = createHash("sha256").update(files).digest("hex").slice(0, 16);
  await script(out, "sw", "../sw/sw.ts", {
    FILES: files,
    VERSION: JSON.stringify(version),
    SELF: JSON.stringify(unsealed),
  });
  const path = join(out, "sw.js");
  writeFileSync(path, sealed(readFileSync(path, "utf8")));
}

/** Completes the site in `out`; `parts`: the files of each part that is loaded when it is wanted. */
export async function finish(out, parts) {
  icons(
    out,
    readFileSync(resolve(import.meta.dirname, "../src/icon.svg"), "utf8"),
  );
  writeFileSync(join(out, "manifest.webmanifest"), JSON.stringify(manifest));
  knowledgeDetails(out);
  licencesFile(out);
  await script(out, "boot", "../boot/boot.ts");
  sealPage(out, partsFile(out, parts));
  pageFiles(out);
  await serviceWorker(out);
  compress(out);
}
