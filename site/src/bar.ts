// SPDX-License-Identifier: Apache-2.0
// The answer in two lines: what the bar of a small screen and a screen reader are told after every change.
import type { Option } from "#outputs";
import { announce } from "./announce";
import { need } from "./dom";
import { missingToRank } from "./missing";
import type { View } from "./panels/panel";
import {
  firstOptions,
  openChecks,
  scoreName,
  scoreText,
  stateOf,
  stateText,
} from "./words";

const scoresPlace = need<HTMLElement>("#bar-scores");
const firstPlace = need<HTMLElement>("#bar-first");

const pauseBeforeSaying = 1500; // ms

/** "4 safety checks open" is short enough for a line beside the name. */
const shortState = (option: Option): string =>
  stateOf(option) === "so_far" ? openChecks(option) : stateText(option);

export function showNothing(why: string): void {
  scoresPlace.textContent = "";
  firstPlace.textContent = why;
}

/** The scores, then what needs a second look, and a stop sign before any drug. */
export function showAnswer(
  { assessment, option }: View,
  problems: number,
): void {
  const scores = ["child_pugh", "malbi", "bclc"]
    .map((id) => assessment.scores.find((score) => score.id === id))
    .filter((score) => score !== undefined)
    .map((score) => `${scoreName(score)} ${scoreText(score)}`)
    .join(" · ");
  const missing = missingToRank(assessment);
  const [first] = missing ? [] : firstOptions(assessment);
  const name = first?.label ?? "";
  const [stop, ...stops] = assessment.stops;
  scoresPlace.textContent = scores;
  firstPlace.textContent = [
    problems ? `${problems} to check` : "",
    stop
      ? `Stop: ${stop.text}${stops.length ? ` (and ${stops.length} more)` : ""}`
      : "",
    first
      ? `${first.rank} ${name} · ${shortState(option(first.id))}`
      : missing
        ? "Not ranked yet: answers are missing"
        : "None suits this patient",
  ]
    .filter(Boolean)
    .join(" · ");
  need("#bar").toggleAttribute("data-stop", !!stop);
  announce(
    [
      scores,
      stop ? `Stop: ${stop.text}` : "",
      first ? `First: ${name}, ${stateText(option(first.id))}` : "",
    ]
      .filter(Boolean)
      .map((text) => text.replace(/\.$/, ""))
      .join(". "),
    pauseBeforeSaying,
  );
}
