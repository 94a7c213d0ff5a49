// Plots by ECharts, which is fetched when the first of them comes into sight. All text goes into
// SVG text, never into markup.

const SOURCE = 'vendor/echarts.min.js';
const drawn = new Map();
let library = null;
let sight = null;

function load() {
  library ||= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = SOURCE;
    script.onload = () => resolve(window.echarts);
    script.onerror = () => reject(new Error('the plots could not be fetched'));
    document.head.append(script);
  });
  return library;
}

/** The colour of a custom property, as it is now. */
export function colour(name) {
  return getComputedStyle(document.documentElement)
    .getPropertyValue('--' + name)
    .trim();
}

/**
 * Shows a plot in an element, if there is one. optionOf(data) is asked when it is in sight, when the
 * data are others than before, and when the theme changes.
 */
export function plot(place, data, optionOf) {
  if (!place || drawn.get(place)?.data === data) {
    return;
  }
  const known = drawn.get(place) || { place, chart: null, isSeen: false };
  Object.assign(known, { data, optionOf });
  if (!drawn.has(place)) {
    drawn.set(place, known);
    watch(place);
  }
  draw(known);
}

function watch(place) {
  sight ||= new IntersectionObserver(
    (entries) =>
      entries.forEach((entry) => {
        const known = drawn.get(entry.target);
        if (known && entry.isIntersecting && !known.isSeen) {
          known.isSeen = true;
          draw(known);
        }
      }),
    { rootMargin: '200px' },
  );
  sight.observe(place);
  new ResizeObserver(() => drawn.get(place)?.chart?.resize()).observe(place);
}

async function draw(known) {
  if (!known.place.isConnected) {
    known.chart?.dispose();
    drawn.delete(known.place);
    return;
  }
  if (!known.isSeen) {
    return;
  }
  try {
    const echarts = await load();
    if (!known.chart) {
      known.place.textContent = '';
      known.chart = echarts.init(known.place, null, { renderer: 'svg' });
    }
    known.chart.setOption(known.optionOf(known.data), { notMerge: true });
  } catch (error) {
    known.place.textContent = error.message; // The tables say it all.
  }
}

document.addEventListener('lapse-theme', () => drawn.forEach(draw));

export function base(description) {
  return {
    animation: false,
    aria: { enabled: true, label: { description } },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 10, top: 30, bottom: 4, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 18,
      itemHeight: 9,
      itemGap: 16,
      textStyle: { color: colour('soft'), fontSize: 12 },
      inactiveColor: colour('rule'),
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      transitionDuration: 0,
      backgroundColor: colour('panel'),
      borderColor: colour('rule'),
      textStyle: { color: colour('ink'), fontSize: 12 },
      axisPointer: { type: 'line', lineStyle: { color: colour('soft') } },
    },
  };
}

export function axis(more) {
  const label = { color: colour('soft'), fontSize: 11, hideOverlap: true };
  return {
    axisLine: { show: true, lineStyle: { color: colour('rule') } },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: colour('rule'), opacity: 0.5 } },
    ...more,
    axisLabel: { ...label, ...more.axisLabel },
  };
}
