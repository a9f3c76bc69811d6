// SPDX-License-Identifier: Apache-2.0
// A static server with the headers that production needs: `node serve.mjs [folder] [--port N] [--host ADDRESS]`.
// Files, ranges and conditions are answered by `send`, encodings chosen by `negotiator`; here is only what is
// the site's own: which file, which headers, who may ask.
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import Negotiator from "negotiator";
import send from "send";
import { everywhere, headersOf } from "./headers.mjs";

function stop(sentence) {
  console.error(`Nextline: ${sentence}`);
  process.exit(1);
}

function options() {
  try {
    return parseArgs({
      options: {
        port: { type: "string", default: "8080" },
        host: { type: "string", default: "127.0.0.1" },
      },
      allowPositionals: true,
    });
  } catch (error) {
    return stop(error.message);
  }
}

const { values, positionals } = options();
const { host } = values;
const port = Number(values.port);
if (!/^\d{1,5}$/.test(values.port) || port > 65535)
  stop(`--port wants a number from 0 to 65535, not '${values.port}'.`);
const folder = resolve(
  positionals[0] ?? resolve(import.meta.dirname, "../build/site"),
);
const root = await realpath(folder).catch(() =>
  stop(`there is no folder ${folder}: build the site first (./dev build).`),
);

const bracketed = (address) => (isIPv6(address) ? `[${address}]` : address);

/** The names this server goes by: a page of another site that points its own name here is not answered. */
function isKnown(name) {
  const names = ["localhost", "127.0.0.1", "[::1]", bracketed(host)];
  if (host === "0.0.0.0" || host === "::")
    for (const addresses of Object.values(networkInterfaces()))
      names.push(...addresses.map(({ address }) => bracketed(address)));
  return names.includes(name.toLowerCase());
}

/** Who is asked for what; the authority of an absolute address stands over the Host header (RFC 9112, 3.2.2). */
function targetOf(request) {
  const absolute = /^https?:\/\/([^/?#]*)([^?#]*)/i.exec(request.url);
  const authority = absolute ? absolute[1] : (request.headers.host ?? "");
  return {
    name: authority.replace(/:\d*$/, ""),
    path: absolute ? absolute[2] || "/" : request.url.split(/[?#]/, 1)[0],
  };
}

/** What lies at a path, links followed: `{ path, info }`, path as written inside the folder; null for anything else. */
async function fileAt(path) {
  try {
    const real = await realpath(join(root, path));
    if (!real.startsWith(root + sep)) return null;
    const info = await stat(real);
    return info.isFile()
      ? { path: relative(root, real).split(sep).join("/"), info }
      : null;
  } catch {
    // No such file, a loop of links, a name too long, a zero byte, no permission: nothing that can be served.
    return null;
  }
}

function decoded(path) {
  try {
    const text = decodeURIComponent(path);
    return text.endsWith("/") ? `${text}index.html` : text;
  } catch {
    return null;
  }
}

function answer(response, status, headers = {}) {
  const sentences = {
    400: "Bad request",
    404: "Not found",
    405: "Method not allowed",
    412: "Precondition failed",
    416: "Range not satisfiable",
    421: "This server does not go by that name",
  };
  const text = `${sentences[status] ?? "Internal error"}\n`;
  response.writeHead(status, {
    ...everywhere,
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

async function handle(request, response) {
  const hosts = request.rawHeaders.filter(
    (text, i) => i % 2 === 0 && text.toLowerCase() === "host",
  );
  if (hosts.length > 1) return answer(response, 400);
  const { name, path } = targetOf(request);
  if (!isKnown(name)) return answer(response, 421);
  if (request.method !== "GET" && request.method !== "HEAD")
    return answer(response, 405, { Allow: "GET, HEAD" });

  const wanted = decoded(path);
  const plain = wanted?.startsWith("/") ? await fileAt(wanted) : null;
  if (!plain || plain.path.endsWith(".br")) return answer(response, 404);
  const twin =
    new Negotiator(request).encoding(["br", "identity"]) === "br"
      ? await fileAt(`${plain.path}.br`)
      : null;
  const { path: file, info } = twin ?? plain;

  const tag = `"${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}"`;
  // A range is for GET alone, and only of the very bytes of which the asker has a part (RFC 9110, 13.1.5, 14.2).
  const ifRange = request.headers["if-range"];
  if (request.method !== "GET" || (ifRange !== undefined && ifRange !== tag))
    delete request.headers.range;
  delete request.headers["if-range"];
  // `send` refuses the last 20 bytes of 10, which are all 10 (14.1.2).
  const last = /^bytes=-(\d+)$/.exec(request.headers.range ?? "");
  if (last && Number(last[1]) > info.size) request.headers.range = "bytes=0-";

  for (const [header, value] of Object.entries({
    ...headersOf(plain.path),
    Vary: "Accept-Encoding",
    ETag: tag,
    ...(twin ? { "Content-Encoding": "br" } : {}),
  }))
    response.setHeader(header, value);
  send(request, encodeURI(file).replace(/[?#]/g, encodeURIComponent), {
    root,
    cacheControl: false,
    index: false,
  })
    .on("error", (error) => {
      // Part of the file is out already: the asker must see that the rest is missing.
      if (response.headersSent) return void response.destroy();
      for (const header of response.getHeaderNames())
        response.removeHeader(header);
      answer(response, error.status ?? 500, error.headers);
    })
    .pipe(response);
}

const server = createServer((request, response) => {
  handle(request, response).catch((error) => {
    console.error(error);
    if (response.headersSent) response.destroy();
    else answer(response, 500);
  });
});

server.on("error", (error) => {
  stop(
    error.code === "EADDRINUSE"
      ? `port ${port} is taken by another program: choose one with --port.`
      : `cannot listen on ${bracketed(host)}:${port}: ${error.message}.`,
  );
});
server.listen(port, host, () => {
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  console.log(`Nextline: http://${bracketed(shown)}:${server.address().port}/`);
});
