// SPDX-License-Identifier: Apache-2.0
// Any of several words. Nothing marked is "not answered"; "None of these" says "looked for, none".
import { need } from "../dom";
import type { Control } from "./control";

export function setControl(root: HTMLElement): Control {
  const boxes = [
    ...root.querySelectorAll<HTMLInputElement>("input:not([data-none])"),
  ];
  const none = need<HTMLInputElement>("input[data-none]", root);
  const state = need<HTMLElement>(".field__state", root);

  const say = (): void => {
    const marked = boxes.filter((box) => box.checked).length;
    state.textContent = marked
      ? `${marked} marked`
      : none.checked
        ? "none"
        : "not answered";
  };
  return {
    target: boxes[0] ?? none,
    read() {
      const marked = boxes.filter((box) => box.checked).map((box) => box.value);
      return { value: marked.length ? marked : none.checked ? [] : undefined };
    },
    write(value) {
      const list = Array.isArray(value) ? value : [];
      for (const box of boxes) box.checked = list.includes(box.value);
      none.checked = Array.isArray(value) && list.length === 0;
      say();
      return (
        value === undefined ||
        (Array.isArray(value) &&
          list.every((word) => boxes.some((box) => box.value === word)))
      );
    },
    changed(target) {
      if (target === none && none.checked)
        for (const box of boxes) box.checked = false;
      else if (
        target !== none &&
        target instanceof HTMLInputElement &&
        target.checked
      )
        none.checked = false;
      say();
    },
  };
}
