// What the fleet view asks the API for.

import { parameter } from './address.js';
import { path, withQuery } from './api.js';
import { Feed, Pages } from './feed.js';
import { chosen } from './filters.js';
import { chosenCell } from './heatmap.js';
import { orderAsked } from './lists.js';
import { range } from './range.js';
import { stateAsked } from './violations.js';

const watchers = [];

/** Calls it after each answer, and after each trouble. */
export function onAnswer(watcher) {
  watchers.push(watcher);
}

function changed() {
  watchers.forEach((each) => each());
}

/** The range as the API is asked for it. */
export const bounds = () => range(feeds.pipeline.data?.board);
const ranged = () => ({ ...chosen(), from: bounds().from, to: bounds().to });
const ready = (urlOf) => () => (feeds.pipeline.data || feeds.pipeline.error ? urlOf() : null);
const scope =
  (...more) =>
  () =>
    JSON.stringify([
      chosen(),
      parameter('range'),
      parameter('from'),
      parameter('to'),
      ...more.map((each) => each()),
    ]);

const violationScope = () =>
  withQuery(path('violations'), { ...chosen(), violation: parameter('violation'), state: stateAsked() });
const cellScope = () =>
  chosenCell() ? withQuery(path('outages'), { ...chosen(), ...chosenCell(), sort: 'longest' }) : null;
export const violationPages = new Pages(
  'violations',
  (row) => row.alert_id,
  (limit, cursor) => withQuery(violationScope(), { limit, cursor }),
  violationScope,
  changed,
);
export const cellPages = new Pages(
  'outages',
  (row) => row.outage_id,
  (limit, cursor) => cellScope() && withQuery(cellScope(), { limit, cursor }),
  cellScope,
  changed,
);

export const feeds = {
  pipeline: new Feed(() => path('pipeline'), changed),
  filters: new Feed(() => path('fleet', 'filters'), changed),
  summary: new Feed(
    ready(() => withQuery(path('fleet', 'summary'), ranged())),
    changed,
    scope(),
  ),
  series: new Feed(
    ready(() => withQuery(path('fleet', 'series'), { ...ranged(), columns: bounds().columns })),
    changed,
    scope(),
  ),
  violations: violationPages.first,
  cell: cellPages.first,
  open: new Feed(
    ready(() => withQuery(path('outages'), { ...chosen(), open: true, sort: 'oldest', limit: 10 })),
    changed,
  ),
  longest: new Feed(
    ready(() => withQuery(path('outages'), { ...ranged(), sort: 'longest', limit: 10 })),
    changed,
    scope(),
  ),
  top: new Feed(
    ready(() => withQuery(path('fleet', 'top'), { ...ranged(), by: orderAsked() })),
    changed,
    scope(orderAsked),
  ),
  pairs: new Feed(
    ready(() => path('fleet', 'pairs')),
    changed,
  ),
  instances: new Feed(
    ready(() => path('instances')),
    changed,
  ),
};
/** The pipeline first: it says how far the board reaches. */
export async function refresh() {
  await feeds.pipeline.refresh();
  const { pipeline, ...rest } = feeds;
  await Promise.all(Object.values(rest).map((feed) => feed.refresh()));
}
