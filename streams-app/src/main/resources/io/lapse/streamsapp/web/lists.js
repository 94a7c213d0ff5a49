// Lists of outages, guests and pairs of hosts.

import { change, parameter } from './address.js';
import { h } from './dom.js';
import { count, duration, many } from './format.js';
import { openFor } from './headline.js';
import { guestLink, hosts, kind, moreButton, nanos, table, tout, violationLink, whenAbout } from './parts.js';

export const ORDERS = [
  ['lost', 'lost'],
  ['longest', 'longest outage'],
  ['outages', 'outages'],
  ['unaccounted', 'unaccounted'],
];

export function orderAsked() {
  const asked = parameter('by');
  return ORDERS.some(([name]) => name === asked) ? asked : 'lost';
}

export function openOutages(page) {
  if (!page.outages.length) {
    return h('p', { class: 'empty' }, 'Every guest runs.');
  }
  return [
    table(
      'Outages that are open, the oldest first',
      [
        ['Guest', '', (row) => guestLink(row.guest, { outage: row.outage_id })],
        [
          'Open for',
          'n',
          (row) => (row.stopped_tai_ns === null ? '–' : duration(openFor(row.stopped_tai_ns, page.board))),
        ],
        ['Stopped (UTC)', '', (row) => whenAbout(row.stopped_tai_ns)],
        ['Kind', '', (row) => kind(row.kind)],
        ['On', '', hosts],
      ],
      page.outages,
      (row) => ({ key: row.outage_id }),
    ),
    page.next ? h('p', { class: 'note' }, 'The oldest ' + page.outages.length + '.') : null,
  ];
}

const OUTAGE = [
  ['Guest', '', (row) => guestLink(row.guest, { outage: row.outage_id })],
  ['Tout', 'n', tout],
  ['Kind', '', (row) => kind(row.kind)],
  ['Stopped (UTC)', '', (row) => whenAbout(row.stopped_tai_ns)],
  ['Hosts', '', hosts],
];

export function longest(page) {
  const rows = page.outages.filter((row) => row.tout_ns !== null);
  return rows.length
    ? table('The longest outages of the range', OUTAGE, rows, (row) => ({ key: row.outage_id }))
    : h('p', { class: 'empty' }, 'No closed outage in this range.');
}

export function cellOutages(pages) {
  const rows = pages.rows();
  return [
    rows.length
      ? table(
          'Outages of the chosen cell',
          [...OUTAGE, ['Violations', '', (row) => violations(row)]],
          rows,
          (row) => ({ key: row.outage_id }),
        )
      : h('p', { class: 'empty' }, 'No outage.'),
    moreButton(pages, 'outages'),
  ];
}

function violations(row) {
  return row.violations.length
    ? row.violations.map((name, i) => [i ? ', ' : '', violationLink(name)])
    : h('span', { class: 'soft' }, 'none');
}

export function orderTabs() {
  return h(
    'div',
    { class: 'choice', role: 'group', 'aria-label': 'Order of the guests' },
    'by ',
    ORDERS.map(([name, text]) =>
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(orderAsked() === name),
          on: { click: () => change({ by: name === 'lost' ? null : name }) },
        },
        text,
      ),
    ),
  );
}

export function topGuests(page) {
  if (!page.guests.length) {
    return h('p', { class: 'empty' }, 'No guest lost time in this range.');
  }
  return table(
    'Guests that lost most',
    [
      ['Guest', '', (row) => guestLink(row.guest)],
      ['Lost', 'n', (row) => nanos(row.lost_ns)],
      ['Longest', 'n', (row) => nanos(row.longest_ns)],
      [
        'Outages',
        'n',
        (row) => [count(row.outages), row.open ? h('span', { class: 'tag' }, 'stands still') : ''],
      ],
      ['Unaccounted', 'n', (row) => nanos(row.unaccounted_ns)],
      ['Violations', 'n', (row) => count(row.violations_open)],
      ['Zone', '', (row) => row.zone ?? '–'],
      ['Class', '', (row) => row.class ?? '–'],
    ],
    page.guests,
    (row) => ({ key: row.guest }),
  );
}

export function pairs(list) {
  if (!list.pairs.length) {
    return h('p', { class: 'empty' }, 'No pair of hosts is known to differ.');
  }
  const most = Math.max(...list.pairs.map((pair) => Math.abs(Number(pair.bias_ns))), 1);
  return [
    table(
      'Pairs of hosts by the bias of their clocks',
      [
        [
          'Pair',
          '',
          (pair) =>
            h('span', { class: 'hosts' }, h('bdi', null, pair.one), ' ↔ ', h('bdi', null, pair.other)),
        ],
        [
          'Ahead',
          '',
          (pair) =>
            h(
              'bdi',
              { class: 'hosts' },
              Number(pair.bias_ns) === 0 ? '–' : pair.bias_ns > 0 ? pair.other : pair.one,
            ),
        ],
        ['Bias', 'n', (pair) => nanos(pair.bias_ns)],
        ['', 'bias', (pair) => bias(Number(pair.bias_ns) / most)],
        ['Moves', 'n', (pair) => count(pair.migrations)],
      ],
      list.pairs,
      (pair) => ({ key: pair.one + ' ' + pair.other }),
    ),
    h('p', { class: 'note' }, list.method),
  ];
}

function bias(share) {
  const width = Math.max(1, Math.round(Math.abs(share) * 50));
  const style = share < 0 ? 'right:50%;width:' + width + '%' : 'left:50%;width:' + width + '%';
  return h(
    'span',
    { class: 'bias-box', 'aria-hidden': 'true' },
    h('span', { class: 'bias-fill ' + (share < 0 ? 'minus' : 'plus'), style }),
  );
}

/** What an empty range means: the page never shows a bare gap. */
export function emptyRange(summary) {
  const reach = summary.guests
    ? 'The board knows ' + many(summary.guests, 'guest') + ' that match' + (summary.guests === 1 ? 'es' : '')
    : 'The board knows no guest that matches';
  return h(
    'p',
    { class: 'empty' },
    'No outage in this range. ' +
      reach +
      (summary.board.from_tai_ns === null ? ', and no outage at all' : '') +
      '.',
  );
}
