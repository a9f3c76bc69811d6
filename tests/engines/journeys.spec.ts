// SPDX-License-Identifier: Apache-2.0
// What a clinician does with the page, once through, in each engine: written once, driven three ways.
import { rmSync } from "node:fs";
import { constants, inflateSync } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import jsQR from "jsqr";
import { header, rows } from "../support/clinic.mjs";
import { typical, type NextlinePage } from "../browser/driver";
import { assess, isExcluded, natively } from "../browser/native";
import { releases } from "../browser/releases";
import { expect, test } from "./fixtures";

/** Names of the options that stand open, as the command orders them. */
const firstOf = (patient: object): (string | undefined)[] =>
  assess(JSON.stringify({ schema: "patient/1", ...patient }))
    .options.filter((option) => !isExcluded(option))
    .slice(0, 5)
    .map(({ label }) => label);

async function isTypical(app: NextlinePage): Promise<void> {
  await app.ranked();
  expect(await app.patientLine()).toContain("Child-Pugh A6");
  expect(await app.firstOptions()).toEqual(firstOf(typical));
}

/** What a person gets who pastes: into a field that stands over the page for that time. */
async function pasted({ engine }: NextlinePage): Promise<string> {
  await engine.run(`(() => {
    const area = document.createElement("textarea");
    area.id = "pasted";
    area.style.cssText = "position:fixed;inset:0 auto auto 0;z-index:99;width:200px;height:100px";
    document.body.append(area);
  })()`);
  await engine.click("#pasted");
  await engine.press("Control+v");
  await expect
    .poll(() => engine.value("#pasted"), "something is pasted")
    .not.toBe("");
  const text = await engine.value("#pasted");
  await engine.run(`document.querySelector("#pasted").remove()`);
  return text;
}

/** A PDF with what is packed in it: Firefox packs its list of sheets too. */
function unpacked(pdf: Buffer): string {
  const text = pdf.toString("latin1");
  const packed = [...text.matchAll(/stream\r?\n([^]*?)endstream/g)];
  const streams = packed.map(([, bytes]) => {
    try {
      return inflateSync(Buffer.from(bytes!, "latin1"), {
        finishFlush: constants.Z_SYNC_FLUSH,
      }).toString("latin1");
    } catch {
      return ""; // a picture or a font that is packed in another way
    }
  });
  return [text, ...streams].join("\n");
}

/** Says that it does what it is not asked to do for real: a window of the system that nobody could close. */
const heldPrint = `(() => {
  window.print = () => {
    dispatchEvent(new Event("beforeprint"));
    document.documentElement.dataset.printed =
      document.querySelector("#print-sheet").textContent;
  };
})()`;

test("the typical patient is entered by hand, and the options stand beside each other as the command orders them", async ({
  app,
}) => {
  await app.enter(typical);
  await isTypical(app);
  // Anywhere in its row.
  await app.engine.click("#row-cabozantinib .compare__dose");
  await app.engine.see("#option-cabozantinib");
  await app.choose("lenvatinib");
  const card = (await app.engine.texts("#option-lenvatinib")).join("\n");
  expect(card).toContain("12 mg");
  await app.group("excluded");
  const out = await app.engine.texts(
    ".compare-group[data-key^=excluded] .compare__row",
  );
  expect(out.join("\n")).toContain("Not for this patient");
});

test("how sure the order is comes from a worker", async ({ app }) => {
  await app.givenWhole(typical);
  await app.section("how-sure");
  await app.engine.see(".rank-bar");
});

test("the evidence is opened: plots and their tables", async ({ app }) => {
  await app.given(typical);
  await app.page("evidence");
  await app.engine.see(".forest .forest__mark");
  await app.engine.select("[name=show]", "all");
  await app.engine.see(".effects tr[data-row]");
  const lines = await app.engine.texts(".forest__line");
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter((line) => /undefined|NaN|\[object/.test(line))).toEqual(
    [],
  );
  expect(await app.engine.texts(".effects tr[data-row]")).toHaveLength(
    lines.length,
  );
  await app.engine.select("[name=option]", "lenvatinib");
  await expect
    .poll(async () => (await app.engine.texts(".forest__line")).length)
    .toBeLessThan(lines.length);
  for (const id of ["algorithms", "trials", "sources"] as const) {
    await app.page(id);
    await app.engine.see("#page .page__body > *");
  }
  // Back at the patient, who is still there.
  await app.engine.click('.pages a[href="./"]');
  await isTypical(app);
});

test("with the server gone a reload brings the page back, and a patient is entered and judged", async ({
  app,
}) => {
  await app.kept();
  expect((await app.engine.texts("#offline")).join()).toBe(
    "Kept on this device: it works with the network off.",
  );
  await app.offline();
  await app.reload();
  expect(await app.engine.run("!!navigator.serviceWorker.controller")).toBe(
    true,
  );
  await app.given(typical);
  await isTypical(app);
  await app.section("how-sure");
  await app.engine.see(".rank-bar");
  await app.page("evidence");
  await app.engine.see(".forest .forest__mark");
  expect(await app.engine.visible(".missed")).toBe(false);
});

