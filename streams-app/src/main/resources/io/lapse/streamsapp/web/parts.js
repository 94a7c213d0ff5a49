// Small parts that both views are made of.

import { guestHref } from './address.js';
import { duration, exact, exactInstant, instant, second, words } from './format.js';
import { h } from './dom.js';

const SIGNS = { CRITICAL: '▲', WARNING: '◆', INFO: '●' };
const HINTS = {
  RESTORING: 'its state is being restored',
  REBALANCING: 'its partition is on its way to another instance',
  NOT_RUNNING: 'the instance starts or ends',
  CUT_OFF: 'the instance has lost its brokers',
  OWNER_UNREACHABLE: 'the instance that owns it does not answer',
  BUSY: 'the instance is busy',
};

export function nanos(value, more = {}) {
  return h(
    'span',
    {
      class: value === null || value === undefined || Number(value) === 0 ? 'n soft' : 'n',
      title: exact(value),
      ...more,
    },
    duration(value),
  );
}

export function when(stamp) {
  return h('time', { class: 'n', title: exactInstant(stamp) }, instant(stamp));
}

/** To the second, for lists. */
export function whenAbout(stamp) {
  return h('time', { class: 'n', title: exactInstant(stamp) }, second(stamp));
}

/** Tout with its error. */
export function tout(row) {
  if (row.tout_ns === null || row.tout_ns === undefined) {
    return h('span', { class: 'soft' }, row.restarted_tai_ns === null ? 'open' : 'not known');
  }
  return h(
    'span',
    { class: 'n', title: exact(row.tout_ns) + ' ± ' + exact(row.tout_error_ns) },
    duration(row.tout_ns),
    h('small', { class: 'soft' }, ' ±\u00a0' + duration(row.tout_error_ns)),
  );
}

export function severity(name) {
  return h(
    'span',
    { class: 'severity ' + name.toLowerCase() },
    h('span', { 'aria-hidden': 'true' }, SIGNS[name] || '·'),
    ' ' + words(name),
  );
}

/** Its sign only; a screen reader hears the word. */
export function severitySign(name) {
  return h(
    'span',
    { class: 'severity ' + name.toLowerCase(), title: words(name) },
    h('span', { 'aria-hidden': 'true' }, SIGNS[name] || '·'),
    h('span', { class: 'hidden' }, words(name) + ': '),
  );
}

export function kind(name) {
  return h('span', { class: 'kind ' + (name || 'unknown').toLowerCase() }, words(name));
}

export function guestLink(guest, more) {
  return h('a', { href: guestHref(guest, more), class: 'guest' }, h('bdi', null, guest));
}

export function runbook(name, text) {
  return h('a', { href: 'runbooks/' + encodeURIComponent(name) }, text || 'runbook');
}

/** The runbook of a violation by its name. */
export function violationLink(name) {
  return runbook(name.toLowerCase().replaceAll('_', '-'), words(name));
}

export function hosts(row) {
  const name = (host) => (host === null ? h('span', { class: 'soft' }, '?') : h('bdi', null, host));
  return row.source_host === row.destination_host
    ? h('span', { class: 'hosts' }, name(row.source_host))
    : h('span', { class: 'hosts' }, name(row.source_host), ' → ', name(row.destination_host));
}

/** What stands in place of an answer, or beside the last one. */
export function trouble(feed) {
  const error = feed.error;
  if (!error) {
    return null;
  }
  const why = error.status === undefined ? 'the page failed: ' + error.message : error.message;
  const hint = HINTS[error.reason] ? ' (' + HINTS[error.reason] + ')' : '';
  const code = [error.status || null, error.reason].filter(Boolean).join(' ');
  return h(
    'p',
    { key: 'trouble', class: 'trouble', role: 'status' },
    h('strong', null, 'No answer'),
    code ? ' ' + code : '',
    ': ',
    why,
    hint,
    '. ',
    feed.data ? 'Shown is what was known before. ' : '',
    error.status === 404 || error.status === 400 ? '' : 'Asking again.',
  );
}

/** A section with its heading; body is called once there is an answer. */
export function panel(id, title, feed, body, properties = {}) {
  const content = feed.data ? body(feed.data) : feed.error ? null : h('p', { class: 'soft' }, 'Asking …');
  return h(
    'section',
    { key: id, id, class: 'panel ' + (properties.class || ''), 'aria-labelledby': id + '-title' },
    h('div', { class: 'panel-head' }, h('h2', { id: id + '-title' }, title), properties.aside || null),
    trouble(feed),
    h(
      'div',
      {
        key: 'body',
        class: feed.isOutdated() ? 'body outdated' : 'body',
        'aria-busy': feed.isOutdated() ? 'true' : null,
      },
      content,
    ),
  );
}

/** A table in a box of its own that scrolls. Columns: [title, class, cell(row)]. */
export function table(caption, columns, rows, rowProperties = () => ({})) {
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      null,
      h('caption', null, caption),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          columns.map(([title, name]) => h('th', { scope: 'col', class: name }, title)),
        ),
      ),
      h(
        'tbody',
        null,
        rows.map((row) =>
          h(
            'tr',
            rowProperties(row),
            columns.map(([, name, cell], i) =>
              i ? h('td', { class: name }, cell(row)) : h('th', { scope: 'row', class: name }, cell(row)),
            ),
          ),
        ),
      ),
    ),
  );
}

export function moreButton(pages, noun) {
  if (pages.error) {
    return h(
      'p',
      { class: 'trouble', role: 'status' },
      'No answer: ' + pages.error.message + '. ',
      h('button', { type: 'button', on: { click: () => pages.load() } }, 'Again'),
    );
  }
  return pages.next()
    ? h(
        'p',
        { class: 'more' },
        h(
          'button',
          { type: 'button', disabled: pages.loading, on: { click: () => pages.load() } },
          pages.loading ? 'Loading …' : 'More ' + noun,
        ),
      )
    : null;
}
