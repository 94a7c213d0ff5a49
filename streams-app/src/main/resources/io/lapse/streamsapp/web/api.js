// Asks the application: with the token, with the ETag of what is known already, and few questions
// at once.

import { parse } from './json.js';
import { ask, token } from './token.js';

const AT_ONCE = 3;
const KNOWN_MAX = 60;
const ANSWER_MS = 20000;

const known = new Map();
const waiting = [];
let running = 0;

/** What is said instead of an answer. Status 0: nobody answers. */
export class Problem extends Error {
  constructor(status, detail, reason) {
    super(detail);
    this.status = status;
    this.reason = reason;
  }
}

export function path(...parts) {
  return '/api/v1/' + parts.map(encodeURIComponent).join('/');
}

/** A path with those parameters that have a value. */
export function withQuery(base, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text ? base + (base.includes('?') ? '&' : '?') + text : base;
}

/** The answer; the same object as before where nothing has changed. */
export async function get(url) {
  await turn();
  try {
    return await answer(url);
  } finally {
    running--;
    waiting.shift()?.();
  }
}

async function turn() {
  while (running >= AT_ONCE) {
    await new Promise((resolve) => waiting.push(resolve));
  }
  running++;
}

async function answer(url) {
  const before = known.get(url);
  const response = await request(
    url,
    before ? { 'If-None-Match': before.etag } : {},
    AbortSignal.timeout(ANSWER_MS),
  );
  if (response.status === 304 && before) {
    await response.arrayBuffer(); // Else browsers take the request for one that was given up.
    return before.body;
  }
  const body = parse(await response.text());
  const etag = response.headers.get('ETag');
  known.delete(url);
  if (etag) {
    known.set(url, { etag, body });
    if (known.size > KNOWN_MAX) {
      known.delete(known.keys().next().value);
    }
  }
  return body;
}

/** A response of 200 or 304. Waits for a token where one is wanted. */
export async function request(url, headers, signal) {
  for (;;) {
    const shown = token();
    const all = shown ? { ...headers, Authorization: 'Bearer ' + shown } : headers;
    const response = await reached(url, all, signal);
    if (response.status === 401) {
      await ask(shown);
      if (signal?.aborted) {
        signal = AbortSignal.timeout(ANSWER_MS); // The time was spent on typing.
      }
    } else if (response.ok || response.status === 304) {
      return response;
    } else {
      throw await problem(response);
    }
  }
}

async function reached(url, headers, signal) {
  try {
    return await fetch(url, { headers, signal, cache: 'no-store' });
  } catch (e) {
    throw new Problem(
      0,
      e.name === 'TimeoutError' ? 'no answer in time' : 'the application cannot be reached',
      null,
    );
  }
}

async function problem(response) {
  try {
    const body = parse(await response.text());
    return new Problem(response.status, body.detail || body.title, body.reason || null);
  } catch {
    return new Problem(response.status, 'an answer that cannot be read', null);
  }
}
