// The outages of a guest, newest first.

import { h } from './dom.js';
import { many, words } from './format.js';
import { hosts, kind, moreButton, nanos, table, tout, violationLink, when } from './parts.js';

export function outageTable(pages, selected, select) {
  const rows = pages.rows();
  if (!rows.length) {
    return h('p', { class: 'empty' }, 'The board knows no outage of this guest.');
  }
  return [
    table(
      'Outages, newest first',
      [
        [
          'Stopped (UTC)',
          '',
          (row) =>
            h(
              'button',
              {
                type: 'button',
                class: 'link',
                'aria-pressed': String(row.outage_id === selected),
                title: 'Shows its entries',
                on: { click: () => select(row.outage_id === selected ? null : row.outage_id) },
              },
              row.stopped_tai_ns === null ? 'stop is missing' : when(row.stopped_tai_ns),
            ),
        ],
        ['Kind', '', (row) => kind(row.kind)],
        ['Hosts', '', hosts],
        ['Tout', 'n', tout],
        [
          'Unaccounted',
          'n',
          (row) =>
            h('span', { class: Number(row.unaccounted_ns) ? 'warning' : '' }, nanos(row.unaccounted_ns)),
        ],
        ['Verdict', '', (row) => (row.verdict === null ? '–' : words(row.verdict))],
        [
          'Violations',
          'names',
          (row) =>
            row.violations.length
              ? row.violations.map((name, i) => [i ? ', ' : '', violationLink(name)])
              : h('span', { class: 'soft' }, 'none'),
        ],
        ['Compensated', 'n', (row) => nanos(row.compensated_ns)],
        rows.some((row) => Number(row.slept_ns)) ? ['Slept', 'n', (row) => nanos(row.slept_ns)] : null,
        ['Injected', 'n', (row) => nanos(row.injected_ns)],
        ['Corrected', 'n', (row) => nanos(row.corrected_ns)],
        ['Policy', '', (row) => row.policy],
      ].filter(Boolean),
      rows,
      (row) => ({ key: row.outage_id, class: row.outage_id === selected ? 'chosen' : '' }),
    ),
    h('p', { class: 'note' }, many(rows.length, 'outage') + (pages.next() ? ' so far' : '')),
    moreButton(pages, 'outages'),
  ];
}
