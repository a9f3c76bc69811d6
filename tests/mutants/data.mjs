// SPDX-License-Identifier: Apache-2.0
// Mutants of the knowledge: one value of one entry changed, each a fault that a hurried editor could make.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const tiers = ['preferred', 'option', 'less_preferred', 'not_recommended'];
const values = [2, 1, -1, -2];
const operators = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '==': '>=' };
const kinds = { excludes: 'caution', requires: 'caution', caution: 'note' };

/** The neighbours of `value` in a list. */
const beside = (list, value) => [list[list.indexOf(value) - 1], list[list.indexOf(value) + 1]].filter((v) => v !== undefined);

const name = (value) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
};

/**
 * All mutants of the files of a folder of knowledge. Each has `id`, `kind`, `file`, `entry` (id of rule, step, option ...),
 * `what` in words, and `text`: a function that gives the file's mutated text.
 */
export function dataMutants(folder) {
  const found = [];

  /** A file, with the way to change one place of a copy of it. */
  function each(file, visit) {
    const text = readFileSync(join(folder, file), 'utf8');
    const root = JSON.parse(text);
    const add = (kind, entry, path, what, change) => {
      found.push({
        id: `${file} ${entry} ${path.join('.')} ${kind}: ${what}`,
        kind,
        file: `core/knowledge/${file}`,
        entry,
        what,
        text: () => {
          const copy = JSON.parse(text);
          change(
            path.slice(0, -1).reduce((at, key) => at[key], copy),
            path.at(-1),
          );
          return `${JSON.stringify(copy, null, 2)}\n`;
        },
      });
    };
    visit(root, {
      set: (kind, entry, path, from, to) =>
        add(kind, entry, path, `${name(from)} -> ${name(to)}`, (at, key) => {
          at[key] = to;
        }),
      drop: (kind, entry, path, gone) =>
        add(kind, entry, path, `without ${name(gone)}`, (at, key) => {
          if (Array.isArray(at)) at.splice(key, 1);
          else delete at[key];
        }),
      change: add,
    });
  }

  const files = (sub) =>
    readdirSync(join(folder, sub))
      .filter((file) => file.endsWith('.json'))
      .sort();

  /** Each member of a list, where the list may lose one. */
  function members(m, kind, entry, path, list) {
    if (!Array.isArray(list) || list.length === 0) return;
    list.forEach((one, i) => m.drop(kind, entry, [...path, i], one));
  }

  /** Everything that can be one value off in a condition. */
  function condition(m, entry, path, at) {
    if (at === null || typeof at !== 'object') return;
    for (const word of ['all', 'any']) {
      if (!at[word] || !Array.isArray(at[word])) continue;
      if (at[word].length > 1) {
        m.change('logic', entry, [...path, word], `${word} -> ${word === 'all' ? 'any' : 'all'}`, (parent, key) => {
          parent[word === 'all' ? 'any' : 'all'] = parent[key];
          delete parent[key];
        });
        members(m, 'member', entry, [...path, word], at[word]);
      }
      at[word].forEach((part, i) => condition(m, entry, [...path, word, i], part));
    }
    if (at.not) {
      m.set('logic', entry, path, at, at.not);
      condition(m, entry, [...path, 'not'], at.not);
    }
    if (at.op !== undefined || at.lines) {
      const [holder, compared] = at.lines ? [[...path, 'lines'], at.lines] : [path, at];
      const { op, value } = compared;
      m.set('operator', entry, [...holder, 'op'], op, operators[op]);
      const step = Number.isInteger(value) ? 1 : 0.1;
      for (const other of [value + step, value - step]) {
        m.set('threshold', entry, [...holder, 'value'], value, Number(other.toFixed(6)));
      }
    }
    if (typeof at.is === 'boolean') m.set('logic', entry, [...path, 'is'], at.is, !at.is);
    for (const word of ['in', 'has_any', 'has_all', 'has_none', 'grade', 'class', 'agent', 'regimen']) {
      if (Array.isArray(at[word]) && at[word].length > 1) members(m, 'member', entry, [...path, word], at[word]);
    }
    if (at.prior === 'any' || at.prior === 'last') {
      m.set('logic', entry, [...path, 'prior'], at.prior, at.prior === 'any' ? 'last' : 'any');
    }
  }

  function rule(m, path, one) {
    const { id } = one;
    members(m, 'option', id, [...path, 'applies_to'], one.applies_to);
    members(m, 'option', id, [...path, 'except'], one.except);
    if (kinds[one.kind]) m.set('kind', id, [...path, 'kind'], one.kind, kinds[one.kind]);
    for (const flag of ['strong', 'as_entered', 'arms_only']) {
      if (flag === 'strong' ? one.kind === 'caution' : one[flag] !== undefined) {
        m.set(flag === 'strong' ? 'strong' : 'flag', id, [...path, flag], one[flag] ?? false, !one[flag]);
      }
    }
    if (one.cap) {
      for (const tier of beside(tiers, one.cap.tier)) m.set('cap', id, [...path, 'cap', 'tier'], one.cap.tier, tier);
      m.set('cap', id, [...path, 'cap'], one.cap, null);
    }
    condition(m, id, [...path, 'when'], one.when);
  }

  for (const file of files('rules')) {
    each(`rules/${file}`, (root, m) => root.forEach((one, i) => rule(m, [i], one)));
  }

  for (const file of files('pathways')) {
    each(`pathways/${file}`, (root, m) =>
      root.forEach((pathway, p) => {
        condition(m, `${pathway.id}.applies`, [p, 'applies', 'when'], pathway.applies.when);
        pathway.steps.forEach((step, s) => {
          const entry = `${pathway.id}.${step.id}`;
          const path = [p, 'steps', s];
          m.set('otherwise', entry, [...path, 'otherwise'], step.otherwise, !step.otherwise);
          condition(m, entry, [...path, 'when'], step.when);
          if (s + 1 < pathway.steps.length) {
            m.change('placement', entry, path, `behind ${pathway.steps[s + 1].id}`, (steps, at) => {
              [steps[at], steps[at + 1]] = [steps[at + 1], steps[at]];
            });
          }
          for (const branch of ['yes', 'no']) {
            step[branch].forEach((said, i) => {
              const here = [...path, branch, i];
              for (const value of beside(values, said.value)) m.set('value', entry, [...here, 'value'], said.value, value);
              m.set('strong', entry, [...here, 'strong'], said.strong, !said.strong);
              members(m, 'option', entry, [...here, 'options'], said.options);
              members(m, 'option', entry, [...here, 'except'], said.except);
              if (said.when) {
                condition(m, entry, [...here, 'when'], said.when);
                m.set('logic', entry, [...here, 'when'], said.when, null);
              }
              const other = branch === 'yes' ? 'no' : 'yes';
              m.change('placement', entry, [...path, branch], `${said.options} said where the answer is ${other}`, (at, key) => {
                at[other].push(...at[key].splice(i, 1));
              });
            });
          }
        });
      }),
    );
  }

  each('options.json', (root, m) =>
    root.forEach((option, i) => {
      members(m, 'member', option.id, [i, 'groups'], option.groups);
      m.set('placement', option.id, [i, 'treatment'], option.treatment, !option.treatment);
      (option.carries ?? []).forEach((carried, c) => {
        members(m, 'member', option.id, [i, 'carries', c, 'groups'], carried.groups);
        members(m, 'member', option.id, [i, 'carries', c, 'kinds'], carried.kinds);
        members(m, 'member', option.id, [i, 'carries', c, 'except'], carried.except);
        condition(m, option.id, [i, 'carries', c, 'when'], carried.when);
      });
      option.doses.forEach((dose, d) => condition(m, `${option.id} dose ${d}`, [i, 'doses', d, 'when'], dose.when));
    }),
  );

  each('agents.json', (root, m) =>
    root.forEach((agent, i) => {
      for (const list of ['classes', 'groups']) members(m, 'member', agent.id, [i, list], agent[list]);
    }),
  );
  each('regimens.json', (root, m) =>
    root.forEach((regimen, i) => {
      for (const list of ['agents', 'unknown_classes', 'unknown_agents'])
        members(m, 'member', regimen.id, [i, list], regimen[list]);
    }),
  );

  each('trials.json', (root, m) =>
    root.forEach((trial, t) => {
      if (!trial.second_line) return;
      (trial.criteria ?? []).forEach((one, c) => rule(m, [t, 'criteria', c], one));
      (trial.gives ?? []).forEach((arm, a) => {
        m.set('flag', trial.id, [t, 'gives', a, 'experimental'], arm.experimental ?? false, !arm.experimental);
        if (trial.gives.length > 1) m.drop('member', trial.id, [t, 'gives', a], arm.id);
        if (arm.choice) m.drop('flag', trial.id, [t, 'gives', a, 'choice'], arm.choice);
      });
    }),
  );

  for (const file of ['stops.json', 'considerations.json']) {
    each(file, (root, m) =>
      root.forEach((one, i) => {
        condition(m, one.id, [i, 'when'], one.when);
        if (typeof one.show_if_unknown === 'boolean') {
          m.set('flag', one.id, [i, 'show_if_unknown'], one.show_if_unknown, !one.show_if_unknown);
        }
      }),
    );
  }

  each('values.json', (root, m) => {
    for (const [id, anchor] of Object.entries(root.anchors)) {
      for (const end of ['worst', 'best']) {
        if (anchor[end] !== 0) m.set('weight', id, ['anchors', id, end], anchor[end], anchor[end] * 1.25);
      }
    }
    root.presets.forEach((preset, i) => {
      for (const [up, down] of [
        ['benefit', 'harm'],
        ['os', 'pfs'],
        ['pfs', 'orr'],
      ]) {
        m.change('weight', preset.id, ['presets', i], `0.1 of ${down} given to ${up}`, (at, key) => {
          at[key][up] = Number((at[key][up] + 0.1).toFixed(6));
          at[key][down] = Number((at[key][down] - 0.1).toFixed(6));
        });
      }
    });
    root.harm.forEach((bound, i) => {
      for (const end of ['best', 'worst'])
        m.set('weight', bound.id, ['harm', i, end], bound[end], Number((bound[end] * 1.25).toFixed(2)));
    });
  });

  for (const file of files('evidence')) {
    each(`evidence/${file}`, (root, m) =>
      root.forEach((row, i) => {
        members(m, 'option', row.id, [i, 'options'], row.options);
        m.set('flag', row.id, [i, 'inhibitor_naive'], row.inhibitor_naive, !row.inhibitor_naive);
        for (const outcome of ['os', 'pfs', 'orr', 'grade34']) {
          const result = row[outcome];
          if (!result || result.value === null || result.value === undefined) continue;
          m.set('flag', row.id, [i, outcome, 'valued'], result.valued ?? true, !(result.valued ?? true));
          m.set('result', row.id, [i, outcome, 'value'], result.value, Number((result.value * 1.2).toFixed(1)));
        }
      }),
    );
  }
  return found;
}
