// SPDX-License-Identifier: Apache-2.0
// What makes a link of the entries, as a square for a camera and as text, and what shows what a link holds before it counts.
import "./link.css";
import { encode } from "uqr";
import { say, sayRefused } from "../announce";
import { ask, closing } from "../dialog";
import { h } from "../dom";
import { svg } from "../evidence/svg";
import { fieldLabel } from "../form/fields";
import { openText, type Opener } from "../opening";
import type { View } from "../panels/panel";
import { caseOf, linkOf, longestLink } from "./link";

const largest = 22; // version of a QR code; beyond it a phone's camera has to come too close
const quiet = 4; // modules of white around it

/** The square, or null where the address is too long for one. Black on white whatever the colours of the page. */
function square(address: string): SVGElement | null {
  let code;
  try {
    code = encode(address, { ecc: "M", border: quiet, maxVersion: largest });
  } catch {
    return null;
  }
  const { data, size } = code;
  const path = data
    .flatMap((row, y) =>
      row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")),
    )
    .join("");
  return svg(
    "svg",
    {
      class: "square",
      viewBox: `0 0 ${size} ${size}`,
      width: 4 * size,
      height: 4 * size,
      role: "img",
      "aria-label": "QR code of the link",
      "shape-rendering": "crispEdges",
    },
    svg("rect", { class: "square__ground", width: size, height: size }),
    svg("path", { class: "square__modules", d: path }),
  );
}

/** Shows the link of what is entered. */
export async function share({
  patient,
  controls,
  fields,
}: View): Promise<void> {
  const { fragment, count, left } = linkOf(
    patient,
    controls.preferences,
    fields(),
  );
  const page = new URL("./", location.href);
  const address = page.href.replace(/#.*/, "") + fragment;
  const tooLong = address.length > longestLink;
  const drawn = tooLong ? null : square(address);
  const without = left.length
    ? h(
        "p",
        {},
        `Not in the link, because this page cannot read it: ${left.map(fieldLabel).join(", ")}.`,
      )
    : null;
  if (tooLong) {
    await ask(
      "link-dialog",
      "Too long for a link",
      h(
        "p",
        {},
        "Mail programs and records cut an address of this length. Save the case file instead.",
      ),
      h("form", { method: "dialog" }, closing("", "Close")),
    );
    return;
  }
  const text = h("textarea", {
    id: "link-text",
    readonly: "",
    rows: 4,
    "aria-label": "The link",
  });
  text.value = address;
  const chosen = await ask(
    "link-dialog",
    `Link to ${count} ${count === 1 ? "entry" : "entries"}`,
    h(
      "p",
      {},
      "This link holds the entries themselves. Anyone who has it can read them: mail, chat and link previews keep copies, and a camera stores the picture. It holds no name; make sure that nothing entered names the patient.",
    ),
    without,
    drawn ?? h("p", {}, "Too long for a QR code."),
    text,
    h(
      "form",
      { method: "dialog", class: "copy__buttons" },
      closing("copy", "Copy the link"),
      "share" in navigator ? closing("share", "Share") : null,
      closing("", "Close"),
    ),
  );
  if (chosen === "share")
    await navigator.share({ url: address }).catch(() => undefined);
  if (chosen !== "copy") return;
  try {
    await navigator.clipboard.writeText(address);
    say("The link is copied");
  } catch {
    sayRefused("The link could not be copied: select its text and copy it");
  }
}

/** Shows what a link holds; it counts only once that is confirmed. */
export async function openLink(fragment: string, page: Opener): Promise<void> {
  const read = caseOf(fragment);
  if ("refused" in read) {
    await ask(
      "link-dialog",
      "This link cannot be opened",
      h("p", {}, `${read.refused} Nothing has been changed.`),
      h("form", { method: "dialog" }, closing("", "Close")),
    );
    return;
  }
  await openText(read.text, page, "link");
}
