// What the guest view asks the API for.

import { parameter } from './address.js';
import { get, path, withQuery } from './api.js';
import { Feed, Pages } from './feed.js';

export const guest = parameter('guest');

/** What is fetched only once somebody looks. */
export const looked = { atEvents: false, atHistory: false };

const watchers = [];
const sealed = { id: null, entries: null, problem: null };
const of = (...more) => path('guests', guest, ...more);
const place = (row) => row.topic + row.partition + '@' + row.offset;

/** Calls it after each answer, and after each trouble. */
export function onAnswer(watcher) {
  watchers.push(watcher);
}

function changed() {
  watchers.forEach((each) => each());
}

function paged(part, key, idOf, isWanted = () => true) {
  const url = (limit, cursor) => (isWanted() ? withQuery(of(part), { limit, cursor }) : null);
  return new Pages(key, idOf, url, () => part, changed);
}

export const pages = {
  outages: paged('outages', 'outages', (row) => row.outage_id),
  events: paged('events', 'events', place, () => looked.atEvents),
  history: paged('history', 'records', place, () => looked.atHistory),
};

export const feeds = {
  guest: new Feed(() => of(), changed),
  outages: pages.outages.first,
  ledger: new Feed(() => (parameter('outage') ? of('ledger') : null), changed),
  ntp: new Feed(() => of('ntp'), changed),
  why: new Feed(() => (parameter('at') ? withQuery(of('why'), { at: parameter('at') }) : null), changed),
  events: pages.events.first,
  history: pages.history.first,
};

export async function refresh() {
  await Promise.all(Object.values(feeds).map((feed) => feed.refresh()));
}

/** Those that may change are in the ledger; those of sealed outages are answered by why. */
export function entriesOf(row) {
  const found = feeds.ledger.data?.entries.filter((entry) => entry.outage_id === row.outage_id);
  if (!found || found.length) {
    return found || null;
  }
  if (sealed.id !== row.outage_id) {
    Object.assign(sealed, { id: row.outage_id, entries: null, problem: null });
    askSealed(row);
  }
  return sealed.entries;
}

async function askSealed(row) {
  try {
    const why = await get(
      withQuery(of('why'), { at: 'tai:' + (row.stopped_tai_ns ?? row.restarted_tai_ns) }),
    );
    if (sealed.id === row.outage_id) {
      sealed.entries = why.outage_id === row.outage_id ? why.entries : null;
      sealed.problem = sealed.entries
        ? null
        : 'they are sealed, and stand in the topic of the ledger: see the history below';
    }
  } catch (error) {
    sealed.problem = error.message;
  }
  changed();
}

/** Why there are no entries of the chosen outage; undefined where nothing is known to be wrong. */
export function entriesProblem() {
  return sealed.problem || feeds.ledger.error?.message;
}
