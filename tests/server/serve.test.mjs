// SPDX-License-Identifier: Apache-2.0
// The server of `./dev serve` against hostile and unusual requests, over raw sockets where fetch would tidy them
// up: none ends the process, none leaves the folder, and what the HTTP standard says of ranges, conditions and
// encodings holds.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";

const script = fileURLToPath(new URL("../../site/serve.mjs", import.meta.url));
const secret = "what lies outside";
const script1 = "export const answer = 42; // ".repeat(40);
const page = "<!doctype html><title>Served</title>";

const above = mkdtempSync(join(tmpdir(), "nextline-serve-"));
const folder = join(above, "site");
mkdirSync(join(folder, "assets"), { recursive: true });
mkdirSync(join(folder, "empty"));
mkdirSync(join(above, "site-beside"));
for (const [name, text] of Object.entries({
  "secret.txt": secret,
  "site-beside/secret.txt": secret,
  "site/index.html": page,
  "site/assets/main-12345678.js": script1,
  "site/assets/main-12345678.js.br": brotliCompressSync(script1),
  "site/nextline.wasm": "0123456789",
  "site/nothing.json": "",
  "site/.hidden": secret,
  "site/a name & more.json": "{}",
  "site/100%.json": "{}",
})) writeFileSync(join(above, name), text);
symlinkSync("../secret.txt", join(folder, "out.txt"));
symlinkSync("/etc", join(folder, "etc"));
symlinkSync("../site-beside", join(folder, "beside"));
symlinkSync("loop-b", join(folder, "loop-a"));
symlinkSync("loop-a", join(folder, "loop-b"));
symlinkSync("index.html", join(folder, "inside.html"));
symlinkSync("../secret.txt", join(folder, "inside.html.br"));
symlinkSync("/dev/zero", join(folder, "zero"));

/** Starts the server: { child, port, said() }. */
async function start(...args) {
  const child = spawn(process.execPath, [script, folder, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (out += chunk));
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  return { child, port: Number(/:(\d+)\/\n/.exec(out)?.[1]), said: () => out };
}

let server;
before(async () => {
  server = await start("--port", "0");
});
after(() => {
  server.child.kill();
  rmSync(above, { recursive: true });
});

/** Sends bytes as they are: { status, headers, body } of the one answer; status 0 when the line was only closed. */
async function raw(text, { port = server.port, host = "127.0.0.1" } = {}) {
  const socket = connect(port, host);
  const chunks = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => {});
  socket.write(text);
  await Promise.race([
    new Promise((closed) => socket.on("close", closed)),
    new Promise((_, late) => setTimeout(late, 30_000, new Error(`no answer to ${text.slice(0, 80)}`)).unref()),
  ]);
  const bytes = Buffer.concat(chunks);
  const end = bytes.indexOf("\r\n\r\n");
  const [first = "", ...lines] = bytes.subarray(0, Math.max(end, 0)).toString("latin1").split("\r\n");
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0),
    headers: Object.fromEntries(lines.map((line) => [line.split(":", 1)[0].toLowerCase(), line.replace(/^[^:]*: /, "")])),
    body: bytes.subarray(end + 4),
  };
}

const request = (path, headers = "", method = "GET", host = `127.0.0.1:${server.port}`) =>
  `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${headers}Connection: close\r\n\r\n`;
const ask = (path, headers = {}, method = "GET") =>
  raw(request(path, Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join(""), method));

const isPage = ({ status, body }) => status === 200 && body.toString() === page;

// --- attacks: [what, bytes to send, statuses that are right] -----------------------------------------------

