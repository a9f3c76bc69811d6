// SPDX-License-Identifier: Apache-2.0
// Runs before the program of the page, so that it is said at once where that or its styles did not load. To try
// again fetches both past the browser's cache, where a damaged file would stay for as long as its name is valid.
const root = document.documentElement;
const first = [
  ...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>(
    "[integrity]",
  ),
];
const failed = (): void => {
  root.dataset["program"] ??= "failed";
};

if (
  first.some((one) => "sheet" in one && one.rel === "stylesheet" && !one.sheet)
)
  failed();
window.addEventListener(
  "error",
  ({ target }) => {
    if (target === window || first.some((one) => one === target)) failed();
  },
  true,
);

async function again(): Promise<void> {
  await Promise.allSettled(
    first.map((one) =>
      fetch("src" in one ? one.src : one.href, {
        cache: "reload",
        integrity: one.integrity,
      }),
    ),
  );
  location.reload();
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (!event.target.closest("#not-loaded a")) return;
  event.preventDefault();
  void again();
});
