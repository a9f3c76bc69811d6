// SPDX-License-Identifier: Apache-2.0
// The one way to a worker: jobs are numbered and wait for their turn, the newest may take the place of an older one,
// a worker that fails or says nothing any more is ended and started anew for the next job, and every job ends: done,
// stopped, or rejected with a sentence.
import { lazy, NotLoaded } from "../loading/lazy";
import { whole } from "../loading/whole";

/** To the worker: a job, or that one is no longer wanted. */
export type ToWorker<Job> = { number: number } & (
  { job: Job } | { stop: true }
);

/** From the worker: something of a job is known; it is done (or was stopped); it cannot be done, and why. */
export type FromWorker<Part> = { number: number } & (
  { part: Part } | { done: true } | { failed: string }
);

export class Stopped extends Error {}

/** Starts workers of a part with the module that they are to run, both as they were built; `what` begins the sentence where it does not load. */
export const startWith =
  (part: string, what: string, make: () => Worker) =>
  async (): Promise<Worker> => {
    const module = await lazy(part, what, async (files) => {
      const [file] = Object.entries(files).filter(([name]) =>
        name.endsWith(".wasm"),
      );
      if (!file) throw new Error("no module");
      return (await whole(...file)).arrayBuffer();
    })();
    const worker = make();
    worker.postMessage({ module }, [module]);
    return worker;
  };

interface Waiting<Job, Part> {
  number: number;
  job: Job;
  signal: AbortSignal;
  onpart: (part: Part) => void;
  resolve: () => void;
  reject: (reason: Error) => void;
}

export class Bridge<Job, Part> {
  private worker: Promise<Worker> | null = null;
  private readonly queue: Waiting<Job, Part>[] = [];
  private running: Waiting<Job, Part> | null = null;
  /** The worker that has the running job; null while none has it. */
  private given: Worker | null = null;
  private readonly ended = new WeakSet<Worker>();
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
    if (signal.aborted) return Promise.reject(new Stopped());
    const number = ++this.numbers;
    let stop = (): void => {};
    const end = new Promise<void>((resolve, reject) => {
      stop = () => {
        reject(new Stopped());
        this.stop(number);
      };
      signal.addEventListener("abort", stop, { once: true });
      this.queue.push({ number, job, signal, onpart, resolve, reject });
      void this.next();
    });
    return end.finally(() => signal.removeEventListener("abort", stop));
  }

  private stop(number: number): void {
    const at = this.queue.findIndex((one) => one.number === number);
    if (at >= 0) this.queue.splice(at, 1);
    // The worker says when it has stopped; until then it is not given another job.
    else if (this.given && this.running?.number === number)
      this.post(this.given, { number, stop: true });
  }

  private async next(): Promise<void> {
    if (this.running) return;
    const waiting = this.queue.shift();
    if (!waiting) return;
    this.running = waiting;
    this.wait();
    let worker: Worker;
    try {
      worker = await (this.worker ??= this.started());
    } catch (reason) {
      if (this.running === waiting)
        this.end(
          reason instanceof NotLoaded
            ? reason
            : new NotLoaded(`${this.what} did not start in this browser.`),
        );
      return;
    }
    if (this.running !== waiting) return;
    if (waiting.signal.aborted) return this.finish();
    this.given = worker;
    this.wait();
    this.post(worker, { number: waiting.number, job: waiting.job });
  }

  private post(worker: Worker, message: ToWorker<Job>): void {
    worker.postMessage(message);
  }

  private async started(): Promise<Worker> {
    const worker = await this.start();
    worker.addEventListener(
      "message",
      ({ data }: MessageEvent<FromWorker<Part>>) => {
        const { running } = this;
        if (this.ended.has(worker) || data.number !== running?.number) return;
        this.wait();
        if ("failed" in data) this.finish(new NotLoaded(data.failed));
        else if ("done" in data) this.finish();
        else if (!running.signal.aborted) running.onpart(data.part);
      },
    );
    const broken = (): void => {
      if (!this.ended.has(worker))
        this.end(new NotLoaded(`${this.what} broke down.`));
    };
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
    const ended = this.worker?.then((worker) => {
      this.ended.add(worker);
      worker.terminate();
    });
    void ended?.catch(() => {});
    this.worker = null;
    this.finish(reason);
  }

  private finish(reason?: Error): void {
    clearTimeout(this.watch);
    const { running } = this;
    this.running = null;
    this.given = null;
    if (reason) running?.reject(reason);
    else running?.resolve();
    void this.next();
  }
}
