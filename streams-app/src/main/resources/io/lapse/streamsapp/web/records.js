// What was said about the guest, and what was written about it, with topics and offsets.

import { h } from './dom.js';
import { count, duration, many, words } from './format.js';
import { write } from './json.js';
import { moreButton, nanos, table, when } from './parts.js';

const SHOWN_APART = new Set([
  'kind',
  'guest',
  'host',
  'tai_ns',
  'realtime_ns',
  'clock_error_ns',
  'resolution_ns',
  'latency_ns',
]);

function place(row) {
  return h('span', { class: 'n' }, row.topic + ' ' + row.partition + ' @ ' + count(row.offset));
}

/** How far the stamp may be off; what it may be late by is in the title. */
function bounds(event) {
  const more = ['resolution_ns', 'latency_ns']
    .filter((name) => event[name] !== undefined)
    .map((name) => name + ' ' + event[name])
    .join(', ');
  return event.clock_error_ns === undefined || event.clock_error_ns === null
    ? '–'
    : h(
        'span',
        { title: 'clock_error_ns ' + event.clock_error_ns + (more ? ', ' + more : '') },
        '±\u00a0' + duration(event.clock_error_ns),
      );
}

function rest(event) {
  return write(Object.fromEntries(Object.entries(event).filter(([name]) => !SHOWN_APART.has(name))))
    .slice(1, -1)
    .trim();
}

function stamp(event) {
  return event.tai_ns !== undefined && event.tai_ns !== null
    ? when(event.tai_ns)
    : event.realtime_ns
      ? h('span', { title: 'the host’s own REALTIME' }, String(event.realtime_ns))
      : '–';
}

export function eventTable(pages, marked) {
  const rows = pages.rows();
  if (!rows.length) {
    return h('p', { class: 'empty' }, 'Nothing was found' + (pages.first.data.complete ? '.' : ' so far.'));
  }
  return [
    table(
      'Raw events, newest first',
      [
        ['Stamp (UTC)', '', (row) => (row.event ? stamp(row.event) : '–')],
        ['Clock', 'n', (row) => (row.event ? bounds(row.event) : '')],
        ['Event', '', (row) => (row.event ? words(row.event.kind) : 'cannot be read')],
        ['Host', '', (row) => h('bdi', { class: 'hosts' }, row.event?.host ?? '–')],
        ['Topic, partition @ offset', '', place],
        [
          'Id',
          'id',
          (row) => (row.event_id ? h('span', { title: row.event_id }, row.event_id.slice(0, 8)) : '–'),
        ],
        ['What it says', 'raw', (row) => (row.event ? h('code', null, rest(row.event)) : '')],
      ],
      rows,
      (row) => ({
        key: row.topic + row.partition + '@' + row.offset,
        id: row.event_id ? 'event-' + row.event_id : null,
        class: row.event_id && row.event_id === marked ? 'chosen' : '',
      }),
    ),
    h(
      'p',
      { class: 'note' },
      many(rows.length, 'event') +
        (pages.next()
          ? ' so far'
          : pages.first.data.complete
            ? ', all that the topics hold'
            : '; older ones were not reached'),
    ),
    moreButton(pages, 'events'),
  ];
}

export function historyTable(pages) {
  const rows = pages.rows();
  if (!rows.length) {
    return h('p', { class: 'empty' }, 'The topic of the ledger has no record of this guest.');
  }
  return [
    table(
      'Records of the ledger, newest first',
      [
        ['Topic, partition @ offset', '', place],
        ['Record', '', (row) => (row.record ? words(row.record.entry) : 'cannot be read')],
        ['Number', 'n', (row) => row.record?.history_number ?? '–'],
        ['Reverses', 'n', (row) => row.record?.reverses ?? '–'],
        ['Stopped (UTC)', '', (row) => when(row.record?.stopped_tai_ns)],
        ['Tout', 'n', (row) => nanos(row.record?.tout_ns)],
        [
          'Postings',
          'raw',
          (row) =>
            h(
              'code',
              null,
              (row.record?.postings || [])
                .map((posting) => posting.account + ' ' + count(posting.amount_ns))
                .join('; ') || 'none',
            ),
        ],
      ],
      rows,
      (row) => ({ key: row.topic + row.partition + '@' + row.offset }),
    ),
    moreButton(pages, 'records'),
  ];
}
