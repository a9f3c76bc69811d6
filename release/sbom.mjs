// SPDX-License-Identifier: Apache-2.0
// What is inside a release, as a CycloneDX document: cyclonedx-npm reads the site's packages, of which those in the bundles are
// taken; the parts of the core's modules and of the command are put beside them. Checked against CycloneDX's own schema.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { coreParts } from "../site/tools/parts.mjs";
import { commandParts } from "./command.mjs";
import { root, version } from "./version.mjs";

const specVersion = "1.6";

function packagesOfSite() {
  const text = execFileSync(
    process.execPath,
    [
      resolve(import.meta.dirname, "node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js"),
      ...["--package-lock-only", "--output-reproducible", "--output-format", "JSON", "--spec-version", specVersion],
      ...["--output-file", "-"],
    ],
    { cwd: resolve(root, "site"), encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "pipe"] },
  );
  return JSON.parse(text);
}

const fullName = ({ group, name }) => (group ? `${group}/${name}` : name);
const inside = (where) => [{ name: "nextline:inside", value: where }];

const part = ({ name, version: number, licence, source, purl }, where) => ({
  type: "library",
  name,
  version: number,
  "bom-ref": `${where}|${name}@${number}`,
  scope: "required",
  licenses: / /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }],
  purl: purl + encodeURIComponent(number),
  ...(source ? { externalReferences: [{ type: "vcs", url: source }] } : {}),
  properties: inside(where),
});

/** The document as text. `commit`: of version.mjs. */
export async function sbom(commit) {
  const bundled = JSON.parse(readFileSync(resolve(root, "build/packages.json"), "utf8"));
  const all = packagesOfSite();
  const packages = bundled.map(({ name, version: number }) => {
    const found = all.components.find((one) => fullName(one) === name && one.version === number);
    if (!found) throw new Error(`${name} ${number} is in the bundles and not in site/package-lock.json`);
    return { ...found, scope: "required", properties: inside("site") };
  });
  const components = [
    ...packages,
    ...coreParts().map((one) => part(one, "site")),
    ...commandParts().map((one) => part(one, "command")),
  ].sort((a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1));
  const refs = new Set(components.map((one) => one["bom-ref"]));
  const own = `nextline@${version}`;
  const document = {
    $schema: `http://cyclonedx.org/schema/bom-${specVersion}.schema.json`,
    bomFormat: "CycloneDX",
    specVersion,
    version: 1,
    metadata: {
      timestamp: new Date(commit.time * 1000).toISOString(),
      tools: {
        components: all.metadata.tools.components
          .filter(({ group }) => group === "@cyclonedx")
          .map(({ type, name, group, version: number }) => ({ type, name, group, version: number })),
      },
      component: {
        type: "application",
        name: "nextline",
        version,
        "bom-ref": own,
        description: "Second-line therapy of hepatocellular carcinoma: the site and the command",
        licenses: [{ license: { id: "Apache-2.0" } }],
        properties: [{ name: "nextline:commit", value: commit.id }],
      },
    },
    components,
    dependencies: [
      { ref: own, dependsOn: [...refs] },
      ...all.dependencies
        .filter(({ ref }) => refs.has(ref))
        .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
    ],
  };
  const text = `${JSON.stringify(document, null, 2)}\n`;
  const wrong = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
  if (wrong) throw new Error(`not CycloneDX ${specVersion}: ${JSON.stringify(wrong).slice(0, 2000)}`);
  return text;
}