test("what is copied is what is pasted elsewhere, short and in full", async ({
  app,
}) => {
  await app.given(typical);
  await app.ranked();
  await app.press("copy");
  await app.engine.see("#status:not(:empty)");
  await expect
    .poll(async () => (await app.engine.texts("#status")).join())
    .toContain("Copied");
  const short = await pasted(app);
  expect(short.length).toBeLessThanOrEqual(900);
  expect(short).toContain("Child-Pugh A6");
  expect(short).toContain("1 Lenvatinib 12 mg daily");
  await app.press("copy-full");
  await expect.poll(() => pasted(app)).toContain("BEFORE YOU SWITCH");
});

test("the print button writes the sheet and asks the browser to print it", async ({
  app,
}) => {
  await app.givenWhole(typical);
  await app.kept();
  await app.engine.run(heldPrint);
  await app.press("print");
  await expect
    .poll(() => app.engine.attribute("html", "data-printed"))
    .toContain("Total bilirubin: 1.4 mg/dL");
  expect(await app.engine.attribute("html", "data-printed")).toContain(
    "1. Lenvatinib",
  );
  expect(
    await app.engine.attribute(".print-sheet__page", "data-pages"),
    "sheets as the page measures them",
  ).toBe("1");
  // The rules for paper, put on the screen: the sheet alone is seen, and it fits between the margins of an A4.
  await app.engine.run(`(() => {
    const turn = (rules) => {
      for (const rule of rules) {
        if (rule.media) {
          const query = rule.media.mediaText;
          if (/print/.test(query)) rule.media.mediaText = "all";
          else if (/screen/.test(query)) rule.media.mediaText = "not all";
        }
        if (rule.cssRules) turn(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) turn(sheet.cssRules);
  })()`);
  expect(await app.engine.visible("#form")).toBe(false);
  expect(await app.engine.visible("#results-panels")).toBe(false);
  expect(await app.engine.visible(".print-sheet__page")).toBe(true);
});

test("on paper it is one A4", async ({ app, tab }) => {
  test.skip(!tab.paper, "this engine's driver cannot print");
  await app.givenWhole(typical);
  const pdf = unpacked(await tab.paper!());
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const paper = /\/MediaBox\s*\[([^\]]*)\]/.exec(pdf)?.[1] ?? "";
  // In points; Firefox counts whole ones, and up.
  expect(paper).toMatch(/^\s*0 0 59[456](\.\d+)? 84[12](\.\d+)?\s*$/);
});

test("a case is saved, and opened again as it was", async ({ app, tab }) => {
  await app.given(typical);
  await isTypical(app);
  const line = await app.patientLine();
  const [name, text] = await tab.saved(() => app.press("save"));
  expect(name).toBe("nextline-case.json");
  expect(JSON.parse(text).patient).toMatchObject({
    prior_therapies: ["atezolizumab_bevacizumab"],
    bilirubin: { value: 1.4, unit: "mg/dL" },
    hemoglobin: { value: 12.6, unit: "g/dL" },
  });
  await app.press("clear");
  await expect.poll(() => app.engine.visible("#results-panels")).toBe(false);
  await app.opened(text, name);
  expect(await app.patientLine()).toBe(line);
  await isTypical(app);
});

