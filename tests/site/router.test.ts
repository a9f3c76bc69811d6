// SPDX-License-Identifier: Apache-2.0
// Which page an address is, and how one is gone to. What the browser gives a page stands in here; links, back and forward
// are tried in the browser (tests/browser/pages.spec.ts).
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { currentPage, go, pageIds } from "../../site/src/router";

const at = (address: string): void => {
  Object.assign(globalThis, { location: new URL(address) });
};
const pushed: string[] = [];
let scrolled = 0;
Object.assign(globalThis, {
  history: {
    pushState: (_: unknown, __: string, url: URL) => {
      pushed.push(url.href);
      at(url.href);
    },
  },
  scrollTo: () => void ++scrolled,
});

beforeEach(() => {
  pushed.length = 0;
  scrolled = 0;
});

test("each page has its address, in any folder and with any question or mark behind it", () => {
  for (const folder of ["/", "/nextline/", "/a/b.html/"])
    for (const id of pageIds)
      for (const end of ["", "?q=os&row=1", "#reviews"]) {
        at(`https://hospital.example${folder}${id}.html${end}`);
        assert.equal(currentPage(), id);
      }
});

test("every other address is the patient", () => {
  for (const path of [
    "/",
    "/index.html",
    "/evidence",
    "/evidence.htm",
    "/my-evidence.html",
    "/evidence.html/",
    "/?page=/evidence.html",
    "/#/evidence.html",
  ]) {
    at(`https://hospital.example${path}`);
    assert.equal(currentPage(), null, path);
  }
});

test("going somewhere keeps the document and starts at the top; going to where one is does nothing", () => {
  at("https://hospital.example/nextline/");
  go("./evidence.html?q=os");
  assert.deepEqual(pushed, [
    "https://hospital.example/nextline/evidence.html?q=os",
  ]);
  assert.equal(currentPage(), "evidence");
  assert.equal(scrolled, 1);
  go("evidence.html?q=os");
  assert.equal(pushed.length, 1);
  assert.equal(scrolled, 1);
  go("./");
  assert.equal(currentPage(), null);
});
