// When the guest stood still, for how long (upwards, by powers of ten), and until when its clock was
// wrong after that.

import { timeAxis } from './axis.js';
import { h } from './dom.js';
import { duration, instant, roughly, words } from './format.js';

const TOP = 12;
const BOTTOM = 150;
export const HEIGHT = 178;
const POWERS = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 6e10, 6e11, 36e11, 36e12, 864e11, 864e12, 864e13];

/** Nanoseconds from the lowest to the highest of the axis. */
function extent(outages) {
  const sizes = outages.map((row) => Math.abs(Number(row.tout_ns ?? 0))).filter((size) => size > 0);
  const low = Math.min(1e6, ...sizes) / 2;
  return [low, Math.max(low * 100, ...sizes) * 2];
}

function height([low, high], nanos) {
  const share = Math.log(Math.max(low, Math.abs(Number(nanos))) / low) / Math.log(high / low);
  return BOTTOM - share * (BOTTOM - TOP);
}

export function begin(row) {
  return BigInt(row.stopped_tai_ns ?? row.restarted_tai_ns);
}

/** Where it ends: an open one at the guest's next outage, for it ran by then, or at the end of what is known. */
function ending(row, end) {
  const restarted = row.restarted_tai_ns === null ? (row.nextBegin ?? end) : BigInt(row.restarted_tai_ns);
  return restarted < begin(row) ? begin(row) : restarted;
}

/** Marks open outages with the begin of the one after; the newest comes first. */
function bound(outages) {
  outages.forEach((row, i) => {
    if (row.restarted_tai_ns === null && i > 0) {
      row.nextBegin = begin(outages[i - 1]);
    }
  });
}

/** The whole strip: all.start and all.length are what is known of the guest. */
export function timeline(outages, scale, all, selected, asked, select) {
  const end = all.start + all.length;
  bound(outages);
  const sizes = extent(outages);
  const seen = outages.filter((row) => scale.sees(begin(row), ending(row, end)));
  return [
    h(
      'defs',
      null,
      h(
        'pattern',
        {
          id: 'stale-lines',
          width: 7,
          height: 7,
          patternUnits: 'userSpaceOnUse',
          patternTransform: 'rotate(45)',
        },
        h('line', { x1: 0, x2: 0, y1: 0, y2: 7, class: 'stale-line' }),
      ),
      h(
        'clipPath',
        { id: 'strip-clip' },
        h('rect', {
          x: scale.left,
          y: 0,
          width: Math.max(0, scale.width - scale.left - scale.right),
          height: HEIGHT,
        }),
      ),
    ),
    lengths(sizes, scale),
    timeAxis(scale, TOP, BOTTOM),
    h(
      'g',
      { 'clip-path': 'url(#strip-clip)' },
      outages
        .filter((row) => row.stale && scale.sees(row.stale.from_tai_ns, row.stale.until_tai_ns ?? end))
        .map((row) => stale(row, scale, end)),
      seen.map((row) => mark(row, scale, sizes, end, row.outage_id === selected, select)),
      asked === null
        ? null
        : h(
            'g',
            { key: 'asked', class: 'asked' },
            h('line', { x1: scale.x(asked), x2: scale.x(asked), y1: 2, y2: BOTTOM }),
            h('title', null, 'asked about: ' + instant(asked)),
          ),
    ),
  ];
}

function lengths(sizes, scale) {
  const inside = POWERS.filter((power) => power >= sizes[0] && power <= sizes[1]);
  const every = Math.ceil(inside.length / 6);
  return h(
    'g',
    { class: 'axis', 'aria-hidden': 'true' },
    inside
      .filter((_, i) => i % every === 0)
      .map((power) => [
        h('line', {
          x1: scale.left,
          x2: scale.width - scale.right,
          y1: height(sizes, power),
          y2: height(sizes, power),
        }),
        h('text', { x: scale.left - 6, y: height(sizes, power) + 4, 'text-anchor': 'end' }, roughly(power)),
      ]),
  );
}

