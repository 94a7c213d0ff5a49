// The fleet in a sentence and a row of figures.

import { guestHref } from './address.js';
import { h } from './dom.js';
import { count, duration, exact, instant, many, percent } from './format.js';
import { guestLink } from './parts.js';

// Both windows of a pair beyond its rate: what the SRE workbook pages and tickets on.
const PAIRS = [
  [3600, 300, 14.4, 'page'],
  [21600, 1800, 6, 'page'],
  [86400, 7200, 3, 'ticket'],
  [259200, 21600, 1, 'ticket'],
];

function figure(key, label, value, note, tone) {
  return h(
    'div',
    { key, class: 'figure ' + (tone || '') },
    h('dt', null, label),
    h('dd', null, h('strong', null, value), note ? h('span', { class: 'note' }, note) : null),
  );
}

/** How long an outage has been open by the board's newest stamp; the fleet may be a recording. */
export function openFor(stopped, board) {
  return board.as_of_tai_ns === null ? 0 : Number(BigInt(board.as_of_tai_ns) - BigInt(stopped));
}

/** What a screen reader hears when it changes: no durations, which always do. */
export function spoken(summary) {
  const open = summary.violations_open.reduce((sum, each) => sum + each.count, 0);
  return (
    many(summary.outages_open, 'guest') +
    ' standing still, ' +
    many(summary.stale_open, 'wrong clock') +
    ', ' +
    many(open, 'open violation')
  );
}

export function sentence(summary) {
  const critical = summary.violations_open
    .filter((each) => each.severity === 'CRITICAL')
    .reduce((sum, each) => sum + each.count, 0);
  const open = summary.violations_open.reduce((sum, each) => sum + each.count, 0);
  const parts = [];
  if (summary.outages_open) {
    parts.push(
      h(
        'span',
        null,
        many(summary.outages_open, 'guest') + (summary.outages_open === 1 ? ' stands' : ' stand') + ' still',
        summary.oldest_open_guest
          ? [
              ', ',
              guestLink(summary.oldest_open_guest),
              ' for ' + duration(openFor(summary.oldest_open_tai_ns, summary.board)),
            ]
          : '',
      ),
    );
  }
  if (summary.stale_open) {
    parts.push(
      h(
        'span',
        null,
        many(summary.stale_open, 'guest') +
          (summary.stale_open === 1 ? ' trusts' : ' trust') +
          ' a wrong clock',
      ),
    );
  }
  if (open) {
    parts.push(
      h(
        'span',
        null,
        many(open, 'violation') + ' open' + (critical ? ', ' + count(critical) + ' critical' : ''),
      ),
    );
  }
  const calm = summary.guests
    ? 'Nothing stands open: every guest runs, and trusts a right clock.'
    : 'No guest matches.';
  const tone = critical || summary.stale_open ? 'critical' : parts.length ? 'warning' : 'calm';
  return h(
    'p',
    { class: 'sentence ' + tone },
    parts.length ? parts.map((part, i) => [i ? '; ' : '', part]) : calm,
    parts.length ? '.' : '',
  );
}

export function figures(summary) {
  const oldest = summary.oldest_open_tai_ns;
  return h(
    'dl',
    { class: 'figures' },
    figure('guests', 'Guests', count(summary.guests)),
    figure('outages', 'Outages', count(summary.outages), rate(summary.outages_per_minute) + ' a minute'),
    tout(summary.tout),
    figure(
      'open',
      'Oldest open',
      oldest === null ? 'none' : duration(openFor(oldest, summary.board)),
      oldest === null ? null : openNote(summary),
      oldest === null ? '' : 'warning',
    ),
    figure('stale', 'Wrong clock now', count(summary.stale_open), null, summary.stale_open ? 'critical' : ''),
    budget(summary.burn),
  );
}

function openNote(summary) {
  const guest = summary.oldest_open_guest;
  return [
    guest
      ? h(
          'a',
          { href: guestHref(guest), title: 'stopped ' + instant(summary.oldest_open_tai_ns) },
          h('bdi', null, guest),
        )
      : '',
    summary.outages_open > 1 ? ' of ' + count(summary.outages_open) : '',
  ];
}

function rate(perMinute) {
  return perMinute === 0
    ? '0'
    : perMinute < 0.001
      ? perMinute.toExponential(1)
      : String(Number(perMinute.toPrecision(3)));
}

function tout(tout) {
  const line = (label, value) =>
    h(
      'span',
      null,
      h('span', { class: 'soft' }, label),
      ' ',
      h('b', { title: exact(value) }, duration(value)),
    );
  const notes = [
    tout.max_ns === null ? null : 'longest ' + duration(tout.max_ns),
    tout.negative ? count(tout.negative) + ' negative' : null,
  ]
    .filter(Boolean)
    .join(', ');
  return h(
    'div',
    { key: 'tout', class: 'figure wide' },
    h('dt', null, 'Tout'),
    h(
      'dd',
      null,
      h(
        'span',
        { class: 'percentiles' },
        line('p50', tout.p50_ns),
        line('p99', tout.p99_ns),
        line('p99.9', tout.p999_ns),
      ),
      notes ? h('span', { class: 'note' }, notes) : null,
    ),
  );
}

function firing(windows) {
  const burns = new Map(windows.map((window) => [window.window_s, window.burn]));
  const found = PAIRS.find(([long, short, limit]) => burns.get(long) >= limit && burns.get(short) >= limit);
  return found ? found[3] : null;
}

function budget(burn) {
  const worst = firing(burn.windows);
  const tone =
    burn.budget_left <= 0 || worst === 'page'
      ? 'critical'
      : worst === 'ticket' || burn.budget_left < 0.25
        ? 'warning'
        : '';
  return h(
    'div',
    {
      key: 'budget',
      class: 'figure wide ' + tone,
      title: 'Of 30 days, for an objective of ' + percent(burn.objective) + ' good guest-minutes',
    },
    h('dt', null, 'Error budget left'),
    h(
      'dd',
      null,
      h('strong', null, percent(burn.budget_left)),
      worst ? h('span', { class: 'tag' }, 'burns: ' + worst) : null,
      h(
        'span',
        { class: 'note burns' },
        h('span', null, 'burn'),
        burn.windows.map((window) =>
          h(
            'span',
            { class: window.burn > 1 ? 'hot' : '' },
            duration(window.window_s * 1e9) + ' ',
            h('b', null, times(window.burn)),
          ),
        ),
      ),
    ),
  );
}

function times(burn) {
  return Number(burn.toPrecision(2)) + '×';
}
