// SPDX-License-Identifier: Apache-2.0
import "./conflict.css";
import { h } from "../dom";
import type { Conflict } from "#outputs";

/** What each document says, which reading is used, and why. */
export const conflictItem = (conflict: Conflict): Node =>
  h(
    "li",
    { class: "conflict", "data-key": conflict.id },
    h("p", { class: "conflict__about" }, conflict.about),
    h(
      "ul",
      {},
      conflict.readings.map(({ says, locator }) =>
        h("li", {}, `${says} `, h("span", { class: "quiet" }, `(${locator})`)),
      ),
    ),
    h("p", {}, h("b", {}, "Used: "), conflict.used),
    h("p", { class: "quiet" }, conflict.why),
  );
