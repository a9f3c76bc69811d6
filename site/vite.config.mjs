// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { defineConfig } from "vite";
import { policyInPage } from "./headers.mjs";
import { buildDir, loadFields, wordsDir } from "./tools/fields.mjs";
import { finish, packagesFile } from "./tools/finish.mjs";
import { formHtml } from "./tools/prerender.mjs";

const site = resolve(import.meta.dirname, "../build/site");
const outDir = process.env.NEXTLINE_SITE
  ? resolve(process.env.NEXTLINE_SITE)
  : site;

/** The JavaScript beside a WebAssembly module of the core. */
function glue(name) {
  const path = [".mjs", ".js"]
    .map((ending) => resolve(buildDir, `wasm/${name}${ending}`))
    .find((file) => existsSync(file));
  if (!path)
    throw new Error(
      `No ${name}.mjs in ${buildDir}/wasm: build the core first (./dev build)`,
    );
  return path;
}

/** The files of each part that is loaded when it is wanted: its chunk, the chunks that needs, their styles. */
function partsOf(bundle) {
  const chunks = Object.values(bundle).filter(({ type }) => type === "chunk");
  const first = chunks.find(({ isEntry }) => isEntry);
  const parts = {};
  for (const chunk of chunks.filter(({ isDynamicEntry }) => isDynamicEntry)) {
    const files = new Set();
    const add = (name) => {
      if (files.has(name) || name === first.fileName) return;
      files.add(name);
      for (const css of bundle[name].viteMetadata?.importedCss ?? [])
        files.add(css);
      bundle[name].imports.forEach(add);
    };
    add(chunk.fileName);
    const source = relative(
      resolve(import.meta.dirname, "src"),
      chunk.facadeModuleId,
    );
    parts[source.replace(/\.ts$/, "")] = [...files];
  }
  const filesOf = (pattern) =>
    Object.keys(bundle).filter((name) => pattern.test(name));
  parts["robustness/worker"] = filesOf(
    /\/(worker-[^/]*\.js|insight-[^/]*\.wasm)$/,
  );
  parts["pages/cohort/worker"] = filesOf(
    /\/(table-worker-[^/]*\.js|records-[^/]*\.wasm)$/,
  );
  return parts;
}

// Vite's own way of loading styles with a part remembers a failure for ever; src/loading/lazy.ts loads them. What is
// left of it goes: its helper, and the list of styles in the first script.
const preloadHelper = "\0vite/preload-helper.js";
const stylesOfImports =
  /const __vite__mapDeps=[^;]*;\n?|(?<=\),)__vite__mapDeps\(\[[\d,]*\]\)/g;

/** The form from the core's fields into the page; the module asked for at once; then the rest of the site. */
function nextline() {
  return {
    name: "nextline",
    enforce: "pre",
    load(id) {
      return id === preloadHelper
        ? "export const __vitePreload = (load) => load();"
        : null;
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== "chunk") continue;
          chunk.code = chunk.code.replace(stylesOfImports, (text) =>
            text.startsWith("const") ? "" : "[]",
          );
          if (chunk.code.includes("__vite__"))
            this.error(`${chunk.fileName} loads styles past src/loading`);
        }
      },
    },
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        const wasm = Object.keys(bundle ?? {}).find((name) =>
          /nextline-[^/]*\.wasm$/.test(name),
        );
        const entry = Object.values(bundle ?? {}).find((one) => one.isEntry);
        // What the first script needs is asked for with it, each file with its hash (tools/finish.mjs).
        const needed = (entry?.imports ?? []).map((name) => ({
          tag: "link",
          attrs: { rel: "modulepreload", href: `./${name}` },
          injectTo: "head",
        }));
        const preload = wasm
          ? [
              {
                tag: "link",
                attrs: {
                  rel: "preload",
                  as: "fetch",
                  type: "application/wasm",
                  href: `./${wasm}`,
                  crossorigin: true,
                },
                injectTo: "head",
              },
            ]
          : [];
        return {
          html: html
            .replace("<!-- form -->", () => formHtml(loadFields()))
            .replace(
              "<!-- policy -->",
              `<meta http-equiv="Content-Security-Policy" content="${policyInPage}" />`,
            ),
          tags: [...preload, ...needed],
        };
      },
    },
    async writeBundle(_, bundle) {
      await finish(outDir, partsOf(bundle));
    },
  };
}

/** What is bundled apart takes nothing from packages: Vite names the licences of the page's own programs alone. */
const noPackages = () => ({
  name: "no-packages",
  generateBundle(_, bundle) {
    for (const { moduleIds = [] } of Object.values(bundle)) {
      const taken = moduleIds.find((id) => id.includes("/node_modules/"));
      if (taken) this.error(`${taken}: its licence would stand nowhere`);
    }
  },
});

export default defineConfig({
  base: "./",
  resolve: {
    alias: {
      "#core": glue("nextline"),
      "#insight": glue("insight"),
      "#records": glue("records"),
      "#words": wordsDir,
    },
  },
  worker: { format: "es", plugins: () => [noPackages()] },
  build: {
    outDir,
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    license: { fileName: packagesFile },
  },
  plugins: [nextline()],
});
