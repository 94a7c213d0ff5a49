// What is looked at, in the address bar, so that a view can be sent to a colleague.

const listeners = [];

export function parameters() {
  return new URLSearchParams(location.search);
}

export function parameter(name) {
  return parameters().get(name);
}

/** Changes some; null or '' takes one away. A step in the browser's history unless replace is set. */
export function change(values, replace = false) {
  const all = parameters();
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === '') {
      all.delete(name);
    } else {
      all.set(name, value);
    }
  }
  const query = all.toString();
  const next = location.pathname + (query ? '?' + query : '');
  if (next !== location.pathname + location.search) {
    history[replace ? 'replaceState' : 'pushState'](null, '', next);
  }
  listeners.forEach((each) => each());
}

export function onChange(listener) {
  listeners.push(listener);
}

addEventListener('popstate', () => listeners.forEach((each) => each()));

export function guestHref(guest, more = {}) {
  return 'guest.html?' + new URLSearchParams({ guest, ...more });
}
