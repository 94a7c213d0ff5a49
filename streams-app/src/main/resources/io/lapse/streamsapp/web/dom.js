// A page as a function of what is known: h() says what shall be there, render() changes only what
// is not, so that focus, scroll, selection and open details stay. Children that are strings are
// text and never markup.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element to be. Of the properties, key tells siblings apart, on holds listeners, opaque leaves
 * what is inside to others; the rest are attributes, left out where false, null or undefined.
 */
export function h(tag, properties, ...children) {
  return { tag, properties: properties || {}, children: flat(children) };
}

function flat(children) {
  return children
    .flat(9)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== '');
}

export function render(host, ...children) {
  patch(host, flat(children));
}

function patch(host, wanted) {
  const left = new Set(host.childNodes);
  const nodes = wanted.map(finder(left)).map((node, i) => node || create(host, wanted[i]));
  nodes.forEach((node) => left.delete(node));
  left.forEach((node) => node.remove());
  nodes.forEach((node, i) => {
    if (host.childNodes[i] !== node) {
      host.insertBefore(node, host.childNodes[i] || null);
    }
    update(node, wanted[i]);
  });
}

/** Finds for each child, in order, a node that is there and becomes it: by its key, else the next that fits. */
function finder(nodes) {
  const keyed = new Map();
  const others = [];
  nodes.forEach((node) => (node.lapseKey === undefined ? others.push(node) : keyed.set(node.lapseKey, node)));
  let at = 0;
  return (child) => {
    const key = child.properties?.key;
    if (key !== undefined) {
      const found = keyed.get(key);
      keyed.delete(key);
      return found && fits(found, child) ? found : null;
    }
    for (let i = at; i < others.length; i++) {
      if (fits(others[i], child)) {
        at = i + 1;
        return others[i];
      }
    }
    return null;
  };
}

function fits(node, child) {
  return typeof child === 'object'
    ? node.nodeType === 1 && node.localName === child.tag
    : node.nodeType === 3;
}

function create(host, child) {
  if (typeof child !== 'object') {
    return document.createTextNode('');
  }
  const inSvg = child.tag === 'svg' || (host.namespaceURI === SVG && host.localName !== 'foreignObject');
  const node = inSvg ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
  node.lapseKey = child.properties.key;
  return node;
}

function update(node, child) {
  if (typeof child !== 'object') {
    if (node.data !== String(child)) {
      node.data = String(child);
    }
    return;
  }
  attributes(node, child.properties);
  listeners(node, child.properties.on || {});
  if (!child.properties.opaque) {
    patch(node, child.children);
  }
  if (
    'value' in child.properties &&
    node !== document.activeElement &&
    node.value !== child.properties.value
  ) {
    node.value = child.properties.value;
  }
}

const OWN = new Set(['key', 'on', 'opaque', 'value']);

function attributes(node, properties) {
  const before = node.lapseAttributes || {};
  for (const [name, value] of Object.entries(properties)) {
    if (!OWN.has(name) && before[name] !== value) {
      set(node, name, value);
    }
  }
  for (const name of Object.keys(before)) {
    if (!(name in properties)) {
      node.removeAttribute(name);
    }
  }
  node.lapseAttributes = properties;
}

function set(node, name, value) {
  if (value === false || value === null || value === undefined) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? '' : value);
  }
}

/** What a listener returns means nothing, as with addEventListener. */
function listeners(node, on) {
  const known = (node.lapseListeners ||= {});
  for (const name of Object.keys(on)) {
    if (!(name in known)) {
      node.addEventListener(name, (event) => node.lapseListeners[name]?.(event));
    }
  }
  for (const name of new Set([...Object.keys(known), ...Object.keys(on)])) {
    known[name] = on[name] || null;
  }
}
