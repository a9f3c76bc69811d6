// SPDX-License-Identifier: Apache-2.0
// Asks the worker, keeps its newest answers, drops stale ones. Typing never waits for it.
import { NotLoaded } from "../loading/lazy";
import { Bridge, startWith, Stopped } from "./bridge";
import type { Exploration, Robustness } from "#outputs";
import type { Answered, Job } from "./worker";

const pause = 120; // ms without a change before the worker is asked
const patience = 30_000; // ms; the longest step takes a second on a slow phone

const what = "What works out how sure the order is";

const start = startWith(
  "robustness/worker",
  what,
  () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
);

/** What has been worked out so far for the entries on the screen. */
export interface Insight {
  robustness: Robustness | null;
  exploration: Exploration | null;
  /** False: entries have changed since; what is here is of the moment before. */
  current: boolean;
  /** Why nothing can be worked out. */
  failed: string | null;
}

export class Insights {
  private readonly bridge = new Bridge<Job, Answered>(start, patience, what);
  private asking = new AbortController();
  private asked = "";
  private later: ReturnType<typeof setTimeout> | undefined;
  private robustness: Robustness | null = null;
  private exploration: Exploration | null = null;
  private failed: string | null = null;
  private fresh = { robustness: false, exploration: false };

  /** `version` is that of the page's core; `onanswer` is called when something new is known. */
  constructor(
    private readonly version: string,
    private readonly onanswer: () => void,
  ) {}

  /** What is known for these entries; asks for it where they are new. */
  of(patient: string, preferences: string): Insight {
    const asked = `${patient}\n${preferences}`;
    if (asked !== this.asked) {
      this.asked = asked;
      this.fresh = { robustness: false, exploration: false };
      this.failed = null;
      this.asking.abort();
      clearTimeout(this.later);
      const { version } = this;
      this.later = setTimeout(
        () => void this.ask({ version, patient, preferences }),
        pause,
      );
    }
    return {
      robustness: this.robustness,
      exploration: this.exploration,
      failed: this.failed,
      current: this.fresh.robustness && this.fresh.exploration,
    };
  }

  /** The same question once more: it had no answer. */
  again(): void {
    this.asked = "";
  }

  private async ask(job: Job): Promise<void> {
    this.asking = new AbortController();
    const { signal } = this.asking;
    const onpart = ({ kind, text }: Answered): void => {
      if (signal.aborted) return;
      if (kind === "robustness")
        this.robustness = JSON.parse(text) as Robustness;
      else this.exploration = JSON.parse(text) as Exploration;
      this.fresh[kind] = true;
      this.onanswer();
    };
    try {
      await this.bridge.run(job, onpart, signal);
    } catch (reason) {
      if (reason instanceof Stopped || signal.aborted) return;
      this.failed =
        reason instanceof NotLoaded ? reason.message : `${what} broke down.`;
      this.onanswer();
    }
  }
}
