// SPDX-License-Identifier: Apache-2.0
// Between the browser and the server: gives the files of the site as the server does, or not as they were built. The
// headers stay, so what is damaged is cached for as long as the whole file would be.
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { relative, sep } from "node:path";
import { site } from "./server";

export const faults = [
  "404",
  "network error",
  "truncated",
  "one byte changed",
  "HTML instead",
] as const;
export type Fault = (typeof faults)[number];

/** Every file that the build made for the browser. */
export const files = (folder = site): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".br"))
    .map((entry) =>
      relative(folder, `${entry.parentPath}/${entry.name}`)
        .split(sep)
        .join("/"),
    )
    .sort();

export interface Between {
  url: string;
  /** Files that are faulty now; "*" stands for all. */
  readonly faulty: Map<string, Fault>;
  /** What was asked for, in order. */
  readonly asked: readonly string[];
  close: () => void;
}

export async function between(target: string): Promise<Between> {
  const faulty = new Map<string, Fault>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "/");
    void (async () => {
      const file = (request.url ?? "/").split("?")[0]!.slice(1) || "index.html";
      const fault = faulty.get(file) ?? faulty.get("*");
      if (fault === "network error") return request.socket.destroy();
      if (fault === "404")
        return response
          .writeHead(404, { "content-type": "text/plain" })
          .end("Not found\n");
      const answer = await fetch(new URL(request.url ?? "/", target), {
        headers: { "accept-encoding": "identity" },
      });
      let bytes = Buffer.from(await answer.arrayBuffer());
      const headers: Record<string, string> = {};
      for (const name of [
        "content-type",
        "cache-control",
        "content-security-policy",
        "x-content-type-options",
      ])
        headers[name] = answer.headers.get(name) ?? "";
      if (fault === "truncated")
        bytes = bytes.subarray(0, Math.floor(bytes.length / 2));
      if (fault === "one byte changed")
        bytes[Math.floor(bytes.length / 2)]! ^= 1;
      if (fault === "HTML instead") {
        bytes = Buffer.from("<!doctype html><title>Sign in</title>");
        headers["content-type"] = "text/html; charset=utf-8";
      }
      headers["content-length"] = String(bytes.length);
      response.writeHead(answer.status, headers).end(bytes);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((listening) =>
    server.listen(0, "127.0.0.1", listening),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    faulty,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
