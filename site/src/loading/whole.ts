// SPDX-License-Identifier: Apache-2.0
// A file is used whole or not at all: what arrives is held against the hash it was built with, by the browser
// itself, on any origin. Page, worker and service worker read their files through here.

/**
 * The file, whole. One that is damaged may lie in a cache, which would keep it after the server is mended: the
 * second attempt goes past every cache and puts what it gets in the place of what was there. Rejects where that
 * is not the file either.
 */
export async function whole(url: string, integrity: string): Promise<Response> {
  const ask = async (cache: RequestCache): Promise<Response> => {
    const answer = await fetch(url, { integrity, cache });
    if (!answer.ok) throw new Error(`${answer.status}: ${url}`);
    return answer;
  };
  return ask("default").catch(() => ask("reload"));
}
