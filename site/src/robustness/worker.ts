// SPDX-License-Identifier: Apache-2.0
// Works out beside the page how much the order means and what would change it: first a quick answer, then a refined
// one. The page sends the module first, then jobs (bridge.ts).
import createInsight from "#insight";
import type { FromWorker, ToWorker } from "./bridge";

export interface Job {
  /** Release and knowledge of the page's core. */
  version: string;
  patient: string;
  preferences: string;
}

export interface Answered {
  kind: "robustness" | "exploration";
  text: string;
}

const quickDraws = 2048;
const refinedDraws = 16384;

let core: ReturnType<typeof createInsight> | null = null;
let stopped = 0;

const post = (message: FromWorker<Answered>): void => self.postMessage(message);
/** Lets a word to stop come in. */
const breathe = (): Promise<void> => new Promise((go) => setTimeout(go));

async function work(
  number: number,
  { version, patient, preferences }: Job,
): Promise<void> {
  const insight = await core?.catch(() => null);
  if (insight?.version() !== version) {
    const failed = insight
      ? "The files of two versions met; how sure the order is is not shown. Reload the page."
      : "How sure the order is could not be worked out in this browser.";
    return post({ number, failed });
  }
  const steps: [Answered["kind"], () => { error: string; text: string }][] = [
    ["robustness", () => insight.robustness(patient, preferences, quickDraws)],
    ["exploration", () => insight.explore(patient, preferences)],
    [
      "robustness",
      () => insight.robustness(patient, preferences, refinedDraws),
    ],
  ];
  for (const [kind, step] of steps) {
    await breathe();
    if (stopped === number) break;
    const { error, text } = step();
    if (error)
      return post({
        number,
        failed: "How sure the order is could not be worked out.",
      });
    post({ number, part: { kind, text } });
  }
  post({ number, done: true });
}

self.addEventListener(
  "message",
  ({ data }: MessageEvent<{ module: ArrayBuffer } | ToWorker<Job>>) => {
    if ("module" in data) core = createInsight({ wasmBinary: data.module });
    else if ("stop" in data) stopped = data.number;
    else void work(data.number, data.job);
  },
);
