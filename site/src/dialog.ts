// SPDX-License-Identifier: Apache-2.0
// A question that has to be answered before anything goes on.
import { h } from "./dom";

/** A button that closes the dialog it stands in with this value. */
export const closing = (value: string, text: string): HTMLElement =>
  h("button", { class: "button", value }, text);

/** Opens the dialog; resolves with the value of the button that closed it, empty where it was left without one. */
export function ask(
  id: string,
  title: string,
  ...inside: (Node | null)[]
): Promise<string> {
  const dialog = h(
    "dialog",
    { class: "copy", id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, title),
    inside,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    }),
  );
}
