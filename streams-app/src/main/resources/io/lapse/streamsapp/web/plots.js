// The plots of the fleet over time, and the tables that say the same.

import { axis, base, colour } from './chart.js';
import { h } from './dom.js';
import { count, duration, instant, roughly, tick, words } from './format.js';
import { nanos, table } from './parts.js';

const KINDS = [
  ['MIGRATION', 'k-migration', null],
  ['PAUSE', 'k-pause', 'lines'],
  ['SNAPSHOT', 'k-snapshot', 'dots'],
  ['UNKNOWN', 'k-unknown', 'cross'],
];
const DECALS = {
  lines: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
  dots: {
    symbol: 'circle',
    symbolSize: 0.6,
    dashArrayX: [
      [4, 4],
      [0, 4, 4, 0],
    ],
    dashArrayY: [4, 0],
  },
  cross: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
};
const LINES = [
  ['p50_ns', 'p50', 'k-migration', 'solid', 'circle'],
  ['p99_ns', 'p99', 'k-pause', [7, 3], 'diamond'],
  ['p999_ns', 'p99.9', 'k-third', [2, 3], 'triangle'],
];

function start(series, i) {
  return BigInt(series.from_tai_ns) + BigInt(i) * BigInt(series.step_ns);
}

function timeAxis(series) {
  return axis({
    type: 'category',
    data: series.columns.map((_, i) => String(i)),
    boundaryGap: true,
    splitLine: { show: false },
    axisLabel: {
      interval: Math.max(0, Math.ceil(series.columns.length / 7) - 1),
      formatter: (i) => tick(start(series, Number(i)), Number(series.step_ns) * 8),
    },
  });
}

function heading(series, i) {
  return instant(start(series, i)).slice(0, 19) + ' + ' + duration(series.step_ns);
}

function told(series, show) {
  return (items) =>
    [heading(series, items[0].dataIndex)]
      .concat(
        items
          .filter((item) => item.value !== null && item.value !== '-' && item.value !== undefined)
          .map((item) => item.seriesName + ': ' + show(item.value)),
      )
      .join('\n');
}

function kindsOf(series) {
  return KINDS.filter(([name]) => series.columns.some((column) => ofKind(column, name)));
}

const KNOWN = ['MIGRATION', 'PAUSE', 'SNAPSHOT'];

/** What has none of the known kinds is unknown. */
function ofKind(column, name) {
  const known = KNOWN.reduce((sum, each) => sum + (column.by_kind[each] || 0), 0);
  return name === 'UNKNOWN' ? Math.max(0, column.outages - known) : column.by_kind[name] || 0;
}

export function countsOption(series) {
  const option = base('Outages by step of time, stacked by kind. The table below holds the numbers.');
  option.xAxis = timeAxis(series);
  option.yAxis = axis({
    type: 'value',
    min: 0,
    minInterval: 1,
    axisLine: { show: false },
    splitNumber: 4,
    axisLabel: { formatter: count },
  });
  option.tooltip.axisPointer = { type: 'shadow', shadowStyle: { color: colour('soft'), opacity: 0.15 } };
  option.tooltip.formatter = told(series, count);
  option.series = kindsOf(series).map(([name, ink, decal]) => ({
    name: words(name),
    type: 'bar',
    stack: 'all',
    barCategoryGap: '12%',
    color: colour(ink),
    itemStyle: { color: colour(ink), decal: decal ? { color: colour('decal'), ...DECALS[decal] } : null },
    data: series.columns.map((column) => ofKind(column, name) || null),
  }));
  return option;
}

export function percentilesOption(series) {
  const option = base('Tout over time: p50, p99 and p99.9. The table below holds the numbers.');
  option.xAxis = timeAxis(series);
  option.yAxis = axis({ type: 'log', axisLine: { show: false }, axisLabel: { formatter: roughly } });
  option.tooltip.formatter = told(series, duration);
  option.series = LINES.map(([key, name, ink, dash, symbol]) => ({
    name,
    type: 'line',
    color: colour(ink),
    symbol,
    symbolSize: 5,
    showAllSymbol: true,
    connectNulls: false,
    lineStyle: { width: 1.8, type: dash, color: colour(ink) },
    itemStyle: { color: colour(ink) },
    data: series.columns.map((column) => (column[key] > 0 ? Number(column[key]) : null)),
  }));
  return option;
}

function details(caption, columns, series) {
  const rows = series.columns.map((column, i) => ({ ...column, i })).filter((column) => column.outages);
  return h(
    'details',
    null,
    h('summary', null, 'As a table'),
    table(caption, [['From (UTC)', '', (row) => heading(series, row.i)], ...columns], rows),
  );
}

export function countsTable(series) {
  const kinds = kindsOf(series).map(([name]) => [words(name), 'n', (row) => count(ofKind(row, name))]);
  return details('Outages by step', [['Outages', 'n', (row) => count(row.outages)], ...kinds], series);
}

export function percentilesTable(series) {
  return details(
    'Percentiles of Tout by step',
    LINES.map(([key, name]) => [name, 'n', (row) => nanos(row[key])]),
    series,
  );
}
