// The row of filters, and the values that the API takes from it.

import { change, parameter } from './address.js';
import { h } from './dom.js';
import { words } from './format.js';
import { asRfc3339, fixed, preset, PRESETS, shown } from './range.js';

const NAMES = [
  ['zone', 'Zone', 'zones'],
  ['owner', 'Owner', 'owners'],
  ['class', 'Class', 'classes'],
  ['kind', 'Kind', 'kinds'],
];

export function chosen() {
  return Object.fromEntries(NAMES.map(([name]) => [name, parameter(name)]));
}

export function filterRow(filters, range) {
  const isAny = NAMES.some(([name]) => parameter(name)) || parameter('range') || preset() === 'custom';
  return h(
    'form',
    { class: 'filters', 'aria-label': 'Filters', on: { submit: (event) => event.preventDefault() } },
    NAMES.map(([name, label, values]) => select(name, label, filters?.[values] || [])),
    h(
      'label',
      null,
      h('span', null, 'Range'),
      h(
        'select',
        {
          id: 'filter-range',
          value: preset(),
          on: { change: (event) => changeRange(event.target.value, range) },
        },
        PRESETS.map(([name, text]) => h('option', { value: name, selected: preset() === name }, text)),
        h('option', { value: 'custom', selected: preset() === 'custom' }, 'From … to …'),
      ),
    ),
    preset() === 'custom' ? [bound('from', 'From (UTC)', range), bound('to', 'To (UTC)', range)] : null,
    isAny
      ? h(
          'button',
          {
            type: 'button',
            class: 'clear',
            on: {
              click: () =>
                change({
                  zone: null,
                  owner: null,
                  class: null,
                  kind: null,
                  range: null,
                  from: null,
                  to: null,
                  cell: null,
                }),
            },
          },
          'Clear',
        )
      : null,
  );
}

function select(name, label, values) {
  const current = parameter(name) || '';
  const all = current && !values.includes(current) ? [...values, current] : values;
  return h(
    'label',
    null,
    h('span', null, label),
    h(
      'select',
      {
        id: 'filter-' + name,
        value: current,
        on: { change: (event) => change({ [name]: event.target.value, cell: null }) },
      },
      h('option', { value: '', selected: !current }, 'all'),
      all.map((value) =>
        h(
          'option',
          { key: value, value, selected: value === current },
          name === 'kind' ? words(value) : value,
        ),
      ),
    ),
  );
}

function changeRange(value, range) {
  if (value === 'custom') {
    change({ ...fixed(range), cell: null });
  } else {
    change({ range: value === '24h' ? null : value, from: null, to: null, cell: null });
  }
}

function bound(name, label, range) {
  const set = (event) =>
    change({ [name]: event.target.value.trim() ? asRfc3339(event.target.value) : null, cell: null });
  return h(
    'label',
    null,
    h('span', null, label),
    h('input', {
      id: 'filter-' + name,
      type: 'text',
      size: '21',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: '2026-11-22 21:29',
      value: shown(parameter(name)),
      on: { change: set },
    }),
  );
}
