// SPDX-License-Identifier: Apache-2.0
import { serve, site } from "./server";

export default async function globalSetup(): Promise<() => void> {
  const server = await serve(site);
  process.env["NEXTLINE_URL"] = server.url;
  return server.close;
}