function stale(row, scale, end) {
  const from = scale.clamped(row.stale.from_tai_ns);
  const to = scale.clamped(row.stale.until_tai_ns ?? end);
  const text =
    'wrong clock from ' +
    instant(row.stale.from_tai_ns) +
    (row.stale.until_tai_ns === null ? ', and still' : ' to ' + instant(row.stale.until_tai_ns));
  const until = row.stale.until_tai_ns;
  return h(
    'g',
    { key: 's' + row.outage_id, class: 'stale' },
    h('title', null, text),
    h('rect', {
      x: from,
      y: TOP,
      width: Math.max(1.5, to - from),
      height: BOTTOM - TOP,
      class: 'stale-area',
    }),
    h('rect', {
      x: from,
      y: TOP,
      width: Math.max(1.5, to - from),
      height: BOTTOM - TOP,
      fill: 'url(#stale-lines)',
    }),
    h('rect', { x: from, y: BOTTOM - 4, width: Math.max(2, to - from), height: 4, class: 'stale-foot' }),
    until === null ? null : h('path', { class: 'repair', d: repair(scale.x(until)) }),
  );
}

/** A tick where the clock was repaired. */
function repair(x) {
  return 'M' + (x - 4) + ' ' + (BOTTOM - 7) + 'l3 4l6 -9M' + x + ' ' + (BOTTOM - 4) + 'V' + BOTTOM;
}

function describe(row) {
  const length =
    row.tout_ns === null
      ? row.restarted_tai_ns === null
        ? 'open'
        : 'of unknown length'
      : duration(row.tout_ns);
  return (
    words(row.kind) +
    ', ' +
    length +
    ', stopped ' +
    instant(row.stopped_tai_ns) +
    (row.restarted_tai_ns === null ? '' : ', restarted ' + instant(row.restarted_tai_ns))
  );
}

function mark(row, scale, sizes, end, isSelected, select) {
  const from = scale.clamped(begin(row));
  const to = Math.max(from + 1.5, scale.clamped(ending(row, end)));
  const isOpen = row.restarted_tai_ns === null;
  const top = isOpen ? TOP : height(sizes, row.tout_ns ?? 0);
  const name = (row.kind || 'unknown').toLowerCase();
  return h(
    'g',
    {
      key: row.outage_id,
      class: 'mark ' + name + (isSelected ? ' selected' : '') + (isOpen ? ' open' : ''),
      on: { click: () => select(row.outage_id) },
    },
    h('title', null, describe(row)),
    h('rect', { class: 'grab', x: (from + to) / 2 - 7, y: top - 7, width: 14, height: BOTTOM - top + 7 }),
    h('rect', { class: 'span', x: from, y: top, width: to - from, height: Math.max(1, BOTTOM - top) }),
    h('path', { class: 'head', d: head(name, (from + to) / 2, top) }),
  );
}

/** Kinds differ in shape, not in colour alone. */
function head(name, x, y) {
  switch (name) {
    case 'migration':
      return 'M' + (x - 4) + ' ' + (y - 4) + 'h8v8h-8z';
    case 'pause':
      return 'M' + (x - 4.5) + ' ' + y + 'a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z';
    case 'snapshot':
      return 'M' + x + ' ' + (y - 5.5) + 'l5.5 5.5l-5.5 5.5l-5.5 -5.5z';
    default:
      return 'M' + (x - 4) + ' ' + (y - 4) + 'l8 8m0 -8l-8 8';
  }
}

/** All that is known, small, with the part that is seen; a click goes there. */
export function overview(outages, all, range, width, left, right, go) {
  const inner = width - left - right;
  const x = (stamp) => left + (Number(BigInt(stamp) - all.start) / Number(all.length)) * inner;
  return h(
    'svg',
    {
      key: 'overview',
      class: 'overview',
      width,
      height: 22,
      viewBox: '0 0 ' + width + ' 22',
      'aria-hidden': 'true',
      on: {
        click: (event) =>
          go(all.start + BigInt(Math.round(((event.offsetX - left) / inner) * Number(all.length)))),
      },
    },
    h('line', { x1: left, x2: width - right, y1: 11, y2: 11 }),
    outages.map((row) =>
      h('rect', { key: row.outage_id, x: x(begin(row)) - 0.5, y: 5, width: 1.5, height: 12, class: 'tick' }),
    ),
    h('rect', {
      class: 'window',
      x: x(range.start),
      y: 1,
      width: Math.max(3, x(range.start + range.length) - x(range.start)),
      height: 20,
    }),
  );
}
