// SPDX-License-Identifier: Apache-2.0
// What the reader chooses on the panel that says how sure the order is: weights, an order of the outcomes, two options to
// compare. Kept here and not in the panels, which are drawn anew after every change.
import type { Controls } from "./controls";
import type { CriterionId, Robustness, Weights } from "#outputs";

const criteria: CriterionId[] = ["os", "pfs", "orr", "grade34"];

/** The weights as the reader sees them, in percent. */
export function weightsShown(
  { preferences }: Controls,
  robustness: Robustness,
): Weights {
  if ("weights" in preferences) return preferences.weights;
  const { weights } = robustness.preferences;
  const rounded = criteria.map((id) => [id, Math.round(weights[id] * 100)]);
  return Object.fromEntries(rounded) as Weights;
}

/** The preset that is chosen; null: own weights or an order. */
export function presetShown(
  { preferences }: Controls,
  robustness: Robustness,
): string | null {
  if ("preset" in preferences) return preferences.preset;
  if ("weights" in preferences || "order" in preferences) return null;
  return robustness.presets[0]?.id ?? null;
}

/** The outcomes by importance. */
export function orderShown(
  { preferences }: Controls,
  robustness: Robustness,
): CriterionId[] {
  if ("order" in preferences) return preferences.order;
  const { weights } = robustness.preferences;
  return [...criteria].sort((a, b) => weights[b] - weights[a]);
}

/** Listens inside the results; `robustness` is what is on the screen, `changed` draws anew. */
export function listen(
  root: HTMLElement,
  controls: Controls,
  robustness: () => Robustness | null,
  changed: () => void,
): void {
  const weigh = (target: HTMLInputElement, id: CriterionId): void => {
    const shown = robustness();
    const value = Number(target.value.replace(",", "."));
    if (!shown || target.value === "" || !(value >= 0)) return;
    controls.preferences = {
      weights: { ...weightsShown(controls, shown), [id]: Math.min(100, value) },
    };
    changed();
  };
  root.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const { weight, preset, pair } = target.dataset;
    if (weight && target instanceof HTMLInputElement)
      weigh(target, weight as CriterionId);
    else if (preset !== undefined && target instanceof HTMLInputElement) {
      controls.preferences = target.value ? { preset: target.value } : {};
      changed();
    } else if (pair && target instanceof HTMLSelectElement) {
      controls.pair[Number(pair)] = target.value;
      changed();
    }
  });
  root.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const button = target.closest<HTMLElement>("[data-move]");
    const shown = robustness();
    if (!button || !shown) return;
    const order = [...orderShown(controls, shown)];
    const at = order.indexOf(button.dataset["move"] as CriterionId);
    const to = at + Number(button.dataset["by"]);
    const [moved] = order.splice(at, 1);
    if (moved) order.splice(to, 0, moved);
    controls.preferences = { order };
    changed();
  });
}
