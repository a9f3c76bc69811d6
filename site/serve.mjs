// SPDX-License-Identifier: Apache-2.0
// A small static server with the headers that production needs: `node serve.mjs <folder> [--port N]`.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  options: {
    port: { type: "string", default: "8080" },
    host: { type: "string", default: "127.0.0.1" },
  },
  allowPositionals: true,
});
const root = resolve(
  positionals[0] ?? resolve(import.meta.dirname, "../build/site"),
);

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

// Names with a hash of their content never change.
const hashed = /(^|[\\/])(assets[\\/].+|knowledge-detail\.[0-9a-f]+\.json)$/;

function fileFor(path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const file = normalize(
    join(root, decoded.endsWith("/") ? `${decoded}index.html` : decoded),
  );
  if (file !== root && !file.startsWith(root + sep)) return null;
  return statSync(file, { throwIfNoEntry: false })?.isFile() &&
    !file.endsWith(".br")
    ? file
    : null;
}

const server = createServer((request, response) => {
  const head = {
    "Content-Security-Policy": contentSecurityPolicy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  };
  const answer = (status, headers, text) => {
    response.writeHead(status, { ...head, ...headers });
    response.end(text);
  };
  if (request.method !== "GET" && request.method !== "HEAD") {
    return answer(
      405,
      { Allow: "GET, HEAD", "Content-Type": "text/plain" },
      "Method not allowed\n",
    );
  }
  const file = fileFor((request.url ?? "/").split("?")[0]);
  if (!file)
    return answer(404, { "Content-Type": "text/plain" }, "Not found\n");

  const compressed = `${file}.br`;
  const brotli =
    /\bbr\b/.test(request.headers["accept-encoding"] ?? "") &&
    statSync(compressed, { throwIfNoEntry: false });
  const info = brotli || statSync(file);
  const tag = `"${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}"`;
  const headers = {
    ...head,
    "Content-Type": types[extname(file)] ?? "application/octet-stream",
    "Cache-Control": hashed.test(file.slice(root.length))
      ? "public, max-age=31536000, immutable"
      : "no-cache",
    Vary: "Accept-Encoding",
    ETag: tag,
  };
  if (request.headers["if-none-match"] === tag) return answer(304, headers);
  response.writeHead(200, {
    ...headers,
    "Content-Length": info.size,
    ...(brotli ? { "Content-Encoding": "br" } : {}),
  });
  if (request.method === "HEAD") return response.end();
  const stream = createReadStream(brotli ? compressed : file);
  stream.on("error", () => response.destroy());
  stream.pipe(response);
});

server.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(Number(values.port), values.host, () => {
  const address = server.address();
  const port =
    typeof address === "object" && address ? address.port : values.port;
  console.log(
    `Nextline: http://${values.host === "0.0.0.0" ? "localhost" : values.host}:${port}/`,
  );
});
