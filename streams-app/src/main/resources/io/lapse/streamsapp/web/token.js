// The bearer token: asked for when the application wants one, kept for this tab, never in an
// address.

const KEY = 'lapse.token';
let asking = null;
let inMemory = null;

export function token() {
  return inMemory || stored();
}

function stored() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null; // A browser that keeps nothing asks again on the next page.
  }
}

function keep(value) {
  inMemory = value;
  try {
    sessionStorage.setItem(KEY, value);
  } catch {
    // It stays in memory.
  }
}

/** Asks, once for all who wait; refused is the token that was not taken, or null. */
export function ask(refused) {
  if (refused !== token()) {
    return Promise.resolve(); // Another one was given meanwhile.
  }
  asking ||= new Promise((resolve) => open(refused, resolve)).finally(() => (asking = null));
  return asking;
}

function open(refused, resolve) {
  const dialog = document.getElementById('token-dialog');
  const field = document.getElementById('token');
  document.getElementById('token-trouble').textContent = refused
    ? 'That token was not taken. It may be mistyped, or withdrawn.'
    : '';
  field.value = '';
  field.setAttribute('aria-invalid', refused ? 'true' : 'false');
  dialog.oncancel = (event) => event.preventDefault();
  document.getElementById('token-form').onsubmit = (event) => {
    event.preventDefault();
    const value = field.value.trim();
    if (value) {
      keep(value);
      dialog.close();
      resolve();
    }
  };
  if (!dialog.open) {
    dialog.showModal();
  }
  field.focus();
}
