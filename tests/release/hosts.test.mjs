// SPDX-License-Identifier: Apache-2.0
// The header files of a release against the development server: every host says the same of every file. A host's own program
// is asked where it is installed (nginx, Apache, Caddy); _headers is read by plain.mjs as Netlify and Cloudflare Pages say.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { hostFiles, writeHostFiles } from "../../release/hosts.mjs";
import { compressed, everywhere, headersOf, policyInPage } from "../../site/headers.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const work = mkdtempSync(join(tmpdir(), "nextline-hosts-"));
chmodSync(work, 0o755);
const site = join(work, "site");
const hosting = join(work, "hosting");
const files = [
  "index.html",
  "evidence.html",
  "sw.js",
  "boot.js",
  "licences.txt",
  "manifest.webmanifest",
  "icon.svg",
  "icon-192.png",
  "knowledge-detail.0a1b2c3d.json",
  "assets/main-12345678.js",
  "assets/main-12345678.css",
  "assets/nextline-12345678.wasm",
  "assets/parts-12345678.json",
];
mkdirSync(join(site, "assets"), { recursive: true });
for (const file of files) {
  const text = `${file} `.repeat(100);
  writeFileSync(join(site, file), text);
  if (compressed.some((ending) => file.endsWith(ending))) writeFileSync(join(site, `${file}.br`), brotliCompressSync(text));
}
writeHostFiles(site, hosting);
const written = (name) => readFileSync(join(hosting, name), "utf8");

const running = [];
after(() => {
  for (const child of running) child.kill();
  rmSync(work, { recursive: true });
});

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** What is said to a request: { status, headers, body }, the body as it came. */
const ask = (port, path, headers = {}) =>
  new Promise((said, failed) => {
    request({ port, host: "127.0.0.1", path, headers: { host: `localhost:${port}`, ...headers } }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      said({ status: answer.statusCode, headers: answer.headers, body });
    })
      .on("error", failed)
      .end();
  });

/** Starts a program and waits until it answers. */
async function start(port, command, args, env = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  running.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  for (let i = 0; i < 300; ++i) {
    if (child.exitCode !== null) break;
    if (await ask(port, "/").catch(() => null)) return port;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`${command} does not answer: ${said}`);
}

const program = (name) =>
  `${process.env.PATH}:/usr/sbin:/usr/local/sbin`.split(":").map((folder) => join(folder, name)).find((path) => existsSync(path));

// Each gives the port on which it serves the site, with nothing but the shipped file and where things lie.
const hosts = {
  "the development server": async () => {
    const port = await freePort();
    return start(port, process.execPath, [here("../../site/serve.mjs"), site, "--port", String(port)]);
  },
  "a plain host with _headers": async () => {
    const port = await freePort();
    const env = { NEXTLINE_HEADERS: join(hosting, "_headers") };
    return start(port, process.execPath, [here("plain.mjs"), site, "--port", String(port)], env);
  },
  nginx: async () => {
    const port = await freePort();
    const own = written("nginx.conf")
      .replace(/listen 80;/, `listen 127.0.0.1:${port};`)
      .replace("/srv/nextline/site", site);
    const conf = join(work, "nginx.conf");
    const user = process.getuid() === 0 ? "user root;" : "";
    writeFileSync(conf, `daemon off; ${user} pid ${work}/nginx.pid; error_log stderr; events {} http { access_log off;\n${own}}\n`);
    return start(port, program("nginx"), ["-p", work, "-c", conf]);
  },
  apache2: async () => {
    const port = await freePort();
    const folder = join(work, "apache");
    cpSync(site, folder, { recursive: true });
    writeFileSync(join(folder, ".htaccess"), written("apache.htaccess"));
    const modules = ["mpm_event", "authz_core", "headers", "mime", "dir", "rewrite", "env", "setenvif", "filter", "deflate"];
    const conf = join(work, "apache.conf");
    writeFileSync(
      conf,
      `ServerRoot ${work}\nServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${work}/apache.pid\nErrorLog ${work}/apache.log\n` +
        `DefaultRuntimeDir ${work}\n` +
        modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`).join("") +
        (process.getuid() === 0 ? "User www-data\nGroup www-data\n" : "") +
        // As Debian's Apache is: it compresses what the site has not.
        "TypesConfig /etc/mime.types\nAddOutputFilterByType DEFLATE text/html text/css text/javascript\n" +
        `DocumentRoot ${folder}\n<Directory ${folder}>\nAllowOverride All\nRequire all granted\n</Directory>\n`,
    );
    return start(port, program("apache2"), ["-X", "-f", conf]);
  },
  caddy: async () => {
    const port = await freePort();
    const conf = join(work, "Caddyfile");
    writeFileSync(
      conf,
      `{\n  admin off\n  auto_https off\n}\n` +
        written("Caddyfile").replace("nextline.example.org", `http://localhost:${port}`).replace("/srv/nextline/site", site),
    );
    return start(port, program("caddy"), ["run", "--config", conf, "--adapter", "caddyfile"], { HOME: work });
  },
};

