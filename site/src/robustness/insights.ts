// SPDX-License-Identifier: Apache-2.0
// Asks the worker, keeps its newest answers, drops stale ones. Typing never waits for it.
import type { Answered, Job } from "./worker";
import type { Exploration, Insight, Robustness } from "./types";

const pause = 120; // ms without a change before the worker is asked

export class Insights {
  private readonly worker: Worker;
  private number = 0;
  private asked = "";
  private later: ReturnType<typeof setTimeout> | undefined;
  private robustness: Robustness | null = null;
  private exploration: Exploration | null = null;
  private failed: string | null = null;
  private fresh = { robustness: false, exploration: false };

  /** `version` is that of the page's core; `onanswer` is called when something new is known. */
  constructor(
    private readonly version: string,
    onanswer: () => void,
  ) {
    this.worker = new Worker(new URL("./worker.ts", import.meta.url), {
      type: "module",
    });
    this.worker.addEventListener(
      "message",
      ({ data }: MessageEvent<Answered>) => {
        if (data.number !== this.number) return;
        if (data.kind === "failed") {
          this.failed = data.text;
          return onanswer();
        }
        if (data.kind === "robustness")
          this.robustness = JSON.parse(data.text) as Robustness;
        else this.exploration = JSON.parse(data.text) as Exploration;
        this.fresh[data.kind] = true;
        onanswer();
      },
    );
  }

  /** What is known for these entries; asks for it where they are new. */
  of(patient: string, preferences: string): Insight {
    const asked = `${patient}\n${preferences}`;
    if (asked !== this.asked) {
      this.asked = asked;
      const { version } = this;
      const job: Job = { number: ++this.number, version, patient, preferences };
      this.fresh = { robustness: false, exploration: false };
      clearTimeout(this.later);
      this.later = setTimeout(() => this.worker.postMessage(job), pause);
    }
    return {
      robustness: this.robustness,
      exploration: this.exploration,
      failed: this.failed,
      current: this.fresh.robustness && this.fresh.exploration,
    };
  }
}