test("a link holds the entries: in its square too, and opened elsewhere they are asked about and judged alike", async ({
  app,
}) => {
  await app.given(typical);
  await app.ranked();
  const line = await app.patientLine();
  await app.press("link");
  await app.engine.see("#link-dialog .square");
  const link = await app.engine.value("#link-text");
  expect(link).toMatch(/\/#1[\w-]+$/);
  const drawn = await app.engine.run<string>(
    `new XMLSerializer().serializeToString(document.querySelector("#link-dialog .square"))`,
  );
  const { pixels, width, height } = new Resvg(
    drawn.replace(
      /(<svg[^>]*>)/,
      "$1<style>.square__ground{fill:#fff}.square__modules{fill:#000}</style>",
    ),
  ).render();
  expect(jsQR(new Uint8ClampedArray(pixels), width, height)?.data).toBe(link);
  await app.engine.press("Escape");
  await expect.poll(() => app.engine.visible("#link-dialog")).toBe(false);

  await app.engine.open("about:blank");
  await app.engine.open(link);
  await app.ready();
  await app.engine.see("#link-dialog");
  expect((await app.engine.texts("#link-dialog")).join()).toContain(
    "This link holds 31 entries",
  );
  expect(await app.engine.run("location.hash")).toBe("");
  expect(await app.engine.attribute("html", "data-empty")).toBe("true");
  await app.engine.run(
    `[...document.querySelectorAll("#link-dialog button")].find(({ textContent }) => textContent === "Open them").id = "open-them"`,
  );
  await app.engine.click("#open-them");
  await expect.poll(() => app.patientLine()).toBe(line);
  await isTypical(app);
});

test("what is cleared comes back by undo", async ({ app }) => {
  await app.given(typical);
  const line = await app.patientLine();
  await app.press("clear");
  await expect.poll(() => app.engine.visible("#results-panels")).toBe(false);
  await app.press("undo");
  await expect.poll(() => app.patientLine()).toBe(line);
  await isTypical(app);
  expect(await app.engine.visible("#undo")).toBe(false);
});

test("a new version is announced, waits, and is there once it is taken", async ({
  openOn,
}) => {
  const { folder, release } = releases();
  try {
    const { app } = await openOn(folder);
    const heading = async (): Promise<string> =>
      (await app.engine.texts("#entries-title")).join();
    await app.kept();
    await app.reload();
    await app.answer("ecog", 1);
    release("The next release");
    await app.engine.run(
      `document.dispatchEvent(new Event("visibilitychange"))`,
    );
    await app.engine.see("#update-notice button");
    expect((await app.engine.texts("#update-notice")).join()).toContain(
      "A new version is ready; the knowledge is the same.",
    );
    await app.reload();
    expect(await heading()).toBe("Which therapy next?");
    await app.engine.click("#update-notice button");
    await expect.poll(() => heading().catch(() => "")).toBe("The next release");
    await app.kept();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("many patients: a table in, rows out as the command writes them, and a row opened as a patient", async ({
  app,
  tab,
}) => {
  await app.kept();
  await app.page("cohort");
  const table = header + rows(120);
  await app.engine.file("[data-cohort-file=table]", "clinic.csv", table);
  await app.engine.click("[data-cohort=run]");
  await app.engine.see("#cohort-summary");
  expect((await app.engine.texts(".cohort__counts")).join()).toMatch(
    /^120 rows, 0 with errors, 0 not readable, in \d+ s\.$/,
  );
  expect(
    await tab.saved(() => app.engine.click("[data-cohort=save-results]")),
  ).toEqual(["clinic-nextline.csv", natively(table)]);
  await app.engine.click("[data-row='17']");
  await app.ranked();
  const [, , , first] = natively(table, [
    "--columns",
    "child_pugh,row,first_option",
  ])
    .split("\n")[17]!
    .split(",");
  expect(await app.engine.attribute(".compare__row", "data-key")).toBe(first);
});

test("the scores that are published with their answers come out right", async ({
  app,
}) => {
  await app.page("about");
  await app.engine.click(".about__run > summary");
  await app.engine.see(".about__verdict");
  expect((await app.engine.texts(".about__verdict")).join()).toMatch(
    /^All \d+ came out right in this browser\.$/,
  );
  expect(
    (await app.engine.texts(".about__check tbody tr")).length,
  ).toBeGreaterThan(20);
  expect(await app.engine.visible("[data-right=false]")).toBe(false);
});

/** Where the keyboard is: a group of which one is chosen counts as one place. */
const place = `(() => {
  const { activeElement: at } = document;
  if (!at || at === document.body) return "";
  if (at.type === "radio") return "radio " + at.name;
  window.places ??= [...document.querySelectorAll("*")];
  return at.localName + " " + places.indexOf(at);
})()`;

/** Every place of the form that a hand could reach. */
const reachable = `(() => {
  window.places ??= [...document.querySelectorAll("*")];
  return [...new Set(
    [...document.querySelectorAll("#form :is(input, select, button, summary, textarea)")]
      .filter((at) => !at.disabled && at.tabIndex >= 0 && at.checkVisibility({ visibilityProperty: true }))
      .map((at) => at.type === "radio" ? "radio " + at.name : at.localName + " " + places.indexOf(at)),
  )];
})()`;

test("Tab goes through the form from place to place, each group of choices being one; arrows choose in a group", async ({
  app,
}) => {
  const { engine } = app;
  // Every question: also those in folds.
  await engine.run(
    `document.querySelectorAll("#form details").forEach((fold) => (fold.open = true))`,
  );
  const wanted = await engine.run<string[]>(reachable);
  expect(wanted.length).toBeGreaterThan(30);
  const walked: string[] = [];
  for (let at = 0; at < 2 * wanted.length + 40; ++at) {
    await engine.press("Tab");
    const here = await engine.run<string>(place);
    if (walked.length && (!here || here === walked[0])) break;
    walked.push(here);
  }
  const twice = walked.filter((here, at) => walked.indexOf(here) !== at);
  expect(twice, "where Tab stays or comes back to").toEqual([]);
  expect(wanted.filter((one) => !walked.includes(one))).toEqual([]);
  expect(walked.filter((one) => wanted.includes(one))).toEqual(wanted);

  const group = walked.find((one) => one.startsWith("radio "))!;
  const named = JSON.stringify(group.slice("radio ".length));
  await engine.run(`document.querySelector('input[name=${named}]').focus()`);
  await engine.press("ArrowDown");
  expect(await engine.run(place)).toBe(group);
  expect(
    await engine.run(
      `document.querySelectorAll('input[name=${named}]:checked').length`,
    ),
  ).toBe(1);
  await engine.press("Tab");
  expect(await engine.run(place)).toBe(walked[walked.indexOf(group) + 1]);
  await engine.press("Shift+Tab");
  expect(await engine.run(place)).toBe(group);
});
