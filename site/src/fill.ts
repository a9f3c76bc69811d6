// SPDX-License-Identifier: Apache-2.0
// The sentences of the core's catalogue (#words) with their parameters.

type Parameters<Text extends string> =
  Text extends `${string}{${infer Name}}${infer Rest}`
    ? Name | Parameters<Rest>
    : never;

/** The text with what stands for each of its {parameters}. */
export const fill = <Text extends string>(
  text: Text,
  values: Record<Parameters<Text>, string | number>,
): string =>
  text.replace(/\{([a-z_]+)\}/g, (_, name: Parameters<Text>) =>
    String(values[name]),
  );

/** What a text says after its beginning, where that stands beside it already. */
export const after = <Lead extends string, Rest extends string>(
  lead: Lead,
  text: `${Lead}${Rest}`,
): Rest => text.slice(lead.length) as Rest;
