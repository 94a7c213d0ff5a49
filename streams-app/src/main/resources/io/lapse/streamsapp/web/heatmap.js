// Outages by when they began and how long they were: a table whose cells are walked with arrows.

import { change, parameter } from './address.js';
import { h } from './dom.js';
import { duration, instant, many, tick } from './format.js';

const SHADES = 6;
const LABELS = 8;

let focused = null; // [row, column] that Tab reaches

/** The bands with outages and those between them, the longest first. */
function bands(series) {
  const bounds = series.bounds_ns;
  const all = [...bounds, null].map((high, i) => ({ i, low: i ? bounds[i - 1] : 0, high }));
  const used = all.filter(({ i }) => series.columns.some((column) => column.cells[i]));
  if (!used.length) {
    return [];
  }
  return all.slice(used[0].i, used[used.length - 1].i + 1).reverse();
}

function label({ low, high }) {
  return high === null ? '≥ ' + duration(low) : '< ' + duration(high);
}

function span({ low, high }) {
  return high === null
    ? 'of ' + duration(low) + ' and more'
    : low
      ? 'of ' + duration(low) + ' to ' + duration(high)
      : 'shorter than ' + duration(high);
}

/** What the API is asked for the outages of a cell: from, to, min_ns, max_ns; null if none is chosen. */
export function chosenCell() {
  const parts = (parameter('cell') || '').split('_');
  return parts.length === 4 && parts.every((part) => /^\d*$/.test(part)) && parts[0]
    ? { from: 'tai:' + parts[0], to: 'tai:' + parts[1], min_ns: parts[2], max_ns: parts[3] }
    : null;
}

function nameOf(series, band, column) {
  const from = BigInt(series.from_tai_ns) + BigInt(column) * BigInt(series.step_ns);
  return [from, from + BigInt(series.step_ns), band.low || '', band.high ?? ''].join('_');
}

function shade(number, most) {
  return number ? 1 + Math.min(SHADES - 1, Math.floor((Math.log(number) / Math.log(most + 1)) * SHADES)) : 0;
}

export function heatmap(series) {
  const rows = bands(series);
  if (!rows.length) {
    return null;
  }
  const most = Math.max(...series.columns.flatMap((column) => column.cells));
  const at =
    focused && focused[0] < rows.length && focused[1] < series.columns.length
      ? focused
      : [0, series.columns.length - 1];
  return h(
    'div',
    { class: 'heat' },
    h(
      'table',
      {
        role: 'grid',
        'aria-label': 'Outages by begin and length',
        on: { keydown: (event) => walk(event, rows.length, series.columns.length) },
      },
      h(
        'tbody',
        null,
        rows.map((band, row) =>
          h(
            'tr',
            null,
            h('th', { scope: 'row' }, label(band)),
            series.columns.map((column, i) =>
              cell(
                series,
                band,
                i,
                column.cells[band.i],
                shade(column.cells[band.i], most),
                at[0] === row && at[1] === i,
                [row, i],
              ),
            ),
          ),
        ),
      ),
      h('tfoot', null, axis(series)),
    ),
    key(most),
  );
}

function cell(series, band, column, number, depth, isReached, place) {
  const name = nameOf(series, band, column);
  const from = BigInt(series.from_tai_ns) + BigInt(column) * BigInt(series.step_ns);
  const text =
    many(number, 'outage') +
    ' ' +
    span(band) +
    ', ' +
    instant(from).slice(0, 19) +
    ' + ' +
    duration(series.step_ns);
  const isChosen = parameter('cell') === name;
  const choose = () => {
    focused = place;
    if (number) {
      change({ cell: isChosen ? null : name });
    }
  };
  return h('td', {
    'data-place': place.join(),
    tabindex: isReached ? '0' : '-1',
    class: 'd' + depth + (isChosen ? ' chosen' : ''),
    title: text,
    'aria-label': text,
    'aria-selected': String(isChosen),
    on: {
      click: choose,
      focus: () => (focused = place),
      keydown: (event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), choose()),
    },
  });
}

function walk(event, rows, columns) {
  const step = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, -columns],
    End: [0, columns],
  }[event.key];
  if (!step || !focused) {
    return;
  }
  event.preventDefault();
  const row = Math.min(rows - 1, Math.max(0, focused[0] + step[0]));
  const column = Math.min(columns - 1, Math.max(0, focused[1] + step[1]));
  event.currentTarget.querySelectorAll('td[tabindex="0"]').forEach((each) => (each.tabIndex = -1));
  const next = event.currentTarget.querySelector('td[data-place="' + row + ',' + column + '"]');
  next.tabIndex = 0;
  next.focus();
}

function axis(series) {
  const columns = series.columns.length;
  const width = Math.max(1, Math.ceil(columns / LABELS));
  const cells = [];
  for (let i = 0; i < columns; i += width) {
    const from = BigInt(series.from_tai_ns) + BigInt(i) * BigInt(series.step_ns);
    cells.push(
      h(
        'td',
        { colspan: Math.min(width, columns - i) },
        columns - i < width / 2 ? '' : tick(from, Number(series.step_ns) * width),
      ),
    );
  }
  return h('tr', { 'aria-hidden': 'true' }, h('th', null, 'UTC'), cells);
}

function key(most) {
  const steps = [];
  for (let depth = 1; depth <= SHADES; depth++) {
    steps.push(h('i', { class: 'd' + depth }));
  }
  return h(
    'p',
    { class: 'heat-key soft', 'aria-hidden': 'true' },
    '1 ',
    steps,
    ' ' + many(most, 'outage') + ' a cell. A click lists them.',
  );
}
