// SPDX-License-Identifier: Apache-2.0
// The one way to a worker: jobs are numbered and wait for their turn, the newest may take the place of an older one,
// a worker that fails or says nothing any more is ended and started anew for the next job, and every job ends: done,
// stopped, or rejected with a sentence.
import { NotLoaded } from "../loading/lazy";

/** To the worker: a job, or that one is no longer wanted. */
export type ToWorker<Job> = { number: number } & (
  { job: Job } | { stop: true }
);

/** From the worker: something of a job is known; it is done (or was stopped); it cannot be done, and why. */
export type FromWorker<Part> = { number: number } & (
  { part: Part } | { done: true } | { failed: string }
);

export class Stopped extends Error {}

interface Waiting<Job, Part> {
  number: number;
  job: Job;
  onpart: (part: Part) => void;
  resolve: () => void;
  reject: (reason: Error) => void;
}

export class Bridge<Job, Part> {
  private worker: Promise<Worker> | null = null;
  private readonly queue: Waiting<Job, Part>[] = [];
  private running: Waiting<Job, Part> | null = null;
  private numbers = 0;
  private watch: ReturnType<typeof setTimeout> | undefined;

  /** `start` makes a worker that is ready for jobs; `patience`: ms without a word after which one counts as gone; `what` begins the sentence about it. */
  constructor(
    private readonly start: () => Promise<Worker>,
    private readonly patience: number,
    private readonly what: string,
  ) {}

  /** Resolves when the job is done; rejects with Stopped, or with NotLoaded and a sentence for the reader. */
  run(
    job: Job,
    onpart: (part: Part) => void,
    signal: AbortSignal,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const number = ++this.numbers;
      this.queue.push({ number, job, onpart, resolve, reject });
      signal.addEventListener("abort", () => this.stop(number));
      void this.next();
    });
  }

  private stop(number: number): void {
    const at = this.queue.findIndex((one) => one.number === number);
    const [waiting] = at < 0 ? [] : this.queue.splice(at, 1);
    waiting?.reject(new Stopped());
    const { running } = this;
    if (running?.number !== number) return;
    // The worker says when it has stopped; until then it is not given another job.
    running.reject(new Stopped());
    this.post({ number, stop: true });
  }

  private post(message: ToWorker<Job>): void {
    void this.worker?.then((worker) => worker.postMessage(message));
  }

  private async next(): Promise<void> {
    if (this.running) return;
    const waiting = this.queue.shift();
    if (!waiting) return;
    this.running = waiting;
    try {
      this.worker ??= this.start().then((worker) => this.listenTo(worker));
      await this.worker;
    } catch (reason) {
      return this.end(
        reason instanceof NotLoaded
          ? reason
          : new NotLoaded(`${this.what} did not start in this browser.`),
      );
    }
    this.wait();
    this.post({ number: waiting.number, job: waiting.job });
  }

  private listenTo(worker: Worker): Worker {
    worker.addEventListener(
      "message",
      ({ data }: MessageEvent<FromWorker<Part>>) => {
        const { running } = this;
        if (data.number !== running?.number) return;
        this.wait();
        if ("part" in data) running.onpart(data.part);
        else if ("failed" in data) this.finish(new NotLoaded(data.failed));
        else this.finish();
      },
    );
    const broken = (): void =>
      this.end(new NotLoaded(`${this.what} broke down.`));
    worker.addEventListener("error", broken);
    worker.addEventListener("messageerror", broken);
    return worker;
  }

  private wait(): void {
    clearTimeout(this.watch);
    this.watch = setTimeout(
      () => this.end(new NotLoaded(`${this.what} gave no answer.`)),
      this.patience,
    );
  }

  /** Ends the worker with its job; the next job starts another. */
  private end(reason: Error): void {
    void this.worker?.then((worker) => worker.terminate()).catch(() => {});
    this.worker = null;
    this.finish(reason);
  }

  private finish(reason?: Error): void {
    clearTimeout(this.watch);
    const { running } = this;
    this.running = null;
    if (reason) running?.reject(reason);
    else running?.resolve();
    void this.next();
  }
}
