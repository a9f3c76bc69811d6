// SPDX-License-Identifier: Apache-2.0
// What a server says beside the files: the one place. The development server (serve.mjs), the policy inside the page
// (vite.config.mjs) and the header files of a release (../release/hosts.mjs) are made from it.
import { extname } from "node:path";

const policy = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self'",
  "img-src": "'self'",
  "connect-src": "'self'",
  "manifest-src": "'self'",
  "worker-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
};

const written = (directives) =>
  directives.map(([name, value]) => `${name} ${value}`).join("; ");

/** The policy as the page itself carries it: in a page, browsers take no word on who may frame it. */
export const policyInPage = written(
  Object.entries(policy).filter(([name]) => name !== "frame-ancestors"),
);

/** On every answer, errors too. */
export const everywhere = {
  "Content-Security-Policy": written(Object.entries(policy)),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

export const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** Endings of what is worth compressing; each such file of the site has a twin in brotli, NAME.br. */
export const compressed = [
  ".html",
  ".js",
  ".css",
  ".wasm",
  ".json",
  ".svg",
  ".txt",
  ".webmanifest",
];

// Names with a hash of their content never change; everything else is asked for anew, which costs one short answer.
export const hashed = /^(assets\/.+|knowledge-detail\.[0-9a-f]+\.json)$/;
export const forever = "public, max-age=31536000, immutable";
export const askAgain = "no-cache";

/** What is said with a file of the site, by its path in the folder. */
export const headersOf = (path) => ({
  ...everywhere,
  "Content-Type": types[extname(path)] ?? "application/octet-stream",
  "Cache-Control": hashed.test(path) ? forever : askAgain,
});
