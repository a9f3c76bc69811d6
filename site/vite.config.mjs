// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";
import { buildDir, loadFields } from "./tools/fields.mjs";
import { finish } from "./tools/finish.mjs";
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

/** The form from the core's fields into the page; the module asked for at once; then the rest of the site. */
function nextline() {
  return {
    name: "nextline",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        const wasm = Object.keys(bundle ?? {}).find((name) =>
          /nextline-[^/]*\.wasm$/.test(name),
        );
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
          html: html.replace("<!-- form -->", () => formHtml(loadFields())),
          tags: preload,
        };
      },
    },
    async closeBundle() {
      await finish(outDir);
    },
  };
}

export default defineConfig({
  base: "./",
  resolve: {
    alias: { "#core": glue("nextline"), "#insight": glue("insight") },
  },
  worker: { format: "es" },
  build: {
    outDir,
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  plugins: [nextline()],
});
