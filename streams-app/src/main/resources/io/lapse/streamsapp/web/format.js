// Numbers as people read them. Stamps are BigInt nanoseconds of TAI, durations numbers or BigInts.

const MINUS = '\u2212';
const SECOND = 1e9;
const UNITS = [
  [SECOND, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
  [1, 'ns'],
];
const LONG = [
  [86400, 'd', 3600, 'h'],
  [3600, 'h', 60, 'min'],
  [60, 'min', 1, 's'],
];

const STEPS = [
  1e3, 1e4, 1e5, 1e6, 2e6, 5e6, 1e7, 2e7, 5e7, 1e8, 2e8, 5e8, 1e9, 2e9, 5e9, 1e10, 15e9, 3e10, 6e10, 12e10,
  3e11, 6e11, 9e11, 18e11, 36e11, 72e11, 108e11, 216e11, 432e11, 864e11, 1728e11, 6048e11, 2592e12,
].map(BigInt);

let taiMinusUtcS = 37n;

/** TAI less UTC in nanoseconds: what is round in UTC is not in TAI. */
export function taiMinusUtcNanos() {
  return taiMinusUtcS * 1000000000n;
}

/** What the board says of TAI less UTC. */
export function setTaiMinusUtc(seconds) {
  taiMinusUtcS = BigInt(seconds);
}

export function count(number) {
  return number === null || number === undefined ? '–' : grouped(String(number).replace('-', MINUS));
}

function grouped(digits) {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** 3.87 ms, 7 min 2 s, 2 d 3 h; a dash where it is not known. */
export function duration(nanos) {
  if (nanos === null || nanos === undefined) {
    return '–';
  }
  const value = Number(nanos);
  const size = Math.abs(value);
  const sign = value < 0 ? MINUS : '';
  return sign + (size < 59.995 * SECOND ? short(size) : long(Math.round(size / SECOND)));
}

function short(size) {
  if (size === 0) {
    return '0';
  }
  const unit = UNITS.find(([each]) => size >= each * 0.9995) || UNITS[3];
  return Number((size / unit[0]).toPrecision(3)) + '\u00a0' + unit[1];
}

function long(seconds) {
  const [large, largeName, small, smallName] = LONG.find(([each]) => seconds >= each);
  const rest = Math.floor((seconds % large) / small);
  const whole = grouped(String(Math.floor(seconds / large))) + '\u00a0' + largeName;
  return rest ? whole + ' ' + rest + '\u00a0' + smallName : whole;
}

/** Short, for axes: 100 s, 17 min, 2.8 h. */
export function roughly(nanos) {
  const unit = [
    [864e11, 'd'],
    [36e11, 'h'],
    [6e10, 'min'],
  ].find(([each]) => nanos >= each * 2);
  if (!unit) {
    return nanos >= 59 * SECOND ? Math.round(nanos / SECOND) + '\u00a0s' : duration(nanos);
  }
  return Number((nanos / unit[0]).toPrecision(2)) + '\u00a0' + unit[1];
}

/** 421,855,445,000 ns. */
export function exact(nanos) {
  return nanos === null || nanos === undefined ? 'not known' : count(nanos) + ' ns';
}

/** The millisecond of UTC and the nanoseconds beyond it. */
function utc(stamp) {
  const nanos = BigInt(stamp) - taiMinusUtcS * 1000000000n;
  return {
    date: new Date(Number(nanos / 1000000n)),
    nanos: ((nanos % 1000000000n) + 1000000000n) % 1000000000n,
  };
}

/** 2026-11-22 21:29:29.331 */
export function instant(stamp) {
  if (stamp === null || stamp === undefined) {
    return '–';
  }
  return utc(stamp).date.toISOString().replace('T', ' ').replace('Z', '');
}

/** 2026-11-22 21:29:29 */
export function second(stamp) {
  return instant(stamp).slice(0, 19);
}

/** 2026-11-22 21:29 */
export function minute(stamp) {
  return stamp === null || stamp === undefined ? '–' : instant(stamp).slice(0, 16);
}

/** RFC 3339 to the nanosecond, and TAI. */
export function exactInstant(stamp) {
  if (stamp === null || stamp === undefined) {
    return 'not known';
  }
  const at = utc(stamp);
  return at.date.toISOString().slice(0, 20) + String(at.nanos).padStart(9, '0') + 'Z = tai:' + stamp;
}

/** RFC 3339, for the address bar. */
export function rfc3339(stamp) {
  return utc(stamp).date.toISOString();
}

/** The least round step of which so many cover a length, in nanoseconds. */
export function roundStep(length, most) {
  return STEPS.find((each) => length / each < most) || length / most + 1n;
}

/** The last instant, not after a stamp, that is a whole step in UTC. */
export function floorTo(stamp, step) {
  return stamp - ((stamp - taiMinusUtcNanos()) % step);
}

/** What an axis says at a stamp, where its marks are so far apart. */
export function tick(stamp, stepNanos) {
  const text = instant(stamp);
  if (stepNanos >= 86400e9) {
    return text.slice(5, 10);
  }
  if (stepNanos >= 60e9) {
    return text.slice(11, 16) === '00:00' ? text.slice(5, 10) : text.slice(11, 16);
  }
  return stepNanos >= SECOND ? text.slice(11, 19) : text.slice(14) + micros(stamp, stepNanos);
}

function micros(stamp, stepNanos) {
  return stepNanos < 1e6 ? String((utc(stamp).nanos / 1000n) % 1000n).padStart(3, '0') : '';
}

export function percent(share) {
  return count(Number((share * 100).toPrecision(3))) + '\u00a0%';
}

/** One, with its noun; another form for more. */
export function many(number, noun, plural) {
  return count(number) + ' ' + (Number(number) === 1 ? noun : plural || noun + 's');
}

/** MIGRATION as Migration, BLACKOUT_EXCEEDED as Blackout exceeded. */
export function words(name) {
  if (!name) {
    return 'unknown';
  }
  const text = name.replace('CATCH_UP', 'CATCH-UP').replaceAll('_', ' ').toLowerCase();
  return text[0].toUpperCase() + text.slice(1);
}
