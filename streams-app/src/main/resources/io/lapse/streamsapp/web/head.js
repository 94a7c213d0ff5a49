// Who the guest is, how it stands, and how far the answer can be trusted.

import { h } from './dom.js';
import { count, duration, many, words } from './format.js';
import { nanos, runbook, severity, when, whenAbout } from './parts.js';

const RANKS = ['CRITICAL', 'WARNING', 'INFO'];
const ALERTS_SHOWN = 6;

/** What the outages add up to; the newest comes first. */
export function standing(outages) {
  const open = outages.find((row) => row.restarted_tai_ns === null && row.stopped_tai_ns !== null);
  const stale = outages.filter((row) => row.stale && row.stale.until_tai_ns === null);
  const unaccounted = outages.reduce((sum, row) => sum + BigInt(row.unaccounted_ns ?? 0), 0n);
  const since = stale.length ? stale[stale.length - 1].stale.from_tai_ns : null;
  return {
    open: open === outages[0] ? open : null,
    isStale: stale.length > 0,
    since,
    unaccounted,
  };
}

export function sentence(outages, asOf, alerts) {
  const { open, isStale, since, unaccounted } = standing(outages);
  const parts = [];
  if (open) {
    parts.push([
      'Stands still since ',
      when(open.stopped_tai_ns),
      asOf === null ? '' : ', for ' + duration(BigInt(asOf) - BigInt(open.stopped_tai_ns)),
    ]);
  }
  if (isStale) {
    parts.push([
      parts.length ? 'trusted' : 'Runs, and trusts',
      ' a wrong clock since ',
      when(since),
      ': ',
      nanos(unaccounted),
      ' are not accounted for',
    ]);
  }
  if (alerts) {
    parts.push([
      (parts.length ? '' : 'Runs, and trusts a right clock; ') +
        many(alerts, 'violation') +
        (alerts === 1 ? ' is' : ' are') +
        ' open',
    ]);
  }
  const tone = isStale ? 'critical' : parts.length ? 'warning' : 'calm';
  return h(
    'p',
    { class: 'sentence ' + tone },
    parts.length ? parts.map((part, i) => [i ? '; ' : '', part]) : 'Runs, and trusts a right clock',
    '.',
  );
}

function fact(term, value, note) {
  return h(
    'div',
    { key: term },
    h('dt', null, term),
    h('dd', null, value ?? '–', note ? h('span', { class: 'note' }, note) : null),
  );
}

export function facts(guest, newest) {
  const profile = guest.profile || {};
  const labels = profile.labels || {};
  const others = Object.entries(labels)
    .filter(([name]) => name !== 'zone' && name !== 'owner')
    .map(([name, value]) => name + '=' + value)
    .join(', ');
  return h(
    'div',
    { class: 'fact-columns' },
    h(
      'dl',
      { class: 'facts' },
      fact('Zone', labels.zone),
      fact('Owner', labels.owner),
      fact('Class', profile.class),
      fact('Labels', others || null),
    ),
    h(
      'dl',
      { class: 'facts' },
      fact('Kernel', profile.kernel, profile.os),
      fact('Clocksource', profile.clocksource, profile.tsc_khz ? count(profile.tsc_khz) + ' kHz' : null),
      fact('Counter in a pause', profile.counter_while_paused ? words(profile.counter_while_paused) : null),
      fact('Policy', newest?.policy, newest ? 'of the newest outage' : null),
    ),
    h(
      'dl',
      { class: 'facts' },
      fact('Watermark', whenAbout(guest.watermark_tai_ns)),
      fact(
        'Sealed up to',
        guest.sealed_up_to_tai_ns === null ? 'nothing yet' : whenAbout(guest.sealed_up_to_tai_ns),
      ),
      fact('Last notice', guest.notice_sequence ? 'number ' + count(guest.notice_sequence) : 'none'),
      fact('Entries', count(guest.entries), 'that may change'),
    ),
    h(
      'dl',
      { class: 'facts' },
      fact('Answered by', h('bdi', null, guest.source.instance)),
      fact('Partition', guest.source.partition),
      fact('As', guest.source.role === 'ACTIVE' ? 'owner' : words(guest.source.role)),
      fact('Knows', staleness(guest.source.lag_records)),
    ),
  );
}

function staleness(lag) {
  if (lag === null) {
    return h('span', { class: 'warning' }, 'its lag is not known');
  }
  return Number(lag) === 0
    ? 'all that had arrived'
    : h('span', { class: 'warning' }, 'all but ' + many(lag, 'record'));
}

export function alerts(guest, select) {
  const worstFirst = [...guest.open_alerts].sort(
    (a, b) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity) || (a.at_tai_ns < b.at_tai_ns ? 1 : -1),
  );
  if (!worstFirst.length) {
    return null;
  }
  const rest = worstFirst.length - ALERTS_SHOWN;
  return h(
    'ul',
    { class: 'alerts', 'aria-label': 'Open violations' },
    worstFirst
      .slice(0, ALERTS_SHOWN)
      .map((alert) =>
        h(
          'li',
          { key: alert.alert_id },
          severity(alert.severity),
          ' ',
          h(
            'button',
            { type: 'button', class: 'link', on: { click: () => select(alert.outage_id) } },
            words(alert.violation),
          ),
          ' ',
          h(
            'span',
            { class: 'soft' },
            words(alert.party).toLowerCase() + (alert.certain ? '' : ', uncertain') + ', since ',
          ),
          when(alert.at_tai_ns),
          ' ',
          runbook(alert.runbook),
        ),
      ),
    rest > 0
      ? h('li', { key: 'rest', class: 'soft' }, 'and ' + many(rest, 'more', 'more') + ': see the outages')
      : null,
  );
}
