// What stands open: by kind, and one by one.

import { change, parameter } from './address.js';
import { h } from './dom.js';
import { count, many, words } from './format.js';
import {
  guestLink,
  hosts,
  moreButton,
  nanos,
  runbook,
  severity,
  severitySign,
  table,
  violationLink,
  when,
} from './parts.js';

export const STATES = [
  ['open', 'open'],
  ['resolved', 'resolved'],
  ['all', 'open and resolved'],
];

export function stateAsked() {
  const asked = parameter('state');
  return STATES.some(([name]) => name === asked) ? asked : 'open';
}

export function byKind(summary) {
  const rows = summary.violations_open;
  if (!rows.length) {
    return h('p', { class: 'empty' }, 'No violation stands open.');
  }
  const most = Math.max(...rows.map((row) => row.count));
  const chosen = parameter('violation');
  return table(
    'Open violations by kind',
    [
      [
        'Violation',
        '',
        (row) =>
          h(
            'span',
            { class: 'signed' },
            severitySign(row.severity),
            h(
              'button',
              {
                type: 'button',
                class: 'link',
                'aria-pressed': String(row.violation === chosen),
                title: 'Lists only these',
                on: { click: () => change({ violation: row.violation === chosen ? null : row.violation }) },
              },
              words(row.violation),
            ),
          ),
      ],
      [
        'Open',
        'n bar',
        (row) => [
          h('span', {
            class: 'bar-fill ' + row.severity.toLowerCase(),
            style: 'width:' + ((2.6 * row.count) / most).toFixed(2) + 'rem',
            'aria-hidden': 'true',
          }),
          count(row.count),
        ],
      ],
      [h('span', { class: 'hidden' }, 'What to do'), '', (row) => violationRunbook(row.violation)],
    ],
    rows,
    (row) => ({ key: row.violation + row.severity, class: row.violation === chosen ? 'chosen' : '' }),
  );
}

function violationRunbook(name) {
  return runbook(
    name.toLowerCase().replaceAll('_', '-'),
    h('span', null, 'runbook', h('span', { class: 'hidden' }, ' of ' + words(name))),
  );
}

export function stateSelect() {
  return h(
    'label',
    { class: 'inline' },
    'Show ',
    h(
      'select',
      {
        value: stateAsked(),
        on: {
          change: (event) => change({ state: event.target.value === 'open' ? null : event.target.value }),
        },
      },
      STATES.map(([name, text]) => h('option', { value: name, selected: name === stateAsked() }, text)),
    ),
  );
}

function chosenNote() {
  const chosen = parameter('violation');
  return chosen
    ? h(
        'p',
        { class: 'note' },
        'Only ',
        h('strong', null, words(chosen)),
        '. ',
        h('button', { type: 'button', on: { click: () => change({ violation: null }) } }, 'Show all kinds'),
      )
    : null;
}

export function list(pages) {
  const rows = pages.rows();
  if (!rows.length) {
    return [
      chosenNote(),
      h(
        'p',
        { class: 'empty' },
        'No violation is ' + (stateAsked() === 'all' ? 'known' : stateAsked()) + ' here.',
      ),
    ];
  }
  const isAll = stateAsked() !== 'open';
  const columns = [
    ['Guest', '', (row) => guestLink(row.guest, { outage: row.outage_id })],
    ['Violation', '', (row) => violationLink(row.violation)],
    [
      'Severity',
      '',
      (row) => [
        severity(row.severity),
        row.certain
          ? ''
          : h('small', { class: 'soft', title: 'the error bounds leave it open' }, ' uncertain'),
      ],
    ],
    ['Party', '', (row) => words(row.party)],
    ['Opened (UTC)', '', (row) => when(row.opened_tai_ns)],
    isAll ? ['Resolved (UTC)', '', (row) => when(row.resolved_tai_ns)] : null,
    ['Tout', 'n', (row) => nanos(row.tout_ns)],
    ['Hosts', '', hosts],
    ['Zone', '', (row) => row.zone ?? '–'],
    ['Policy', '', (row) => row.policy],
  ].filter(Boolean);
  return [
    chosenNote(),
    table('Violations, newest first', columns, rows, (row) => ({ key: row.alert_id })),
    h('p', { class: 'note' }, many(rows.length, 'violation') + (pages.next() ? ' so far' : '')),
    moreButton(pages, 'violations'),
  ];
}
