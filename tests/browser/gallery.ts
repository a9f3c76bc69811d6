// SPDX-License-Identifier: Apache-2.0
// The states in which the page is looked at: by axe, by what measures the layout, and as pictures for people. One list.
import { caseFiles, patientOf } from "./cases";
import { typical, type NextlinePage } from "./driver";

export interface GalleryState {
  /** What is to be seen. */
  name: string;
  reach: (app: NextlinePage) => Promise<void>;
  /** What must be there: else another state than the named one is looked at. */
  shows: string;
  /** The worker's module does not come. */
  workerMissing?: true;
}

const ofCase =
  (number: string) =>
  async (app: NextlinePage): Promise<void> => {
    const file = caseFiles.find((name) => name.startsWith(number));
    if (!file) throw new Error(`There is no case ${number}`);
    await app.opened(patientOf(file));
    await app.ranked();
  };

const long = "x".repeat(60);

export const gallery: GalleryState[] = [
  {
    name: "nothing known",
    reach: () => Promise.resolve(),
    shows: "#start",
  },
  {
    name: "two answers missing",
    reach: async (app) => {
      await app.given({ age: 67, afp: 650 });
      await app.engine.see("html[data-empty=false]");
    },
    shows: "#results",
  },
  {
    name: "typical",
    reach: async (app) => {
      await app.givenWhole(typical);
      await app.choose("lenvatinib");
    },
    shows: "#option-lenvatinib",
  },
  {
    name: "nothing failed",
    reach: ofCase("386-"),
    shows: "[data-key=no_change_now]",
  },
  { name: "stop signs", reach: ofCase("379-"), shows: "#stop-signs" },
  {
    name: "all contraindicated",
    reach: ofCase("417-"),
    shows: ".compare-group[data-key^=excluded]",
  },
  {
    name: "a doubt about a unit, and an error",
    reach: async (app) => {
      await app.given(typical);
      await app.enter({
        bilirubin: { value: 24, unit: "mg/dL" },
        albumin: { value: 38, unit: "g/dL" },
        inr: 45,
      });
      await app.engine.click("#hemoglobin");
      await app.engine.see("#error-summary:not([hidden]) a");
    },
    shows: "#error-summary",
  },
  {
    name: "very long names, unreadable members, every condition",
    reach: async (app) => {
      await app.opened(
        JSON.stringify({
          ...typical,
          prior_therapies: [
            "lenvatinib_pembrolizumab_tace",
            long,
            "durvalumab_tremelimumab",
            "sorafenib",
          ],
          comorbidities: [
            "heart_failure",
            "autoimmune",
            "transplant",
            "immunosuppression",
            `${long}_${long}`,
          ],
          [long]: long,
        }),
      );
      await app.ranked();
    },
    shows: ".kept",
  },
  {
    name: "a worker that is missing",
    reach: async (app) => {
      await app.given(typical);
      await app.ranked();
      await app.engine.see("#what-would-change .missed");
    },
    shows: ".missed",
    workerMissing: true,
  },
];

/** Of the screens on which people look at it. */
export const widths = [320, 390, 768, 1024, 1360, 1920] as const;
