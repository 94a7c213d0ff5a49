// Listens to what changes. By fetch, because EventSource cannot show a token.

import { request } from './api.js';

const BACK_OFF_MS = [500, 1000, 2000, 4000, 8000, 15000];
const SILENCE_MS = 40000;
const REFRESH_MS = 2000;

/**
 * Listens for as long as the page is open.
 *
 * @param url of the stream
 * @param heard called with (event, data), and with ('state', 'live' | 'reconnecting')
 */
export async function listen(url, heard) {
  for (let failures = 0; ; failures++) {
    const abort = new AbortController();
    try {
      const response = await request(url, { Accept: 'text/event-stream' }, abort.signal);
      heard('state', 'live');
      await read(response.body.getReader(), abort, (event, data) => {
        failures = 0;
        heard(event, data);
      });
    } catch (error) {
      if (error.status === undefined && error.name !== 'AbortError' && error.name !== 'TypeError') {
        console.error(error); // A mistake of ours.
      }
    }
    abort.abort();
    heard('state', 'reconnecting');
    await pause(BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)]);
  }
}

async function read(reader, abort, heard) {
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const silence = setTimeout(() => abort.abort(), SILENCE_MS);
    const { done, value } = await reader.read().finally(() => clearTimeout(silence));
    if (done) {
      return;
    }
    const blocks = (rest + decoder.decode(value, { stream: true })).replace(/\r\n?/g, '\n').split('\n\n');
    rest = blocks.pop();
    blocks.forEach((block) => tell(block, heard));
  }
}

function tell(block, heard) {
  let event = 'message';
  const data = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) {
      event = line.slice(6).trim();
    } else if (line.startsWith('data:')) {
      data.push(line.slice(5).trim());
    }
  }
  if (data.length) {
    heard(event, data.join('\n'));
  }
}

function pause(millis) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    addEventListener('online', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Runs it soon, at most every two seconds, and not while nobody looks. */
export function seldom(run) {
  let last = 0;
  let timer = null;
  let isDue = false;
  function go() {
    timer = null;
    if (document.hidden) {
      isDue = true;
      return;
    }
    isDue = false;
    last = Date.now();
    run();
  }
  document.addEventListener('visibilitychange', () => !document.hidden && isDue && go());
  return () => {
    timer ??= setTimeout(go, Math.max(0, last + REFRESH_MS - Date.now()));
  };
}

/** Shows how the page hears of changes. */
export function showState(isCatchingUp, stream) {
  const place = document.getElementById('live');
  const state = stream === 'live' ? (isCatchingUp ? 'catching up' : 'live') : stream;
  if (place.dataset.state !== state) {
    place.dataset.state = state;
    place.textContent = state;
  }
}
