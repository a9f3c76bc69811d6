// SPDX-License-Identifier: Apache-2.0
// Earlier regimens: entered when they are chosen from the list, in order where the order counts.
import { announce } from "../announce";
import { h, need } from "../dom";
import type { Line } from "../entry/answer";
import type { Control } from "./control";
import { without } from "./members";
import { fieldOf } from "./spec";

export function regimensControl(root: HTMLElement): Control {
  const ordered = root.dataset["type"] === "regimens";
  const list = need<HTMLElement>(".regimens", root);
  const select = need<HTMLSelectElement>("select", root);
  const none = need<HTMLInputElement>("input[data-none]", root);
  const state = need<HTMLElement>(".field__state", root);
  const usual = need<HTMLElement>("[data-usual]", root);
  let lines: Line[] = [];
  /** With the keyboard a closed list runs through its words: the line that it holds for now. */
  let passing: number | null = null;
  let key = "";

  const label = (line: Line | undefined): string => {
    if (!line) return "";
    if ("kept" in line) return line.kept;
    const option = [...select.options].find(({ value }) => value === line.id);
    return option?.text ?? line.id;
  };

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
    usual.hidden = lines.length > 0;
    list.replaceChildren(
      ...lines.map((line, index) => {
        const name = label(line);
        return h(
          "li",
          { class: "regimens__item" },
          "kept" in line
            ? h(
                "span",
                { class: "regimens__name" },
                h("span", { class: "kept__label" }, "Kept as it came"),
                h("code", { class: "kept__text" }, name),
              )
            : h("span", { class: "regimens__name" }, name),
          ordered && lines.length > 1
            ? [
                button(
                  "move-up",
                  index,
                  "↑",
                  `Move ${name} earlier`,
                  index === 0,
                ),
                button(
                  "move-down",
                  index,
                  "↓",
                  `Move ${name} later`,
                  index === lines.length - 1,
                ),
              ]
            : null,
          button("remove-regimen", index, "×", `Remove ${name}`),
        );
      }),
    );
    const first = select.options[0];
    if (first && ordered)
      first.text = lines.length
        ? `Line ${lines.length + 1}: choose a regimen`
        : "Other…";
    state.textContent = lines.length
      ? ordered
        ? `${lines.length} ${lines.length === 1 ? "line" : "lines"}`
        : `${lines.length} marked`
      : none.checked
        ? "none"
        : "";
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
    const moved = lines[index];
    if (moved === undefined) return;
    const others = without(lines, index);
    const at = index + by;
    lines = [...others.slice(0, at), moved, ...others.slice(at)];
    announce(`${label(moved)} is now line ${index + by + 1}`);
  };

  /** What is chosen is entered; run through with the arrow keys, the line follows until the list is left. */
  const enter = (): void => {
    const id = select.value;
    const held = passing;
    const others = held === null ? lines : without(lines, held);
    const isThere = others.some((line) => "id" in line && line.id === id);
    const isNew = id !== "" && (ordered || !isThere);
    lines = isNew ? [...others, { id }] : others;
    passing =
      isNew && /^(Arrow|Page|Home|End|.$)/.test(key) ? lines.length - 1 : null;
    if (passing === null) select.value = "";
    if (isNew) entered(id);
  };
  const entered = (id: string): void => {
    none.checked = false;
    announce(
      `${label({ id })} entered${ordered ? ` as line ${lines.length}` : ""}`,
      300,
    );
  };
  const settle = (): void => {
    passing = null;
    select.value = "";
  };

  return {
    field: fieldOf(root),
    target: select,
    answer: () =>
      lines.length || none.checked
        ? { kind: "regimens", lines, none: none.checked }
        : undefined,
    show(answer) {
      const given = answer?.kind === "regimens" ? answer : null;
      lines = given?.lines ?? [];
      none.checked = given?.none ?? false;
      settle();
      show();
    },
    changed(target) {
      const before = lines.length;
      if (target === none && none.checked) {
        settle();
        lines = [];
      }
      if (target === select) enter();
      show();
      if (target === none && before > lines.length)
        return before === 1
          ? "The line is removed"
          : `${before} lines are removed`;
    },
    keyed(pressed) {
      key = pressed;
      if (pressed === "Enter") settle();
    },
    left() {
      key = "";
      settle();
    },
    press(action, pressed) {
      const index = Number(pressed.dataset["index"]);
      switch (action) {
        case "add-regimen": {
          const { id = "" } = pressed.dataset;
          lines = [...lines, { id }];
          entered(id);
          show();
          focus("remove-regimen", lines.length - 1);
          return true;
        }
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
        case "remove-regimen": {
          const name = label(lines[index]);
          lines = without(lines, index);
          show();
          focus(action, Math.min(index, lines.length - 1));
          return `${name} is removed`;
        }
      }
      return false;
    },
  };
}
