// SPDX-License-Identifier: Apache-2.0
// A static host as simple as there are: `node plain.mjs FOLDER [--port N]`. It knows a folder, the types of common files and
// the file _headers that NEXTLINE_HEADERS names; nothing of this site. Rules are read as Netlify and Cloudflare Pages say they
// are: a path, below it headers; a star at the end stands for anything; what two rules say of one header stands there joined.
import { createReadStream, readFileSync } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  options: { port: { type: "string", default: "0" } },
  allowPositionals: true,
});
const root = await realpath(resolve(positionals[0] ?? "."));

const types = {
  html: "text/html",
  js: "application/javascript",
  css: "text/css",
  json: "application/json",
  wasm: "application/wasm",
  txt: "text/plain",
  svg: "image/svg+xml",
  png: "image/png",
  webmanifest: "application/manifest+json",
};

const rules = [];
for (const line of readFileSync(process.env.NEXTLINE_HEADERS, "utf8").split("\n")) {
  if (/^\s*(#|$)/.test(line)) continue;
  if (/^\S/.test(line)) rules.push({ path: line.trim(), headers: [] });
  else {
    const [, name, value] = /^\s+([^:\s]+):\s*(.*)$/.exec(line);
    rules.at(-1).headers.push([name.toLowerCase(), value]);
  }
}

function headersOf(path) {
  const all = {};
  for (const { path: pattern, headers } of rules) {
    const applies = pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
    if (!applies) continue;
    for (const [name, value] of headers) all[name] = name in all ? `${all[name]}, ${value}` : value;
  }
  return all;
}

async function fileAt(path) {
  try {
    const real = await realpath(join(root, decodeURIComponent(path.endsWith("/") ? `${path}index.html` : path)));
    return real.startsWith(root + sep) && (await stat(real)).isFile() ? real : null;
  } catch {
    return null;
  }
}

const server = createServer(async (request, response) => {
  const path = request.url.split(/[?#]/, 1)[0];
  const file = await fileAt(path);
  const headers = headersOf(path);
  if (!file) {
    response.writeHead(404, { ...headers, "content-type": "text/plain" }).end("Not found\n");
    return;
  }
  const { size, mtimeMs } = await stat(file);
  headers.etag = `"${size}-${mtimeMs}"`;
  if (request.headers["if-none-match"] === headers.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    "content-type": types[extname(file).slice(1)] ?? "application/octet-stream",
    "content-length": size,
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
});
server.listen(Number(values.port), "127.0.0.1", () =>
  console.log(`plain: http://127.0.0.1:${server.address().port}/`),
);
