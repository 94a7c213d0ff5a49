// The stretch of time that the guest's strips share, and how stamps become places on it.

import { h } from './dom.js';
import { floorTo, roundStep, tick } from './format.js';

const TICK_WIDTH = 105;
const LEAST = 1000n; // A microsecond is what hosts can tell apart.

/** From a stamp over a length, both in nanoseconds; width in pixels. */
export class Scale {
  constructor(start, length, width, left, right) {
    Object.assign(this, { start, length: length < LEAST ? LEAST : length, width, left, right });
  }

  /** Where a stamp is, in pixels; may lie outside. */
  x(stamp) {
    const share = Number(BigInt(stamp) - this.start) / Number(this.length);
    return this.left + share * (this.width - this.left - this.right);
  }

  /** The stamp at a place. */
  at(x) {
    const share = (x - this.left) / (this.width - this.left - this.right);
    return this.start + BigInt(Math.round(share * Number(this.length)));
  }

  /** Clamped to what is seen, with a margin. */
  clamped(stamp) {
    return Math.max(this.left - 4, Math.min(this.width - this.right + 4, this.x(stamp)));
  }

  sees(from, to) {
    return BigInt(to) >= this.start && BigInt(from) <= this.start + this.length;
  }

  ticks() {
    const step = roundStep(this.length, BigInt(Math.max(2, Math.floor(this.width / TICK_WIDTH))));
    const ticks = [];
    for (let at = floorTo(this.start, step) + step; at < this.start + this.length; at += step) {
      ticks.push({ x: this.x(at), text: tick(at, Number(step)) });
    }
    return ticks;
  }
}

/** Vertical lines and their labels below. */
export function timeAxis(scale, top, bottom) {
  return h(
    'g',
    { class: 'axis', 'aria-hidden': 'true' },
    scale
      .ticks()
      .map(({ x, text }) => [
        h('line', { x1: x, x2: x, y1: top, y2: bottom }),
        h('text', { x, y: bottom + 14, 'text-anchor': 'middle' }, text),
      ]),
  );
}

/** A range that is zoomed by a factor about a stamp, within limits. */
export function zoomed(range, factor, about, all) {
  const length = BigInt(Math.round(Number(range.length) * factor));
  const bounded = length > all.length ? all.length : length < LEAST ? LEAST : length;
  const share = Number(about - range.start) / Number(range.length);
  return within({ start: about - BigInt(Math.round(Number(bounded) * share)), length: bounded }, all);
}

export function moved(range, share, all) {
  return within(
    { start: range.start + BigInt(Math.round(Number(range.length) * share)), length: range.length },
    all,
  );
}

function within(range, all) {
  const last = all.start + all.length - range.length;
  const start = range.start < all.start ? all.start : range.start > last ? last : range.start;
  return { start, length: range.length };
}
