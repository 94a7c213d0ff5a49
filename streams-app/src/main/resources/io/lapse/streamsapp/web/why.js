// Type an instant, get what it was to the guest.

import { h } from './dom.js';
import { duration, exactInstant, instant } from './format.js';
import { trouble, when } from './parts.js';
import { asRfc3339 } from './range.js';

/** What the box holds as the API takes it: UTC where no zone is given. */
export function asked(text) {
  const bare = text.trim();
  return /^\d{16,}$/.test(bare) ? 'tai:' + bare : bare.startsWith('tai:') ? bare : asRfc3339(bare);
}

export function whyBox(feed, at, ask, select) {
  return h(
    'section',
    { key: 'why', id: 'why', class: 'panel all', 'aria-labelledby': 'why-title' },
    h(
      'form',
      {
        class: 'why',
        on: { submit: (event) => (event.preventDefault(), ask(asked(event.target.elements.at.value))) },
      },
      h('h2', { id: 'why-title' }, 'Why did its clock jump?'),
      h('label', { for: 'why-at', class: 'hidden' }, 'Instant, in RFC 3339 or tai:NANOS'),
      h('input', {
        id: 'why-at',
        name: 'at',
        type: 'text',
        size: 32,
        autocomplete: 'off',
        spellcheck: 'false',
        placeholder: '2026-11-22T21:29:29Z or tai:…',
        value: at || '',
        'aria-describedby': 'why-answer',
        'aria-invalid': feed.error?.status === 400 ? 'true' : null,
      }),
      h('button', { type: 'submit' }, 'Why?'),
      at ? h('button', { type: 'button', on: { click: () => ask(null) } }, 'Clear') : null,
    ),
    h(
      'div',
      { id: 'why-answer', 'aria-live': 'polite' },
      at
        ? feed.error
          ? refused(feed)
          : feed.data && !feed.isOutdated()
            ? answer(feed.data, select)
            : h('p', { class: 'soft' }, 'Asking …')
        : null,
    ),
  );
}

function refused(feed) {
  return feed.error.status === 400
    ? h('p', { class: 'trouble' }, 'That is no instant: ' + feed.error.message + '.')
    : trouble(feed);
}

function answer(why, select) {
  const at = h('strong', { title: exactInstant(why.instant_tai_ns) }, instant(why.instant_tai_ns) + ' UTC');
  const entry = why.entries[why.entries.length - 1];
  const link = (text) =>
    h('button', { type: 'button', class: 'link', on: { click: () => select(why.outage_id) } }, text);
  if (why.answer === 'OUTAGE') {
    return h(
      'p',
      { class: 'answer outage' },
      'At ',
      at,
      ' the guest did not run: it was in ',
      link('an outage'),
      why.tout_ns === null ? whatIsOpen(entry) : ' of ' + duration(why.tout_ns),
      entry?.stopped_tai_ns
        ? [
            ', from ',
            when(entry.stopped_tai_ns),
            entry.restarted_tai_ns ? [' to ', when(entry.restarted_tai_ns)] : '',
          ]
        : '',
      '.',
    );
  }
  if (why.answer === 'STALE_WINDOW') {
    return h(
      'p',
      { class: 'answer stale-window' },
      'At ',
      at,
      ' the guest ran, and trusted a wrong clock: time of ',
      link('an outage'),
      why.tout_ns === null ? '' : ' of ' + duration(why.tout_ns),
      ' was not accounted for yet.',
    );
  }
  return h(
    'p',
    { class: 'answer none' },
    'At ',
    at,
    ' there was no host event: the guest ran, and no outage explains a wrong clock. It had a reason of its own, if any.',
  );
}

function whatIsOpen(entry) {
  return entry && entry.restarted_tai_ns === null ? ' that is still open' : ' of which one end is missing';
}
