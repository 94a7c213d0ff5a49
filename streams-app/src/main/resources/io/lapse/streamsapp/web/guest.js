// The guest view: what it asks for, and in what order it shows the answers.

import { change, onChange, parameter } from './address.js';
import { path, withQuery } from './api.js';
import { entriesOf, entriesProblem, feeds, guest, looked, onAnswer, pages, refresh } from './books.js';
import { detail } from './detail.js';
import { h, render } from './dom.js';
import { setTaiMinusUtc } from './format.js';
import { alerts, facts, sentence } from './head.js';
import { parse } from './json.js';
import { listen, seldom, showState } from './live.js';
import { ntpBody } from './ntp.js';
import { outageTable } from './outages.js';
import { panel, trouble } from './parts.js';
import { eventTable, historyTable } from './records.js';
import { installSearch } from './search.js';
import { allKnown, scaleOf, strip } from './strip.js';
import { whyBox } from './why.js';

const main = document.getElementById('main');
let stream = 'connecting';
let drawing = false;
let marked = null; // The id of the event that was asked for.
let asOf = null; // The newest stamp that the board has told of.
let isFresh = false; // Whether the stream has said nothing yet.
let selectedFor = null; // The question whose outage was chosen once.

function draw() {
  if (!drawing) {
    drawing = true;
    queueMicrotask(() => {
      drawing = false;
      view();
    });
  }
}

function view() {
  const board = feeds.outages.data?.board;
  if (board) {
    setTaiMinusUtc(board.tai_minus_utc_s);
  }
  showState(board?.state === 'CATCHING_UP', stream);
  const name = h('h1', { key: 'name' }, h('bdi', null, guest));
  if (feeds.guest.error?.status === 404 && !pages.outages.rows().length) {
    render(
      main,
      name,
      h(
        'section',
        { class: 'panel' },
        h(
          'p',
          null,
          'The books know no guest of that name. Names are told apart by every letter; the box above finds those that begin alike.',
        ),
        h('p', null, h('a', { href: './' }, 'To the fleet')),
      ),
    );
    return;
  }
  render(
    main,
    name,
    headline(),
    whyBox(feeds.why, parameter('at'), ask, select),
    h(
      'div',
      { class: 'grid' },
      timelinePanel(),
      selectedPanel(),
      outagesPanel(),
      ntpPanel(),
      eventsPanel(),
      historyPanel(),
    ),
  );
}

function headline() {
  const { data } = feeds.guest;
  const rows = pages.outages.rows();
  return h(
    'section',
    { key: 'headline', class: 'headline', 'aria-label': 'How the guest stands' },
    trouble(feeds.guest),
    h(
      'div',
      { 'aria-live': 'polite' },
      feeds.outages.data && data
        ? sentence(rows, asOf ?? feeds.outages.data.board.as_of_tai_ns, data.open_alerts.length)
        : data || feeds.guest.error
          ? null
          : h('p', { class: 'sentence' }, 'Asking the ledger …'),
    ),
    data ? [alerts(data, select), facts(data, rows[0])] : null,
  );
}

function timelinePanel() {
  return panel(
    'timeline',
    'Time line',
    feeds.outages,
    () => strip(pages.outages.rows(), bounds(), parameter('outage'), askedStamp(), select, draw),
    { class: 'all' },
  );
}

function bounds() {
  return allKnown(
    pages.outages.rows(),
    [feeds.guest.data?.watermark_tai_ns, askedStamp()],
    feeds.ntp.data?.points.at(-1)?.at_tai_ns,
  );
}

function askedStamp() {
  return parameter('at') && feeds.why.data && !feeds.why.isOutdated()
    ? BigInt(feeds.why.data.instant_tai_ns)
    : null;
}

