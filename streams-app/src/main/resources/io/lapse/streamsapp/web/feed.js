// What one route says, kept up to date: the last answer stays while there is trouble.

import { get } from './api.js';

const RETRY_MS = [2000, 4000, 8000, 15000, 30000];
const TRANSIENT = new Set([0, 429, 500, 502, 503, 504]);

export class Feed {
  /**
   * urlOf may say null: nothing is asked for. changed is called after each answer or trouble.
   * scopeOf names what is asked about: in trouble, the last answer stays as long as it is the same.
   */
  constructor(urlOf, changed, scopeOf = urlOf) {
    Object.assign(this, { urlOf, changed, scopeOf });
    this.scope = null;
    this.data = null;
    this.error = null;
    this.url = null;
    this.failures = 0;
    this.running = null;
    this.retry = null;
  }

  /** Whether what is shown is about something else than what is asked for. */
  isOutdated() {
    return this.data !== null && this.scope !== this.scopeOf();
  }

  /** Asks again; at most one question runs, and one waits. */
  async refresh() {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.ask().finally(() => (this.running = null));
    await this.running;
    if (this.again) {
      this.again = false;
      await this.refresh();
    }
    return null;
  }

  async ask() {
    const url = this.urlOf();
    clearTimeout(this.retry);
    if (!url) {
      this.data = this.error = this.url = null;
      this.changed();
      return;
    }
    try {
      const data = await get(url);
      if (url !== this.urlOf()) {
        this.again = true;
        return;
      }
      this.settle(url, data, null);
    } catch (error) {
      this.settle(url, this.scope === this.scopeOf() ? this.data : null, error);
    }
  }

  settle(url, data, error) {
    const isSame = this.url === url && this.data === data && !error && !this.error;
    this.url = url;
    this.scope = this.scopeOf();
    this.data = data;
    this.error = error;
    this.failures = error ? this.failures + 1 : 0;
    if (error && TRANSIENT.has(error.status)) {
      const delay = RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1];
      this.retry = setTimeout(() => this.refresh(), delay);
    } else if (error && error.status === undefined) {
      console.error(error); // A mistake of ours.
    }
    if (!isSame) {
      this.changed();
    }
  }
}

const SIZES = [50, 100, 200, 500];

/**
 * A list that grows on demand. Up to 500 rows are one question, so that all of them stay up to
 * date; what comes after is fetched once, page by page.
 */
export class Pages {
  /** urlOf(limit, cursor) may say null; idOf tells rows apart; scopeOf as of a feed. */
  constructor(key, idOf, urlOf, scopeOf, changed) {
    Object.assign(this, {
      key,
      idOf,
      urlOf,
      changed,
      size: 0,
      more: [],
      cursor: null,
      error: null,
      loading: false,
    });
    this.first = new Feed(() => urlOf(SIZES[this.size], null), changed, scopeOf);
  }

  /** All rows that are loaded. */
  rows() {
    const head = this.first.data ? this.first.data[this.key] : [];
    const ids = new Set(head.map(this.idOf));
    return head.concat(this.more.filter((row) => !ids.has(this.idOf(row)) && ids.add(this.idOf(row))));
  }

  /** Whether there are rows that are not loaded. */
  next() {
    return this.more.length ? this.cursor : this.first.data?.next;
  }

  forget() {
    Object.assign(this, { size: 0, more: [], cursor: null, error: null });
  }

  async load() {
    if (!this.next() || this.loading) {
      return;
    }
    this.loading = true;
    this.changed();
    if (this.size < SIZES.length - 1) {
      this.size++;
      await this.first.refresh();
    } else {
      await this.loadBeyond();
    }
    this.loading = false;
    this.changed();
  }

  async loadBeyond() {
    try {
      const page = await get(this.urlOf(SIZES[this.size], this.next()));
      this.more = this.more.concat(page[this.key]);
      this.cursor = page.next;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }
}
