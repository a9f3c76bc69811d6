// SPDX-License-Identifier: Apache-2.0
// The form by keyboard: one stop of the Tab key for answers that stand beside each other, and the keys that lead on.

/** Answers that stand beside each other and can have the keyboard. */
const chips = (of: ParentNode): HTMLElement[] => [
  ...of.querySelectorAll<HTMLElement>(
    "input[type=checkbox], button:not([data-action=more])",
  ),
];

export const firstChip = (among: ParentNode): HTMLElement | null =>
  chips(among)[0] ?? null;

/** Shows the answers that few patients need; gives the first of them. */
export function showAll(among: Element): HTMLElement | null {
  const rare = [...among.querySelectorAll<HTMLElement>(".choice[hidden]")];
  for (const choice of rare) choice.hidden = false;
  among.querySelector("[data-action=more]")?.remove();
  return rare[0]?.querySelector("input") ?? null;
}

/** One stop of the Tab key for answers that stand beside each other, where the keyboard was last. */
export function rove(target: EventTarget | null): void {
  const among =
    target instanceof HTMLElement ? target.closest(".choices") : null;
  // By keyboard no answer is out of reach.
  if (among?.querySelector("input[type=radio]:focus-visible")) showAll(among);
  const all = among ? chips(among) : [];
  if (!all.includes(target as HTMLElement)) return;
  for (const chip of all) chip.tabIndex = chip === target ? 0 : -1;
}

/** Where a key leads among answers that stand beside each other: the next, the first, or the next with this letter. */
function led(all: HTMLElement[], from: HTMLElement, key: string): unknown {
  const place = all.indexOf(from);
  const { length } = all;
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return all[(place + 1) % length];
    case "ArrowLeft":
    case "ArrowUp":
      return all[(place + length - 1) % length];
    case "Home":
      return all[0];
    case "End":
      return all.at(-1);
  }
  if (!/^[\p{L}\p{N}]$/u.test(key)) return;
  return [...all.slice(place + 1), ...all.slice(0, place)].find((other) =>
    (other.closest("label") ?? other).textContent
      .trim()
      .toLowerCase()
      .startsWith(key.toLowerCase()),
  );
}

/**
 * From question to question by keyboard: "Next" and Enter lead from number to number of a section, and away from its
 * last; arrows and first letters lead from answer to answer, and choose where there is but one, as in a list.
 */
export function walk(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Enter" && target.matches(".field--number .field__input")) {
    event.preventDefault();
    const all = [
      ...(target
        .closest(".group__fields")
        ?.querySelectorAll<HTMLElement>(
          ".field--number:not([hidden]) .field__input",
        ) ?? []),
    ];
    const next = all[all.indexOf(target) + 1];
    if (next) next.focus();
    else target.blur();
    return;
  }
  const among = target.closest(".choices");
  if (!among) return;
  // Arrows among radio buttons are the browser's own.
  const one = target.matches("input[type=radio]") && key.length === 1;
  const all = one
    ? [...among.querySelectorAll<HTMLElement>("input[type=radio]")]
    : chips(among);
  if (!all.includes(target)) return;
  const found = led(all, target, key);
  if (!(found instanceof HTMLElement)) return;
  event.preventDefault();
  found.focus();
  if (one) found.click();
}
