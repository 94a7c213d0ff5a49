// The stretch of time that the fleet view shows: it ends at the newest stamp that the board knows,
// not now, so that recordings of the past are seen too.

import { parameter } from './address.js';
import { floorTo, instant, rfc3339, roundStep } from './format.js';

const HOUR = 3600000000000n;
export const PRESETS = [
  ['1h', 'Last hour'],
  ['6h', 'Last 6 hours'],
  ['24h', 'Last 24 hours'],
  ['7d', 'Last 7 days'],
  ['30d', 'Last 30 days'],
  ['all', 'All that is known'],
];
const LENGTHS = { '1h': HOUR, '6h': 6n * HOUR, '24h': 24n * HOUR, '7d': 168n * HOUR, '30d': 720n * HOUR };
const DEFAULT = '24h';
/** Which preset stands; 'custom' where the address has from or to. */
export function preset() {
  if (parameter('from') || parameter('to')) {
    return 'custom';
  }
  const asked = parameter('range');
  return asked === 'all' || asked in LENGTHS ? asked : DEFAULT;
}

export function columns() {
  return innerWidth < 700 ? 32 : 64;
}

/**
 * from and to as the API takes them, null where it has a default; the board tells how far it
 * reaches. Both lie on whole steps, so that columns stay where they are while events come in.
 */
export function range(board) {
  if (preset() === 'custom') {
    return { from: parameter('from'), to: parameter('to'), columns: columns() };
  }
  if (!board || board.as_of_tai_ns === null || board.from_tai_ns === null) {
    return { from: null, to: null, columns: columns() };
  }
  const end = BigInt(board.as_of_tai_ns);
  const oldest = BigInt(board.from_tai_ns);
  const length = LENGTHS[preset()];
  const start = length && end - length > oldest ? end - length : oldest;
  return aligned(start, end);
}

function aligned(start, end) {
  const step = roundStep(end - start, BigInt(columns() - 1));
  const from = floorTo(start, step);
  const count = (end - from) / step + 1n;
  return { from: 'tai:' + from, to: 'tai:' + (from + count * step), columns: Number(count) };
}

/** A text field's instant as RFC 3339: its zone is UTC, its seconds may be left out. */
export function asRfc3339(text) {
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?Z?$/.exec(text.trim());
  return found ? found[1] + 'T' + found[2] + (found[3] || ':00') + 'Z' : text.trim();
}

/** What stands in the fields, given what the API was asked. */
export function shown(bound) {
  if (!bound) {
    return '';
  }
  return bound.startsWith('tai:')
    ? instant(BigInt(bound.slice(4))).slice(0, 19)
    : bound.replace('T', ' ').replace('Z', '');
}

/** The same bounds, fit for a colleague. */
export function fixed(current) {
  return { from: fixedBound(current.from), to: fixedBound(current.to), range: null };
}

function fixedBound(bound) {
  return bound && bound.startsWith('tai:') ? rfc3339(BigInt(bound.slice(4))) : bound;
}
