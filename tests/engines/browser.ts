// SPDX-License-Identifier: Apache-2.0
// A browser that the journeys run in, and what they ask of it beside what a person does in the page.
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Engine } from "../browser/driver";
import { until } from "./scripted";

export interface Tab {
  readonly engine: Engine;
  /** Name and text of the file that is saved by what is done. */
  saved(act: () => Promise<void>): Promise<[string, string]>;
  /** The page on paper, where the engine can be asked for it. */
  paper?(): Promise<Buffer>;
  /** What the console said that is not in order. */
  complaints(): Promise<string[]>;
  close(): Promise<void>;
}

/** Takes the server away, or brings it back. */
export type Network = (there: boolean) => Promise<void>;

export interface Browser {
  readonly version: string;
  tab(network: Network): Promise<Tab>;
  close(): Promise<void>;
}

/** Folders in which a browser is at home: its profile, what is saved, what is opened. */
export class Home {
  readonly saved: string;

  constructor(readonly folder: string) {
    this.saved = join(folder, "Downloads");
    mkdirSync(this.saved, { recursive: true });
  }

  /** Writes a file that is then chosen in the page. */
  written(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** The file that comes to lie among what is saved. */
  async saving(act: () => Promise<void>): Promise<[string, string]> {
    for (const name of readdirSync(this.saved))
      rmSync(join(this.saved, name), { recursive: true });
    await act();
    let name = "";
    let size = -1;
    await until("a file is saved", async () => {
      const names = readdirSync(this.saved);
      const [only] = names;
      // Beside a file that is still being written lies one with another ending.
      if (names.length !== 1 || !only || /\.(part|wkdownload)$/.test(only))
        return false;
      const { length } = readFileSync(join(this.saved, only));
      const whole = length > 0 && length === size;
      [name, size] = [only, length];
      return whole;
    });
    return [name, readFileSync(join(this.saved, name), "utf8")];
  }

  /** The last processes of a browser may still be writing there: tried for some seconds. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 15 });
  }
}
