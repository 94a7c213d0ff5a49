// What the guest's emulated kernel believes of its clock: time_maxerror, by powers of ten, over the
// same stretch of time as the time line.

import { timeAxis } from './axis.js';
import { h } from './dom.js';
import { duration, roughly, words } from './format.js';
import { nanos, table, when } from './parts.js';

const TOP = 10;
const BOTTOM = 118;
export const NTP_HEIGHT = 144;
const LOW = 1e4;
const HIGH = 32e9; // The kernel stops at 16 s.
const PIECES = 24;

function y(error) {
  return BOTTOM - (Math.log(Math.max(LOW, Number(error)) / LOW) / Math.log(HIGH / LOW)) * (BOTTOM - TOP);
}

/** Where the state stays the same: the state of a corner holds until the next one. */
function stretches(points) {
  return points
    .map((point, i) => ({
      state: point.state,
      from: BigInt(point.at_tai_ns),
      to: BigInt(points[i + 1]?.at_tai_ns ?? point.at_tai_ns),
    }))
    .filter((each) => each.to > each.from);
}

/** The corners as they are seen: a straight line is none on an axis of powers of ten. */
function curve(corners, scale) {
  return corners
    .map((point, i) => {
      const x = scale.clamped(point.at_tai_ns);
      const before = corners[i - 1];
      if (!before) {
        return 'M' + x + ' ' + y(point.maxerror_ns);
      }
      return x - scale.clamped(before.at_tai_ns) < 2
        ? 'L' + x + ' ' + y(point.maxerror_ns)
        : pieces(before, point, scale);
    })
    .join('');
}

function pieces(before, point, scale) {
  const [from, to] = [BigInt(before.at_tai_ns), BigInt(point.at_tai_ns)];
  const low = from > scale.start ? from : scale.start;
  const high = to < scale.start + scale.length ? to : scale.start + scale.length;
  let path = '';
  for (let i = 0; i <= PIECES && high > low; i++) {
    const at = low + ((high - low) * BigInt(i)) / BigInt(PIECES);
    const share = Number(at - from) / Number(to - from);
    path +=
      'L' +
      scale.x(at) +
      ' ' +
      y(Number(before.maxerror_ns) + share * (Number(point.maxerror_ns) - Number(before.maxerror_ns)));
  }
  return path;
}

function ntp(answer, scale) {
  const points = answer.points;
  return h(
    'svg',
    {
      class: 'strip',
      width: scale.width,
      height: NTP_HEIGHT,
      viewBox: '0 0 ' + scale.width + ' ' + NTP_HEIGHT,
      role: 'img',
      'aria-label': 'time_maxerror of the emulated kernel over time. The table below holds its corners.',
    },
    h(
      'defs',
      null,
      h(
        'clipPath',
        { id: 'ntp-clip' },
        h('rect', {
          x: scale.left,
          y: 0,
          width: Math.max(0, scale.width - scale.left - scale.right),
          height: BOTTOM + 2,
        }),
      ),
    ),
    h(
      'g',
      { class: 'axis' },
      [1e5, 1e6, 1e7, 1e8, 1e9, 16e9].map((error) => [
        h('line', { x1: scale.left, x2: scale.width - scale.right, y1: y(error), y2: y(error) }),
        h('text', { x: scale.left - 6, y: y(error) + 4, 'text-anchor': 'end' }, roughly(error)),
      ]),
    ),
    timeAxis(scale, TOP, BOTTOM),
    h(
      'g',
      { 'clip-path': 'url(#ntp-clip)' },
      stretches(points)
        .filter((each) => scale.sees(each.from, each.to))
        .map((each) =>
          h(
            'rect',
            {
              class: 'state ' + each.state.toLowerCase(),
              x: scale.clamped(each.from),
              y: TOP,
              width: Math.max(1, scale.clamped(each.to) - scale.clamped(each.from)),
              height: BOTTOM - TOP,
            },
            h('title', null, words(each.state)),
          ),
        ),
      h('path', { class: 'curve', d: curve(points, scale) }),
      jumps(points)
        .filter((point) => scale.sees(point.at_tai_ns, point.at_tai_ns))
        .map((point) =>
          h(
            'circle',
            { class: 'jump', cx: scale.x(point.at_tai_ns), cy: y(point.maxerror_ns), r: 3.2 },
            h('title', null, duration(point.maxerror_ns) + (point.cause ? ': ' + point.cause : '')),
          ),
        ),
    ),
  );
}

function jumps(points) {
  return points.filter((point, i) => i > 0 && points[i - 1].at_tai_ns === point.at_tai_ns);
}

function ntpTable(answer) {
  return h(
    'details',
    null,
    h('summary', null, 'As a table'),
    table(
      'Corners of the curve',
      [
        ['At (UTC)', '', (point) => when(point.at_tai_ns)],
        ['Maxerror', 'n', (point) => nanos(point.maxerror_ns)],
        ['State', '', (point) => words(point.state)],
        ['What happened', '', (point) => point.cause ?? '–'],
      ],
      answer.points,
    ),
    h('p', { class: 'note' }, answer.method),
  );
}

const STATES = ['synchronised', 'unsynchronised', 'unknown'];

/** The curve, its key, and its table. */
export function ntpBody(answer, scale) {
  if (!answer.points.length) {
    return h('p', { class: 'empty' }, 'Nothing is known of its NTP state. ' + answer.method);
  }
  return [
    h('div', { class: 'strip-box' }, ntp(answer, scale)),
    h(
      'p',
      { class: 'strip-key soft' },
      STATES.map((name) => h('span', null, h('i', { class: 'state ' + name }), name)),
      h('span', null, 'dots are jumps; the same stretch of time as the time line'),
    ),
    ntpTable(answer),
  ];
}