function selectedPanel() {
  const row = pages.outages.rows().find((each) => each.outage_id === parameter('outage'));
  if (!parameter('outage')) {
    return null;
  }
  const aside = h('button', { type: 'button', on: { click: () => select(null) } }, 'Close');
  return panel(
    'detail',
    'The outage',
    feeds.outages,
    () =>
      row
        ? detail(row, entriesOf(row), entriesProblem(), feeds.guest.data?.open_alerts || [], showEvent)
        : h(
            'p',
            { class: 'empty' },
            'The outage is not among those loaded. ',
            pages.outages.next()
              ? h('button', { type: 'button', on: { click: () => pages.outages.load() } }, 'Load more')
              : 'The board does not know it.',
          ),
    { class: 'all', aside },
  );
}

function outagesPanel() {
  return panel(
    'outages',
    'Outages',
    feeds.outages,
    () => outageTable(pages.outages, parameter('outage'), select),
    { class: 'all' },
  );
}

function ntpPanel() {
  const body = (answer) => ntpBody(answer, scaleOf(bounds()));
  return panel('ntp', 'NTP state of the emulated kernel', feeds.ntp, body, { class: 'all' });
}

function eventsPanel() {
  return panel('events', 'Raw events', feeds.events, () => eventTable(pages.events, marked), {
    class: 'all',
  });
}

function historyPanel() {
  return h(
    'section',
    { key: 'history', class: 'panel all' },
    h(
      'details',
      { on: { toggle: (event) => toggled(event.target.open) } },
      h('summary', null, h('h2', null, 'History: the records of the ledger’s topic')),
      trouble(feeds.history),
      feeds.history.data ? historyTable(pages.history) : h('p', { class: 'soft' }, 'Asking …'),
    ),
  );
}

function toggled(isOpen) {
  looked.atHistory = isOpen;
  if (isOpen) {
    feeds.history.refresh();
  }
}

function select(outage) {
  change({ outage });
}

function ask(at) {
  change({ at, outage: null });
}

function showEvent(id) {
  marked = id;
  draw();
  queueMicrotask(() =>
    (document.getElementById('event-' + id) || document.getElementById('events')).scrollIntoView({
      block: 'center',
    }),
  );
}

/** The instant that is asked about selects the outage that explains it. */
async function addressChanged() {
  draw();
  const before = parameter('at');
  await Promise.all([feeds.why.refresh(), feeds.ledger.refresh()]);
  if (
    before &&
    before === parameter('at') &&
    feeds.why.data?.outage_id &&
    !parameter('outage') &&
    feeds.why.url !== selectedFor
  ) {
    selectedFor = feeds.why.url;
    change({ outage: feeds.why.data.outage_id }, true);
  }
}
function watchEvents() {
  const seen = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        seen.disconnect();
        looked.atEvents = true;
        feeds.events.refresh();
      }
    },
    { rootMargin: '300px' },
  );
  seen.observe(document.getElementById('events'));
}

/** Of the board only its time matters here, and that it is heard of again. */
function heard(event, data, soon) {
  if (event === 'state') {
    stream = data;
    isFresh = data === 'live';
    draw();
  } else if (event === 'guest') {
    soon();
  } else if (event === 'board') {
    asOf = parse(data).as_of_tai_ns ?? asOf;
    if (isFresh) {
      soon();
    }
    isFresh = false;
    draw();
  }
}

function start() {
  const soon = seldom(refresh);
  onAnswer(draw);
  onChange(addressChanged);
  view();
  watchEvents();
  refresh();
  addressChanged();
  new ResizeObserver(draw).observe(main);
  listen(withQuery(path('stream'), { guest }), (event, data) => heard(event, data, soon));
}

installSearch();
if (guest) {
  document.title = guest + ' · Lapse';
  start();
} else {
  render(
    main,
    h('h1', null, 'Which guest?'),
    h(
      'p',
      null,
      'Its name is missing from the address: ',
      h('code', null, 'guest.html?guest=NAME'),
      '. The box above finds guests.',
    ),
  );
  showState(false, 'idle');
}
