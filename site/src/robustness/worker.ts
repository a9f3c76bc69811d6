// SPDX-License-Identifier: Apache-2.0
// Works out beside the page how much the order means and what would change it: first a quick answer, then a refined
// one. Jobs are numbered; a newer one makes the older one stop.
import createInsight from "#insight";

export interface Job {
  number: number;
  /** Release and knowledge of the page's core. */
  version: string;
  patient: string;
  preferences: string;
}

export interface Answered {
  number: number;
  kind: "robustness" | "exploration" | "failed";
  text: string;
}

const quickDraws = 2048;
const refinedDraws = 16384;

const ready = createInsight().catch(() => null);
let latest = 0;

const post = (answer: Answered): void => self.postMessage(answer);
/** Lets a newer job come in. */
const breathe = (): Promise<void> => new Promise((go) => setTimeout(go));

async function work({
  number,
  version,
  patient,
  preferences,
}: Job): Promise<void> {
  const core = await ready;
  if (core?.version() !== version) {
    const text = core
      ? "The files of two versions met; how sure the order is is not shown. Reload the page."
      : "How sure the order is could not be worked out in this browser.";
    return post({ number, kind: "failed", text });
  }
  const steps: [Answered["kind"], () => { error: string; text: string }][] = [
    ["robustness", () => core.robustness(patient, preferences, quickDraws)],
    ["exploration", () => core.explore(patient, preferences)],
    ["robustness", () => core.robustness(patient, preferences, refinedDraws)],
  ];
  for (const [kind, step] of steps) {
    await breathe();
    if (number !== latest) return;
    const { error, text } = step();
    if (!error) post({ number, kind, text });
  }
}

self.addEventListener("message", ({ data }: MessageEvent<Job>) => {
  latest = data.number;
  void work(data);
});
