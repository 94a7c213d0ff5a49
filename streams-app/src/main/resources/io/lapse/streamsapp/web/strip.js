// The guest's time line with what moves about in it: buttons, keys, wheel, and a range drawn by hand.

import { moved, Scale, zoomed } from './axis.js';
import { h } from './dom.js';
import { duration, many, second } from './format.js';
import { begin, HEIGHT, overview, timeline } from './timeline.js';

export const LEFT = 62;
export const RIGHT = 14;
let range = null; // What is seen; null: all.
let drag = null;

/** From a little before the first outage to a little after all that is known; end may add as much again. */
export function allKnown(outages, others, end) {
  const stamps = outages
    .flatMap((row) => [row.stopped_tai_ns, row.restarted_tai_ns, row.stale?.until_tai_ns])
    .concat(others)
    .filter((stamp) => stamp !== null && stamp !== undefined)
    .map(BigInt);
  if (!stamps.length) {
    return { start: 0n, length: 1000000000n };
  }
  const first = stamps.reduce((least, each) => (each < least ? each : least));
  const known = stamps.reduce((most, each) => (each > most ? each : most));
  const isNear = end !== undefined && BigInt(end) > known && BigInt(end) - known <= known - first;
  const last = isNear ? BigInt(end) : known;
  const margin = (last - first) / 40n + 1000000n;
  return { start: first - margin, length: last - first + 2n * margin };
}

function width() {
  return Math.max(300, (document.getElementById('timeline')?.clientWidth || 1000) - 28);
}

/** What both strips are drawn by. */
export function scaleOf(all) {
  const seen = seenOf(all);
  return new Scale(seen.start, seen.length, width(), LEFT, RIGHT);
}

function seenOf(all) {
  return range && range.length < all.length ? moved(range, 0, all) : all;
}

export function strip(outages, all, selected, asked, select, draw) {
  if (!outages.length) {
    return h('p', { class: 'empty' }, 'No outage is known: there is nothing to draw.');
  }
  const scale = scaleOf(all);
  const go = (next) => {
    range = next;
    draw();
  };
  const actions = actionsOf(outages, all, selected, select, go);
  return [
    h(
      'div',
      { class: 'strip-tools', role: 'group', 'aria-label': 'Time line' },
      tools(actions, outages, selected),
      h('span', { class: 'note' }, caption(outages, scale)),
    ),
    h(
      'div',
      {
        class: 'strip-box',
        tabindex: '0',
        role: 'group',
        'aria-label':
          'Time line of ' +
          many(outages.length, 'outage') +
          '. Left and right choose one, plus and minus zoom, the table below holds all.',
        on: { keydown: (event) => key(event, actions) },
      },
      h(
        'svg',
        {
          class: 'strip',
          width: scale.width,
          height: HEIGHT,
          viewBox: '0 0 ' + scale.width + ' ' + HEIGHT,
          role: 'img',
          'aria-label': 'Outages by when they began and how long they were; wrong clocks are shaded',
          on: pointer(scale, all, go, draw),
        },
        timeline(outages, scale, all, selected, asked, select),
        drag
          ? h('rect', {
              key: 'drag',
              class: 'drag',
              x: Math.min(drag.from, drag.to),
              y: 0,
              width: Math.abs(drag.to - drag.from),
              height: HEIGHT - 24,
            })
          : null,
      ),
      range
        ? overview(outages, all, seenOf(all), scale.width, LEFT, RIGHT, (at) =>
            go(moved({ start: at - range.length / 2n, length: range.length }, 0, all)),
          )
        : null,
    ),
    h(
      'p',
      { class: 'strip-key soft' },
      ['migration', 'pause', 'snapshot'].map((name) => h('span', { class: 'kind ' + name }, name)),
      h('span', null, h('i', { class: 'stale-sample' }), 'wrong clock'),
      h('span', { class: 'repair-sample' }, '✓ repaired'),
      h('span', null, 'height: how long'),
    ),
  ];
}

function caption(outages, scale) {
  return (
    second(scale.start) + ' to ' + second(scale.start + scale.length) + ' UTC, ' + duration(scale.length)
  );
}

function actionsOf(outages, all, selected, select, go) {
  const seen = seenOf(all);
  const middle = seen.start + seen.length / 2n;
  const byTime = [...outages].sort((a, b) => (begin(a) < begin(b) ? -1 : begin(a) > begin(b) ? 1 : 0));
  const at = byTime.findIndex((row) => row.outage_id === selected);
  const row = byTime[at];
  const step = (by) =>
    select(
      byTime[at < 0 ? (by > 0 ? 0 : byTime.length - 1) : Math.min(byTime.length - 1, Math.max(0, at + by))]
        .outage_id,
    );
  return {
    in: () =>
      go(
        zoomed(
          seen,
          0.4,
          row && begin(row) >= seen.start && begin(row) <= seen.start + seen.length ? begin(row) : middle,
          all,
        ),
      ),
    out: () => go(zoomed(seen, 2.5, middle, all)),
    all: () => go(null),
    left: () => go(moved(seen, -0.3, all)),
    right: () => go(moved(seen, 0.3, all)),
    previous: () => step(-1),
    next: () => step(1),
    selected: () => row && go(about(row, all)),
  };
}

/** An outage, with its own length to the left and right of it. */
function about(row, all) {
  const from = begin(row);
  const until = BigInt(row.restarted_tai_ns ?? all.start + all.length);
  const length = until > from ? until - from : 1000000n;
  return { start: from - length, length: 3n * length };
}

function tools(actions, outages, selected) {
  const button = (text, label, action, isOff) =>
    h(
      'button',
      { type: 'button', 'aria-label': label, title: label, disabled: isOff, on: { click: action } },
      text,
    );
  return [
    button('‹ outage', 'Previous outage', actions.previous),
    button('outage ›', 'Next outage', actions.next),
    button('Zoom to it', 'Zoom to the chosen outage', actions.selected, !selected),
    button('+', 'Zoom in', actions.in),
    button('−', 'Zoom out', actions.out, !range),
    button('◂', 'Earlier', actions.left, !range),
    button('▸', 'Later', actions.right, !range),
    button('All', 'Show all', actions.all, !range),
  ];
}

function key(event, actions) {
  const action = {
    ArrowLeft: 'previous',
    ArrowRight: 'next',
    '+': 'in',
    '=': 'in',
    '-': 'out',
    Home: 'all',
    PageUp: 'left',
    PageDown: 'right',
    Enter: 'selected',
  }[event.key];
  if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    actions[action]();
  }
}

function pointer(scale, all, go, draw) {
  const x = (event) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  return {
    wheel: (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        go(zoomed(seenOf(all), event.deltaY < 0 ? 0.7 : 1.4, scale.at(x(event)), all));
      }
    },
    dblclick: () => go(null),
    pointerdown: (event) => {
      if (event.button === 0 && event.pointerType === 'mouse') {
        drag = { from: x(event), to: x(event), isMoved: false };
      }
    },
    pointermove: (event) => {
      if (drag) {
        drag.to = x(event);
        if (!drag.isMoved && Math.abs(drag.to - drag.from) > 6) {
          drag.isMoved = true;
          event.currentTarget.setPointerCapture(event.pointerId);
        }
        if (drag.isMoved) {
          draw();
        }
      }
    },
    pointerup: (event) => {
      const done = drag;
      drag = null;
      if (done?.isMoved) {
        const [from, to] = [scale.at(Math.min(done.from, done.to)), scale.at(Math.max(done.from, done.to))];
        go({ start: from, length: to - from });
      }
    },
    pointercancel: () => {
      drag = null;
      draw();
    },
  };
}
