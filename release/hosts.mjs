// SPDX-License-Identifier: Apache-2.0
// The headers of site/headers.mjs in the words of common hosts: `node release/hosts.mjs SITE TO` writes a file for each into
// the folder TO. A file of the site is named where a pattern could reach one that comes later.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  askAgain,
  compressed,
  everywhere,
  forever,
  hashed,
  types,
} from "../site/headers.mjs";

const always = Object.entries(everywhere);
const without = (text) => text.replace(/; charset=.*/, "");
const endings = (list) => list.map((ending) => ending.slice(1));

/** Files of the site that a browser asks for, without the folder of those whose names never come again. */
const besideAssets = (site) =>
  readdirSync(site, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".br"))
    .map(({ name }) => name)
    .sort();

// Netlify, Cloudflare Pages and those like them. Where two rules say the same header some hosts give both: so none does.
function headersFile(site) {
  const rule = (path, headers) =>
    [path, ...headers.map(([name, value]) => `  ${name}: ${value}`), ""].join(
      "\n",
    );
  const age = (value) => [["Cache-Control", value]];
  return [
    "# Netlify, Cloudflare Pages and others that read a file of this name: put it into the folder of the site.",
    rule("/*", always),
    rule("/assets/*", age(forever)),
    rule("/", age(askAgain)),
    ...besideAssets(site).map((name) =>
      rule(`/${name}`, age(hashed.test(name) ? forever : askAgain)),
    ),
  ].join("\n");
}

const inFolder = (pattern) =>
  pattern.source.replace(/^\^/, "").replaceAll("\\/", "/");

function nginx() {
  const text = types[".html"].split("charset=")[1];
  const pages = Object.values(types).filter((type) => type.includes("charset"));
  return `# nginx: two parts. This stands in the block "http" (a file in conf.d does), the rest in the server of the site.
map $uri $nextline_age {
  default "${askAgain}";
  "~/${inFolder(hashed)}" "${forever}";
}

server {
  listen 80; # behind what speaks TLS; else: listen 443 ssl, with a certificate. Without TLS nothing is kept for use offline.
  server_name nextline.example.org;
  root /srv/nextline/site;
  index index.html;

${always.map(([name, value]) => `  add_header ${name} "${value}" always;`).join("\n")}
  add_header Cache-Control $nextline_age;
  # No other add_header below this line: it would take all of these away.

  types {
${[...new Set(Object.values(types).map(without))]
  .map((type) => {
    const of = Object.keys(types).filter(
      (ending) => without(types[ending]) === type,
    );
    return `    ${type} ${endings(of).join(" ")};`;
  })
  .join("\n")}
  }
  charset ${text};
  charset_types ${pages.map(without).join(" ")};

  gzip on;
  gzip_vary on;
  gzip_types ${endingsTypes().join(" ")};
  # With the module for brotli, take the files that lie there ready:
  # brotli_static on;
}
`;
}

/** Types of what is worth compressing; nginx does text/html by itself. */
const endingsTypes = () =>
  [...new Set(compressed.map((ending) => without(types[ending])))].filter(
    (type) => type !== "text/html",
  );

function htaccess() {
  const list = endings(compressed).join("|");
  return `# Apache 2.4: put it into the folder of the site under the name .htaccess (AllowOverride All), or what it says into <Directory>.
# Modules: headers, mime, dir; rewrite for the compressed files.
DirectoryIndex index.html
Options -Indexes -MultiViews
FileETag MTime Size

${always.map(([name, value]) => `Header always set ${name} "${value}"`).join("\n")}
Header set Cache-Control "${askAgain}"
<If "%{REQUEST_URI} =~ m#/${inFolder(hashed).replace(/\)\$$/, "(\\.br)?)$")}#">
  Header set Cache-Control "${forever}"
</If>

${Object.entries(types)
  .map(([ending, type]) => `AddType "${type}" ${ending}`)
  .join("\n")}

<IfModule mod_rewrite.c>
  RewriteEngine On
  RewriteCond %{HTTP:Accept-Encoding} (^|[\\s,])br([\\s,]|$)
  RewriteCond %{REQUEST_FILENAME}.br -f
  RewriteRule ^(.+\\.(?:${list}))$ $1.br [L]
  # The page at the address of the folder itself.
  RewriteCond %{HTTP:Accept-Encoding} (^|[\\s,])br([\\s,]|$)
  RewriteCond %{REQUEST_FILENAME}index.html.br -f
  RewriteRule ^$ index.html.br [L]
</IfModule>
<FilesMatch "\\.br$">
  RemoveType .br
  AddEncoding br .br
</FilesMatch>
${endings(compressed)
  .map(
    (ending) =>
      `<FilesMatch "\\.${ending}\\.br$">\n  ForceType "${types[`.${ending}`]}"\n  SetEnv no-gzip 1\n</FilesMatch>`,
  )
  .join("\n")}
<FilesMatch "\\.(?:${list})(\\.br)?$">
  Header merge Vary Accept-Encoding
</FilesMatch>
`;
}

function caddyfile() {
  return `# Caddy 2.
nextline.example.org {
  root * /srv/nextline/site
  header {
${always.map(([name, value]) => `    ${name} "${value}"`).join("\n")}
    Vary Accept-Encoding
  }
  @forever path_regexp /${inFolder(hashed)}
  header @forever Cache-Control "${forever}"
  @again not path_regexp /${inFolder(hashed)}
  header @again Cache-Control "${askAgain}"
${[...new Set(Object.values(types))]
  .map((type, i) => {
    const of = Object.keys(types).filter((ending) => types[ending] === type);
    const name = type === types[".html"] ? " /" : "";
    return `  @type${i} path${name} ${of.map((ending) => `*${ending}`).join(" ")}\n  header @type${i} Content-Type "${type}"`;
  })
  .join("\n")}
  file_server {
    precompressed br
  }
}
`;
}

/** The file of each host, by its name. */
export const hostFiles = (site) => ({
  _headers: headersFile(site),
  "nginx.conf": nginx(),
  "apache.htaccess": htaccess(),
  Caddyfile: caddyfile(),
});

export function writeHostFiles(site, to) {
  mkdirSync(to, { recursive: true });
  for (const [name, text] of Object.entries(hostFiles(site)))
    writeFileSync(join(to, name), text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [site, to] = process.argv.slice(2);
  writeHostFiles(resolve(site), resolve(to));
}
