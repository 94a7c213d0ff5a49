// Chosen before anything is painted; no module, so that nothing flashes.
(function () {
  'use strict';
  var root = document.documentElement;
  var dark = matchMedia('(prefers-color-scheme: dark)');

  function chosen() {
    try {
      return localStorage.getItem('lapse.theme');
    } catch (e) {
      return null; // A browser that keeps nothing follows the system.
    }
  }

  function show() {
    var theme = chosen();
    root.dataset.theme = theme === 'dark' || theme === 'light' ? theme : dark.matches ? 'dark' : 'light';
    document.dispatchEvent(new Event('lapse-theme'));
  }

  dark.addEventListener('change', show);
  document.addEventListener('click', function (event) {
    if (!event.target.closest || !event.target.closest('#theme')) {
      return;
    }
    var other = root.dataset.theme === 'dark' ? 'light' : 'dark';
    root.dataset.theme = other;
    try {
      localStorage.setItem('lapse.theme', other);
    } catch (e) {
      // Then for this page only.
    }
    document.dispatchEvent(new Event('lapse-theme'));
  });
  show();
})();
