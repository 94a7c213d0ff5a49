// The box that finds guests by how their names begin; the list is chosen from by keys, too.

import { get, path, withQuery } from './api.js';
import { guestHref } from './address.js';
import { h, render } from './dom.js';
import { many } from './format.js';

const SHOWN = 12;
const TYPING_MS = 150;

export function installSearch() {
  const field = document.getElementById('search');
  const list = document.getElementById('search-list');
  const said = document.getElementById('search-said');
  let guests = [];
  let chosen = -1;
  let asked = 0;
  let timer = null;

  async function look() {
    const number = ++asked;
    const prefix = field.value.trim();
    if (!prefix) {
      return close();
    }
    try {
      const page = await get(withQuery(path('guests'), { prefix, limit: SHOWN }));
      if (number === asked) {
        show(
          page.guests,
          page.guests.length
            ? (page.next ? 'The first ' : '') + many(page.guests.length, 'guest')
            : 'No guest’s name begins with that.',
        );
      }
    } catch (error) {
      if (number === asked) {
        show([], 'No answer: ' + error.message);
      }
    }
  }

  function show(found, text) {
    guests = found;
    chosen = -1;
    said.textContent = text;
    draw(true);
  }

  function draw(isOpen) {
    field.setAttribute('aria-expanded', String(isOpen));
    list.hidden = !isOpen;
    if (chosen >= 0) {
      field.setAttribute('aria-activedescendant', 'search-' + chosen);
    } else {
      field.removeAttribute('aria-activedescendant');
    }
    const rows = guests.map((guest, i) =>
      h(
        'li',
        {
          id: 'search-' + i,
          role: 'option',
          'aria-selected': String(i === chosen),
          on: { mousedown: (event) => event.preventDefault(), click: () => go(guest.guest) },
        },
        h('bdi', null, guest.guest),
        h(
          'small',
          { class: 'soft' },
          [guest.zone, guest.class, many(guest.outages, 'outage')].filter(Boolean).join(' · '),
        ),
      ),
    );
    render(
      list,
      rows.length
        ? rows
        : h(
            'li',
            { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', class: 'soft' },
            said.textContent,
          ),
    );
  }

  function close() {
    asked++;
    guests = [];
    chosen = -1;
    said.textContent = '';
    draw(false);
  }

  function go(guest) {
    location.href = guestHref(guest);
  }

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, TYPING_MS);
  });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && guests.length) {
      event.preventDefault();
      chosen = (chosen + step + guests.length + (chosen < 0 && step < 0 ? 1 : 0)) % guests.length;
      draw(true);
    } else if (event.key === 'Escape') {
      close();
    }
  });
  field.form.addEventListener('submit', (event) => {
    event.preventDefault();
    const name = guests[chosen]?.guest ?? field.value.trim();
    if (name) {
      go(name);
    }
  });
  addEventListener('keydown', (event) => {
    const isTyping = event.target.closest?.('input, select, textarea, dialog');
    if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      field.focus();
    }
  });
}