const names = [...Object.keys(everywhere), "Cache-Control", "Content-Type"].map((name) => name.toLowerCase());
const typeAlone = (headers) => ({ ...headers, "content-type": headers["content-type"].replace(/;.*/, "").replace("application/javascript", "text/javascript") });
const own = (path) =>
  Object.fromEntries(Object.entries(headersOf(path)).map(([name, value]) => [name.toLowerCase(), value]));

for (const [host, serve] of Object.entries(hosts)) {
  const installed = !/^\w+$/.test(host) || program(host);
  test(`${host} says of every file what site/headers.mjs says`, { skip: installed ? false : `${host} is not installed` }, async () => {
    const port = await serve();
    const own_types = host.startsWith("a plain") ? typeAlone : (headers) => headers;
    for (const file of ["", ...files]) {
      const wanted = own_types(own(file || "index.html"));
      for (const encoding of ["identity", "br"]) {
        const { status, headers, body } = await ask(port, `/${file}`, { "accept-encoding": encoding });
        assert.equal(status, 200, `/${file}`);
        const found = own_types(Object.fromEntries(names.map((name) => [name, headers[name]])));
        assert.deepEqual(found, wanted, `/${file} ${encoding}`);
        const text = headers["content-encoding"] === "br" ? brotliDecompressSync(body) : body;
        assert.equal(text.toString(), readFileSync(join(site, file || "index.html"), "utf8"), `/${file} ${encoding}`);
        // nginx as distributions have it knows no brotli; hosts with _headers compress by themselves.
        const ready = existsSync(join(site, `${file || "index.html"}.br`)) && !/plain|nginx/.test(host);
        assert.equal(headers["content-encoding"], ready && encoding === "br" ? "br" : undefined, `/${file} ${encoding}`);
        if (ready) assert.match(headers.vary ?? "", /accept-encoding/i, `/${file} ${encoding}`);
      }
    }
    const missing = await ask(port, "/nothing-here");
    assert.equal(missing.status, 404);
    for (const name of Object.keys(everywhere)) assert.equal(missing.headers[name.toLowerCase()], everywhere[name], name);
    // A second visit costs an answer without a body.
    const { headers } = await ask(port, "/index.html");
    const again = await ask(port, "/index.html", { "if-none-match": headers.etag });
    assert.deepEqual([again.status, again.body.length], [304, 0]);
  });
}

test("every header stands in every header file, as it is", () => {
  for (const [name, text] of Object.entries(hostFiles(site)))
    for (const [header, value] of Object.entries(everywhere)) {
      assert.ok(text.includes(header), `${header} in ${name}`);
      assert.ok(text.includes(value), `${value} in ${name}`);
    }
});

test("a planted change of a header is seen", () => {
  const text = hostFiles(site)._headers.replace("frame-ancestors 'none'", "frame-ancestors *");
  assert.ok(!text.includes(everywhere["Content-Security-Policy"]));
});

test("no file has two rules for one header but the folder's own, and the rules are few enough for Cloudflare Pages (100)", () => {
  const paths = hostFiles(site)._headers.split("\n").filter((line) => line.startsWith("/"));
  assert.equal(new Set(paths).size, paths.length);
  assert.ok(paths.length <= 100, `${paths.length} rules`);
  for (const line of hostFiles(site)._headers.split("\n")) assert.ok(line.length <= 2000);
});

test("the policy in the page is the one of the server without what a page may not say", () =>
  assert.equal(`${policyInPage}; frame-ancestors 'none'`, everywhere["Content-Security-Policy"]));

test("hosts.mjs writes one file for each host", () =>
  assert.deepEqual(readdirSync(hosting).sort(), ["Caddyfile", "_headers", "apache.htaccess", "nginx.conf"]));
