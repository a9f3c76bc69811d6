// SPDX-License-Identifier: Apache-2.0
// Earlier regimens: added from a list, in order where the order counts.
import { announce } from "../announce";
import { h, need } from "../dom";
import type { Control } from "./control";

export function regimensControl(root: HTMLElement): Control {
  const ordered = root.dataset["type"] === "regimens";
  const list = need<HTMLElement>(".regimens", root);
  const select = need<HTMLSelectElement>("select", root);
  const add = need<HTMLButtonElement>("[data-action=add-regimen]", root);
  const none = need<HTMLInputElement>("input[data-none]", root);
  const state = need<HTMLElement>(".field__state", root);
  let chosen: string[] = [];

  const label = (id: string): string =>
    [...select.options].find((option) => option.value === id)?.text ?? id;

  const button = (
    action: string,
    index: number,
    sign: string,
    text: string,
    off = false,
  ): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: "button button--icon",
        "data-action": action,
        "data-index": index,
        "aria-label": text,
        title: text,
        disabled: off,
      },
      h("span", { "aria-hidden": "true" }, sign),
    );

  const show = (): void => {
    list.replaceChildren(
      ...chosen.map((id, index) =>
        h(
          "li",
          { class: "regimens__item" },
          h("span", { class: "regimens__name" }, label(id)),
          ordered && chosen.length > 1
            ? [
                button(
                  "move-up",
                  index,
                  "↑",
                  `Move ${label(id)} earlier`,
                  index === 0,
                ),
                button(
                  "move-down",
                  index,
                  "↓",
                  `Move ${label(id)} later`,
                  index === chosen.length - 1,
                ),
              ]
            : null,
          button("remove-regimen", index, "×", `Remove ${label(id)}`),
        ),
      ),
    );
    add.textContent = ordered ? `Add as line ${chosen.length + 1}` : "Add";
    state.textContent = chosen.length
      ? ordered
        ? `${chosen.length} ${chosen.length === 1 ? "line" : "lines"}`
        : `${chosen.length} marked`
      : none.checked
        ? "none"
        : "not answered";
  };

  const focus = (action: string, index: number): void => {
    const at = (name: string): HTMLButtonElement | null =>
      list.querySelector(
        `[data-action=${name}][data-index="${index}"]:not(:disabled)`,
      );
    (
      at(action) ??
      at("move-up") ??
      at("move-down") ??
      at("remove-regimen") ??
      select
    ).focus();
  };

  const move = (index: number, by: number): void => {
    const moved = chosen[index];
    if (moved === undefined) return;
    chosen.splice(index, 1);
    chosen.splice(index + by, 0, moved);
    announce(`${label(moved)} is now line ${index + by + 1}`);
  };

  return {
    target: select,
    read: () => ({
      value: chosen.length ? [...chosen] : none.checked ? [] : undefined,
    }),
    write(value) {
      const wanted = Array.isArray(value) ? value.map(String) : [];
      chosen = wanted.filter((id) =>
        [...select.options].some((option) => option.value === id),
      );
      none.checked = Array.isArray(value) && wanted.length === 0;
      select.value = "";
      show();
      return (
        chosen.length === wanted.length &&
        (value === undefined || Array.isArray(value))
      );
    },
    changed(target) {
      if (target === none && none.checked) chosen = [];
      show();
    },
    press(action, pressed) {
      const index = Number(pressed.dataset["index"]);
      switch (action) {
        case "add-regimen":
          if (!select.value || (!ordered && chosen.includes(select.value))) {
            select.focus();
            return true;
          }
          chosen.push(select.value);
          announce(
            `${label(select.value)} added${ordered ? ` as line ${chosen.length}` : ""}`,
          );
          select.value = "";
          none.checked = false;
          show();
          return true;
        case "move-up":
          move(index, -1);
          show();
          focus(action, index - 1);
          return true;
        case "move-down":
          move(index, 1);
          show();
          focus(action, index + 1);
          return true;
        case "remove-regimen":
          announce(`${label(chosen[index] ?? "")} removed`);
          chosen.splice(index, 1);
          show();
          focus(action, Math.min(index, chosen.length - 1));
          return true;
      }
      return false;
    },
  };
}
