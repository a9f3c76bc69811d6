// SPDX-License-Identifier: Apache-2.0
// Copy, print, save: never a result without its entries.
import "./hand-on.css";
import { h } from "../../dom";
import type { Panel } from "../panel";

export const panel: Panel = {
  id: "hand-on",
  title: "Copy, print, save",
  depends: () => null,
  render() {
    const button = (action: string, text: string): Node =>
      h(
        "button",
        {
          type: "button",
          class: "button button--small",
          "data-action": action,
        },
        text,
      );
    return [
      h(
        "div",
        { class: "panel-hand-on__buttons" },
        button("copy", "Copy"),
        button("copy-full", "Copy in full"),
        button("print", "Print"),
        button("save", "Save"),
        button("link", "Link"),
      ),
    ];
  },
};
