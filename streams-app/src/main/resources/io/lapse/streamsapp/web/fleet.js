// The fleet view: what it asks for, and in what order it shows the answers.

import { change, onChange } from './address.js';
import { path } from './api.js';
import { bounds, cellPages, feeds, onAnswer, refresh, violationPages } from './board.js';
import { plot } from './chart.js';
import { h, render } from './dom.js';
import { filterRow } from './filters.js';
import { minute, setTaiMinusUtc } from './format.js';
import { figures, sentence, spoken } from './headline.js';
import { chosenCell, heatmap } from './heatmap.js';
import { cellOutages, emptyRange, longest, openOutages, orderTabs, pairs, topGuests } from './lists.js';
import { listen, seldom, showState } from './live.js';
import { panel, trouble } from './parts.js';
import { health, instances } from './pipeline.js';
import { countsOption, countsTable, percentilesOption, percentilesTable } from './plots.js';
import { installSearch } from './search.js';
import { byKind, list, stateSelect } from './violations.js';

const main = document.getElementById('main');
let stream = 'connecting';
let drawing = false;

/** Many answers may come at once; the page is made anew once. */
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
  const board = feeds.summary.data?.board || feeds.pipeline.data?.board;
  if (board) {
    setTaiMinusUtc(board.tai_minus_utc_s);
  }
  showState(board?.state === 'CATCHING_UP', stream);
  render(
    main,
    h('h1', { key: 'name', class: 'hidden' }, 'The fleet'),
    filterRow(feeds.filters.data, bounds()),
    headline(),
    h(
      'div',
      { class: 'grid' },
      heat(),
      kinds(),
      violationList(),
      ...overTime(),
      ...tables(),
      ...pipelinePanels(),
    ),
  );
  plot(document.getElementById('plot-counts'), feeds.series.data, countsOption);
  plot(document.getElementById('plot-percentiles'), feeds.series.data, percentilesOption);
}

function headline() {
  const feed = feeds.summary;
  return h(
    'section',
    { class: 'headline' + (feed.isOutdated() ? ' outdated' : ''), 'aria-label': 'The fleet in figures' },
    trouble(feed),
    feed.data ? sentence(feed.data) : h('p', { class: 'sentence' }, waiting(feed)),
    h('p', { class: 'hidden', role: 'status' }, feed.data ? spoken(feed.data) : ''),
    feed.data ? figures(feed.data) : null,
    feed.data ? reach() : null,
  );
}

function waiting(feed) {
  return feed.error ? 'The figures are missing.' : 'Asking the ledger …';
}

function reach() {
  const series = feeds.series.data;
  const board = feeds.summary.data.board;
  if (!series || board.as_of_tai_ns === null) {
    return null;
  }
  const end = BigInt(series.from_tai_ns) + BigInt(series.columns.length) * BigInt(series.step_ns);
  return h(
    'p',
    { class: 'note reach' },
    'From ' +
      minute(series.from_tai_ns) +
      ' to ' +
      minute(end) +
      ' UTC. The newest stamp is of ' +
      minute(board.as_of_tai_ns) +
      '.' +
      (board.truncated || feeds.summary.data.truncated
        ? ' The board reaches back to ' +
          minute(board.from_tai_ns) +
          ' only: older outages are in the topic of the ledger.'
        : ''),
  );
}

function heat() {
  return panel(
    'heat',
    'Outages over time',
    feeds.series,
    (series) => [
      heatmap(series) ||
        (feeds.summary.data
          ? emptyRange(feeds.summary.data)
          : h('p', { class: 'empty' }, 'No outage in this range.')),
      chosenCell() ? cellPart() : null,
    ],
    { class: 'two' },
  );
}

function cellPart() {
  return h(
    'div',
    { class: 'cell-outages', key: 'cell' },
    h(
      'div',
      { class: 'panel-head' },
      h('h3', null, 'Outages of the chosen cell'),
      h('button', { type: 'button', on: { click: () => change({ cell: null }) } }, 'Close'),
    ),
    trouble(feeds.cell),
    feeds.cell.data ? cellOutages(cellPages) : h('p', { class: 'soft' }, 'Asking …'),
  );
}

function kinds() {
  return panel('kinds', 'Open violations by kind', feeds.summary, byKind);
}

function violationList() {
  return panel('violations', 'Violations', feeds.violations, () => list(violationPages), {
    class: 'all',
    aside: stateSelect(),
  });
}

function overTime() {
  const hasAny = feeds.series.data?.columns.some((column) => column.outages);
  const body = (id, tableOf) => (series) =>
    hasAny
      ? [h('div', { key: id, id, class: 'chart', opaque: true }), tableOf(series)]
      : h('p', { class: 'empty' }, 'No outage in this range.');
  return [
    panel('counts', 'Outages by kind', feeds.series, body('plot-counts', countsTable), { class: 'half' }),
    panel('percentiles', 'How long they were', feeds.series, body('plot-percentiles', percentilesTable), {
      class: 'half',
    }),
  ];
}

function tables() {
  return [
    panel('open', 'Guests that stand still', feeds.open, openOutages, { class: 'half' }),
    panel('longest', 'Longest outages', feeds.longest, longest, { class: 'half' }),
    panel('top', 'Guests that lost most', feeds.top, topGuests, { class: 'two', aside: orderTabs() }),
    panel('pairs', 'Hosts whose clocks differ', feeds.pairs, pairs),
  ];
}

function pipelinePanels() {
  return [
    panel('pipeline', 'The pipeline', feeds.pipeline, health),
    panel('instances', 'Instances', feeds.instances, instances, { class: 'two' }),
  ];
}

function addressChanged() {
  for (const pages of [violationPages, cellPages]) {
    if (pages.first.scope !== pages.first.scopeOf()) {
      pages.forget();
    }
  }
  draw();
  refresh();
}

const soon = seldom(refresh);
onAnswer(draw);
onChange(addressChanged);
installSearch();
addressChanged();
listen(path('stream'), (event, data) => {
  if (event === 'state') {
    stream = data;
    draw();
  } else if (event === 'board') {
    soon();
  }
});
setInterval(soon, 30000); // Lag and instances change without an event.
