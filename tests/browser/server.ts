// SPDX-License-Identifier: Apache-2.0
// The production server on the finished site, as `./dev serve` starts it, or the one that NEXTLINE_SERVER names.
import { spawn } from "node:child_process";
import { resolve } from "node:path";

export const site =
  process.env["NEXTLINE_SITE"] ?? resolve(__dirname, "../../build/site");

export interface Server {
  url: string;
  close: () => void;
}

export function serve(folder: string, port = 0): Promise<Server> {
  const script =
    process.env["NEXTLINE_SERVER"] ??
    resolve(__dirname, "../../site/serve.mjs");
  const child = spawn(
    process.execPath,
    [script, folder, "--port", String(port)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  return new Promise((started, failed) => {
    child.once("exit", (code) =>
      failed(new Error(`serve.mjs ended with ${code}`)),
    );
    child.stdout.once("data", (line: Buffer) => {
      const url = /http:\S+/.exec(line.toString())?.[0];
      if (url) started({ url, close: () => child.kill() });
      else failed(new Error(`serve.mjs said: ${line.toString()}`));
    });
  });
}
