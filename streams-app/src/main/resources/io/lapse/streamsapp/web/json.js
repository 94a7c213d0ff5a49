// Reads JSON without rounding: what a double cannot hold becomes a BigInt (where its name ends in
// _ns) or keeps its digits as text.

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LARGE = /^-?\d{16,}$/;

export function parse(text) {
  const quoted = text.replace(TOKENS, (token) => (LARGE.test(token) ? '"' + token + '"' : token));
  return JSON.parse(quoted, (key, value) => (isWhole(key, value) ? BigInt(value) : value));
}

function isWhole(key, value) {
  return typeof value === 'string' && key.endsWith('_ns') && /^-?\d+$/.test(value);
}

/** As it was read, with its large numbers as numbers. */
export function write(value) {
  const marked = JSON.stringify(value, (key, each) => (typeof each === 'bigint' ? '\u0001' + each : each), 1);
  return marked.replace(/"\\u0001(-?\d+)"/g, '$1').replace(/\n\s*/g, ' ');
}
