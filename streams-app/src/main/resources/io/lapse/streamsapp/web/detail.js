// One outage to the nanosecond: its entries as double entry, and the timers that expired at once.

import { h } from './dom.js';
import { count, duration, exact, words } from './format.js';
import { hosts, kind, severity, table, tout, violationLink, when } from './parts.js';

const ACCOUNTS = ['elapsed', 'compensated', 'slept', 'injected', 'corrected', 'unaccounted'];
const CLOCKS = ['monotonic', 'boottime', 'realtime', 'tai'];

function posted(entry, account) {
  return entry.postings
    .filter((posting) => posting.account === account)
    .reduce((sum, posting) => sum + BigInt(posting.amount_ns), 0n);
}

function amount(value, isPosted = true) {
  return h(
    'span',
    { class: 'n' + (isPosted ? '' : ' soft'), title: duration(value) },
    isPosted ? count(value) : '·',
  );
}

function sum(values) {
  return values.reduce((total, each) => total + each, 0n);
}

/** Accounts by entries; each column, each row and the whole are added up. */
export function doubleEntry(entries) {
  const total = sum(ACCOUNTS.flatMap((account) => entries.map((entry) => posted(entry, account))));
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Postings' },
    h(
      'table',
      { class: 'books' },
      h('caption', null, 'Postings in nanoseconds, by account and entry'),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col' }, 'Account, ns'),
          entries.map((entry) =>
            h(
              'th',
              { scope: 'col', class: 'n', key: entry.entry_number },
              entry.entry_number + ' ' + words(entry.entry),
            ),
          ),
          h('th', { scope: 'col', class: 'n total' }, 'Stands'),
        ),
      ),
      h(
        'tbody',
        null,
        ACCOUNTS.map((account) =>
          h(
            'tr',
            { key: account },
            h('th', { scope: 'row' }, words(account)),
            entries.map((entry) =>
              h(
                'td',
                { class: 'n', key: entry.entry_number },
                amount(
                  posted(entry, account),
                  entry.postings.some((posting) => posting.account === account),
                ),
              ),
            ),
            h('td', { class: 'n total' }, amount(sum(entries.map((entry) => posted(entry, account))))),
          ),
        ),
      ),
      h(
        'tfoot',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'row' }, 'Sum'),
          entries.map((entry) =>
            h(
              'td',
              { class: 'n', key: entry.entry_number },
              amount(sum(ACCOUNTS.map((account) => posted(entry, account)))),
            ),
          ),
          h('td', { class: 'n total' }, amount(total)),
        ),
      ),
    ),
  );
}

function entryFacts(entry, showEvent) {
  const because = [
    entry.compensated_basis ? 'compensated: ' + entry.compensated_basis.toLowerCase() : null,
    entry.slept_basis ? 'slept: ' + entry.slept_basis.toLowerCase() : null,
    entry.reaction_origin ? 'reaction: ' + entry.reaction_origin.toLowerCase() : null,
  ]
    .filter(Boolean)
    .join(', ');
  return h(
    'li',
    { key: entry.entry_number },
    h('strong', null, 'Entry ' + entry.entry_number),
    ' ',
    words(entry.entry).toLowerCase(),
    because ? ', ' + because : '',
    entry.replaces ? [', in place of ', h('bdi', null, entry.replaces)] : '',
    '; from ',
    entry.event_ids.map((id, i) => [
      i ? ', ' : '',
      h(
        'button',
        {
          type: 'button',
          class: 'link id',
          title: 'event ' + id + ': shows it among the raw events',
          on: { click: () => showEvent(id) },
        },
        id.slice(0, 8),
      ),
    ]),
    '; open after it: ',
    entry.violations.length
      ? entry.violations.map((name, i) => [i ? ', ' : '', violationLink(name)])
      : 'nothing',
    '.',
  );
}

/** What fell due at once, of the latest entry that says so. */
function expired(entries) {
  const told = entries.filter((entry) => entry.expired).pop();
  if (!told) {
    return h(
      'p',
      { class: 'note' },
      'Timers: not known. The guest told no inventory, and its class has none.',
    );
  }
  const rows = CLOCKS.map((clock) => ({ clock, ...told.expired[clock] }));
  return table(
    'Timers that fell due at once, by clock (' + words(told.expired.basis).toLowerCase() + ')',
    [
      ['Timers at once', '', (row) => row.clock.toUpperCase()],
      ['Low', 'n', (row) => count(row.low)],
      ['Expected', 'n', (row) => h('strong', null, count(row.expected))],
      ['High', 'n', (row) => count(row.high)],
      ['Overruns', 'n', (row) => count(row.overruns)],
    ],
    rows,
    (row) => ({ key: row.clock }),
  );
}

function summary(row) {
  const part = (term, value) => h('div', { key: term }, h('dt', null, term), h('dd', null, value));
  return h(
    'dl',
    { class: 'facts' },
    part('Kind', kind(row.kind)),
    part('Hosts', hosts(row)),
    part('Stopped', when(row.stopped_tai_ns)),
    part('Restarted', row.restarted_tai_ns === null ? 'not yet' : when(row.restarted_tai_ns)),
    part('Tout', [tout(row), row.tout_ns === null ? '' : h('span', { class: 'note n' }, exact(row.tout_ns))]),
    part('Verdict', row.verdict ? words(row.verdict) : '–'),
    part('Cooperation', words(row.cooperation)),
    part('Policy', row.policy),
    part('Wrong clock', stale(row.stale)),
  );
}

function stale(window) {
  if (!window) {
    return 'no stale window';
  }
  if (window.until_tai_ns === null) {
    return h('strong', { class: 'severity critical' }, 'still, from the restart on');
  }
  const length = BigInt(window.until_tai_ns) - BigInt(window.from_tai_ns);
  return length === 0n
    ? 'repaired at the restart'
    : ['for ' + duration(length), h('span', { class: 'note' }, 'until ', when(window.until_tai_ns))];
}

/**
 * Everything about an outage.
 *
 * @param entries those that stand; null while they are fetched
 */
export function detail(row, entries, problem, alerts, showEvent) {
  const own = alerts.filter((alert) => alert.outage_id === row.outage_id);
  return h(
    'div',
    { class: 'detail' },
    h(
      'div',
      null,
      summary(row),
      own.length
        ? h(
            'p',
            null,
            own.map((alert, i) => [
              i ? ', ' : '',
              severity(alert.severity),
              ' ',
              violationLink(alert.violation),
            ]),
          )
        : null,
      h('p', { class: 'note id' }, 'outage ', h('bdi', null, row.outage_id)),
    ),
    h(
      'div',
      { class: 'entries' },
      problem ? h('p', { class: 'trouble', role: 'status' }, 'No entries: ' + problem) : null,
      entries === null
        ? problem
          ? null
          : h('p', { class: 'soft' }, 'Asking …')
        : [
            doubleEntry(entries),
            h(
              'ul',
              { class: 'plain' },
              entries.map((entry) => entryFacts(entry, showEvent)),
            ),
            expired(entries),
          ],
    ),
  );
}