const up = "../".repeat(12);
const long = "n".repeat(300);
const paths = {
  "a zero byte": "/%00",
  "a zero byte behind a name": "/index.html%00",
  "a zero byte before an ending": "/../secret.txt%00.html",
  "a file as a folder": "/index.html/",
  "a file as a folder of a file": "/index.html/index.html",
  "a folder without a page": "/empty/",
  "a folder as a file": "/empty",
  "a name of 300 characters": `/${long}`,
  "a path of 7000 characters": `/${"deep/".repeat(1400)}`,
  "a loop of links": "/loop-a",
  "a loop of links as a folder": "/loop-a/",
  "a link to a file outside": "/out.txt",
  "a link to a folder outside": "/etc/passwd",
  "a link to a folder beside with a like name": "/beside/secret.txt",
  "a link to a device": "/zero",
  "one folder up": "/../secret.txt",
  "many folders up": `/${up}etc/passwd`,
  "up, encoded dots": "/%2e%2e/secret.txt",
  "up, encoded slash": "/..%2fsecret.txt",
  "up, all encoded": "/%2e%2e%2fsecret.txt",
  "up, encoded twice": "/%252e%252e%252fsecret.txt",
  "up, with backslashes": "/..\\secret.txt",
  "up, with encoded backslashes": "/..%5csecret.txt",
  "up, out of a folder that is there": "/assets/../../secret.txt",
  "up, out of a folder that is not": "/none/../../secret.txt",
  "up, into a folder beside with a like name": "/../site-beside/secret.txt",
  "up, overlong UTF-8": "/%c0%ae%c0%ae/secret.txt",
  "up, in the middle of dots": "/....//....//secret.txt",
  "two slashes and a name": "//secret.txt",
  "two slashes and a host": "//example.org/index.html/../../secret.txt",
  "an absolute path of the system": "//etc/passwd",
  "half a percent sign": "/%",
  "a percent sign with letters": "/%zz",
  "half a character": "/%e2%82",
  "a file with a dot before its name": "/.hidden",
  "the compressed twin by name": "/assets/main-12345678.js.br",
  "the folder itself": "/.",
  "above the folder itself": "/..",
  "a query that looks like a path": "/none?/../index.html",
  "a file protocol": "file:///etc/passwd",
  "a star": "*",
};
const attacks = [
  ...Object.entries(paths).map(([what, path]) => [what, () => request(path), [404]]),
  ["a path without a slash", () => request("index.html"), [400, 404]],
  // The line may be closed before the answer is read: 0.
  ["a path of 100000 characters", () => request(`/${"n".repeat(100_000)}`), [0, 431]],
  ["a header of 100000 characters", () => request("/", `X: ${"n".repeat(100_000)}\r\n`), [0, 431]],
  ["bytes that are no HTTP", () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", [400]],
  ["no version", () => "GET /\r\n\r\n", [400, 421]],
  ["a version to come", () => `GET / HTTP/9.9\r\nHost: localhost\r\n\r\n`, [400, 505]],
  ["a line break in the path", () => request("/none\r\nX: y"), [400, 404]],
  ["no Host", () => "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", [400]],
  ["no Host in HTTP/1.0", () => "GET / HTTP/1.0\r\n\r\n", [421]],
  ["two Hosts", () => request("/", "Host: localhost\r\n"), [400]],
  ["an unknown Host", () => request("/", "", "GET", "nextline.example"), [421]],
  ["an unknown Host with the right port", () => request("/", "", "GET", `nextline.example:${server.port}`), [421]],
  ["an address of another machine", () => request("/", "", "GET", "192.0.2.7"), [421]],
  ["a Host that begins like a known one", () => request("/", "", "GET", "localhost.example"), [421]],
  ["a Host that ends like a known one", () => request("/", "", "GET", "example.localhost"), [421]],
  ["a Host with a user", () => request("/", "", "GET", "localhost@example.org"), [421]],
  ["an empty Host", () => request("/", "", "GET", ""), [421]],
  ["an absolute address with an unknown host", () => request("http://nextline.example/"), [421]],
  ["a tunnel", () => request("example.org:443", "", "CONNECT"), [0, 400, 405]],
  ["another protocol", () => request("/", "Upgrade: websocket\r\n").replace("Connection: close", "Connection: Upgrade, close"), [200, 400]],
  ["an expectation nobody knows", () => request("/", "Expect: miracles\r\n"), [417]],
  ["POST with a body", () => request("/", "Content-Length: 3\r\n", "POST") + "abc", [405]],
  ["PUT", () => request("/new.html", "Content-Length: 0\r\n", "PUT"), [405]],
  ["DELETE", () => request("/index.html", "", "DELETE"), [405]],
  ["TRACE", () => request("/", "", "TRACE"), [405]],
  ["OPTIONS *", () => request("*", "", "OPTIONS"), [405]],
  ["a method nobody knows", () => request("/", "", "HOST"), [400]],
  ["two lengths", () => request("/", "Content-Length: 1\r\nContent-Length: 2\r\n"), [400]],
  ["a length and chunks", () => request("/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", [400]],
  ["a thousand ranges", () => request("/nextline.wasm", `Range: bytes=${"0-0,".repeat(1000)}0-0\r\n`), [200, 206, 416]],
  ["a range that ends before it starts", () => request("/nextline.wasm", "Range: bytes=5-2\r\n"), [200, 416]],
  ["a range of letters", () => request("/nextline.wasm", "Range: bytes=a-b\r\n"), [200, 416]],
  ["a range without numbers", () => request("/nextline.wasm", "Range: bytes=-\r\n"), [200, 416]],
  ["a range of huge numbers", () => request("/nextline.wasm", `Range: bytes=${"9".repeat(400)}-\r\n`), [200, 416]],
  ["a range of an empty file", () => request("/nothing.json", "Range: bytes=0-\r\n"), [200, 416]],
];

test(`${attacks.length} attacks are at least 40`, () => assert.ok(attacks.length >= 40));

for (const [what, bytes, statuses] of attacks) {
  test(`${what}: refused, nothing from outside, and the server lives`, async () => {
    const reply = await raw(bytes());
    assert.ok(statuses.includes(reply.status), `${reply.status}: ${reply.body.toString().slice(0, 200)}`);
    assert.ok(!reply.body.includes(secret) && !reply.body.includes("root:"), "something from outside the folder");
    assert.equal(server.child.exitCode, null, server.said());
    assert.ok(isPage(await ask("/")), "the next request is answered");
  });
}

test("an asker who leaves in the middle does not end it", async () => {
  for (let i = 0; i < 50; ++i) {
    const socket = connect(server.port, "127.0.0.1");
    socket.on("error", () => {});
    await once(socket, "connect");
    socket.write(request("/assets/main-12345678.js"));
    socket.destroy();
  }
  assert.ok(isPage(await ask("/")));
});

test("after all of it, the server has said nothing but its address", () =>
  assert.match(server.said(), /^Nextline: http:\/\/127\.0\.0\.1:\d+\/\n$/));

// --- who may ask -------------------------------------------------------------------------------------------

test("it answers to localhost, 127.0.0.1 and [::1], in any case, with and without a port", async () => {
  for (const host of ["localhost", "LOCALHOST", "127.0.0.1", "[::1]", "localhost:80", "[::1]:8080", "127.0.0.1:"])
    assert.ok(isPage(await raw(request("/", "", "GET", host))), host);
  assert.ok(isPage(await raw(request("http://localhost/", "", "GET", "nextline.example"))), "the address line decides");
});

test("it answers to the address it was told to listen on", async () => {
  const other = await start("--port", "0", "--host", "127.0.0.2");
  try {
    const where = { port: other.port, host: "127.0.0.2" };
    assert.match(other.said(), /http:\/\/127\.0\.0\.2:/);
    assert.ok(isPage(await raw(request("/", "", "GET", "127.0.0.2"), where)));
    assert.equal((await raw(request("/", "", "GET", "127.0.0.3"), where)).status, 421);
  } finally {
    other.child.kill();
  }
});

// --- what the standard says (RFC 9110) ---------------------------------------------------------------------

const asset = "/assets/main-12345678.js";

test("names with blanks, signs and per cent are found", async () => {
  assert.equal((await ask("/a%20name%20&%20more.json")).body.toString(), "{}");
  assert.equal((await ask("/100%25.json?x#y")).body.toString(), "{}");
});

test("a link inside the folder is followed; its compressed twin that points outside is not", async () => {
  const reply = await ask("/inside.html", { "Accept-Encoding": "br" });
  assert.ok(isPage(reply));
  assert.equal(reply.headers["content-encoding"], undefined);
});

test("the headers of production stand on every answer", async () => {
  for (const [path, status] of [["/", 200], ["/none", 404]]) {
    const reply = await ask(path);
    assert.equal(reply.status, status);
    assert.equal(
      reply.headers["content-security-policy"],
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'",
    );
    assert.equal(reply.headers["x-content-type-options"], "nosniff");
    assert.equal(reply.headers["referrer-policy"], "no-referrer");
    assert.equal(reply.headers["cross-origin-opener-policy"], "same-origin");
    assert.equal(reply.headers["cross-origin-resource-policy"], "same-origin");
    assert.equal(reply.headers["permissions-policy"], "camera=(), geolocation=(), microphone=()");
  }
  assert.equal((await ask("/")).headers["cache-control"], "no-cache");
  assert.equal((await ask(asset)).headers["cache-control"], "public, max-age=31536000, immutable");
  assert.equal((await ask("/nextline.wasm")).headers["content-type"], "application/wasm");
  assert.equal((await ask("/")).headers["content-type"], "text/html; charset=utf-8");
});

test("brotli is given to who takes it, and never against q=0", async () => {
  const encoding = async (accept) => {
    const reply = await ask(asset, accept === null ? {} : { "Accept-Encoding": accept });
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.vary, "Accept-Encoding");
    const coded = reply.headers["content-encoding"] === "br";
    assert.equal((coded ? brotliDecompressSync(reply.body) : reply.body).toString(), script1);
    return coded;
  };
  for (const accept of ["br", "gzip, deflate, br, zstd", "BR", "br;q=0.5", "gzip;q=1, br;q=0.001", "*;q=0, br"])
    assert.equal(await encoding(accept), true, accept);
  for (const accept of [null, "", "gzip", "identity", "br;q=0", "br; q=0.0, gzip", "gzip, br;q=0.000", "vbr", "br-x", "*;q=0"])
    assert.equal(await encoding(accept), false, String(accept));
});

test("If-None-Match: lists, weak tags and the star; not in part, not after a change", async () => {
  const { etag } = (await ask("/")).headers;
  for (const tags of [etag, `W/${etag}`, `"a", ${etag}`, `"a",${etag},"b"`, `"a", W/${etag} , "b"`, "*"]) {
    const reply = await ask("/", { "If-None-Match": tags });
    assert.equal(reply.status, 304, tags);
    assert.equal(reply.headers.etag, etag);
    assert.equal(reply.body.length, 0);
    assert.equal((await ask("/", { "If-None-Match": tags }, "HEAD")).status, 304, tags);
  }
  for (const tags of ['"a"', etag.slice(0, -2), `"a", "b"`, etag.replaceAll('"', "")])
    assert.equal((await ask("/", { "If-None-Match": tags })).status, 200, tags);
  const twin = (await ask(asset, { "Accept-Encoding": "br" })).headers.etag;
  assert.notEqual(twin, (await ask(asset)).headers.etag, "two encodings, two tags");
  assert.equal((await ask(asset, { "If-None-Match": twin })).status, 200);
});

test("If-Match and the dates", async () => {
  const { etag, "last-modified": date } = (await ask("/")).headers;
  assert.equal((await ask("/", { "If-Match": `"a", ${etag}` })).status, 200);
  assert.equal((await ask("/", { "If-Match": '"a"' })).status, 412);
  assert.equal((await ask("/", { "If-Modified-Since": date })).status, 304);
  assert.equal((await ask("/", { "If-Modified-Since": date, "If-None-Match": '"a"' })).status, 200);
  assert.equal((await ask("/", { "If-Unmodified-Since": "Mon, 01 Jan 2001 00:00:00 GMT" })).status, 412);
});

test("ranges: from, to, last; beyond the end; of an unknown unit; several", async () => {
  const range = async (value, headers = {}) => {
    const { status, headers: got, body } = await ask("/nextline.wasm", { Range: value, ...headers });
    return [status, body.toString(), got["content-range"]];
  };
  assert.deepEqual(await range("bytes=2-4"), [206, "234", "bytes 2-4/10"]);
  assert.deepEqual(await range("bytes=7-"), [206, "789", "bytes 7-9/10"]);
  assert.deepEqual(await range("bytes=-2"), [206, "89", "bytes 8-9/10"]);
  assert.deepEqual(await range("bytes=-20"), [206, "0123456789", "bytes 0-9/10"]);
  assert.deepEqual(await range("bytes=8-99"), [206, "89", "bytes 8-9/10"]);
  assert.deepEqual(await range("bytes=0-0"), [206, "0", "bytes 0-0/10"]);
  const [status, body, where] = await range("bytes=10-");
  assert.deepEqual([status, where], [416, "bytes */10"]);
  assert.ok(!body.includes("0123"));
  assert.deepEqual(await range("lines=1-2"), [200, "0123456789", undefined]);
  // One answer of several parts is not offered: the whole is right (14.2).
  assert.deepEqual(await range("bytes=0-1,8-9"), [200, "0123456789", undefined]);
  const { status: code, headers } = await ask("/nextline.wasm", { Range: "bytes=2-4" }, "HEAD");
  assert.deepEqual([code, headers["content-length"]], [200, "10"], "a range is for GET alone");
});

test("If-Range: only the very tag gives a part", async () => {
  const { etag, "last-modified": date } = (await ask("/nextline.wasm")).headers;
  const status = async (value) =>
    (await ask("/nextline.wasm", { Range: "bytes=2-4", "If-Range": value })).status;
  assert.equal(await status(etag), 206);
  for (const value of [`W/${etag}`, '"a"', `"a", ${etag}`, date, ""]) assert.equal(await status(value), 200, value);
});

test("HEAD tells of the same file without sending it", async () => {
  const [head, get] = [await ask(asset, {}, "HEAD"), await ask(asset)];
  assert.equal(head.status, 200);
  assert.equal(head.body.length, 0);
  for (const name of ["content-length", "content-type", "etag", "vary"])
    assert.equal(head.headers[name], get.headers[name], name);
});

// --- how it starts -----------------------------------------------------------------------------------------

test("what it cannot do is said in one sentence", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const cases = [
    [["--port", String(taken.address().port)], /port \d+ is taken by another program/],
    [["--port", "eighty"], /--port wants a number from 0 to 65535, not 'eighty'/],
    [["--port", "65536"], /--port wants a number/],
    [["--port", "1e3"], /--port wants a number/],
    [["--port", ""], /--port wants a number/],
    [["--prot", "1"], /Unknown option '--prot'/],
    [["--host", "192.0.2.7", "--port", "0"], /cannot listen on 192\.0\.2\.7/],
  ];
  for (const [args, sentence] of cases) {
    const { child, said } = await start(...args);
    if (child.exitCode === null) await once(child, "exit");
    assert.equal(child.exitCode, 1, args.join(" "));
    assert.match(said(), sentence);
    assert.equal(said().trim().split("\n").length, 1, said());
  }
  taken.close();
});
