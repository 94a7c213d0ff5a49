// Draws the plots of a report. All text goes into SVG text, never into markup.
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('plot-data').textContent);
  var root = document.documentElement;
  var dashes = ['solid', [6, 3], [2, 3], [9, 3, 2, 3]];
  var charts = [];

  function colour(name) {
    return getComputedStyle(root).getPropertyValue('--' + name).trim();
  }

  function separated(number) {
    return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  }

  function trimmed(number) {
    return Number(number.toPrecision(3)).toString();
  }

  function duration(nanos) {
    var units = [[864e11, 'd', 1728e11], [36e11, 'h', 72e11], [1e9, 's'], [1e6, 'ms'], [1e3, 'µs'], [1, 'ns']];
    for (var i = 0; i < units.length; i++) {
      if (nanos >= (units[i][2] || units[i][0])) {
        var many = nanos / units[i][0];
        return (many < 100 ? trimmed(many) : separated(Math.round(many))) + ' ' + units[i][1];
      }
    }
    return '0';
  }

  // Thresholds are told exactly, in seconds at most.
  function threshold(nanos) {
    var units = [[1e9, 's'], [1e6, 'ms'], [1e3, 'µs'], [1, 'ns']];
    for (var i = 0; i < units.length; i++) {
      if (nanos >= units[i][0]) {
        var parts = String(nanos / units[i][0]).split('.');
        return separated(parts[0]) + (parts[1] ? '.' + parts[1] : '') + ' ' + units[i][1];
      }
    }
    return '0';
  }

  function compact(number) {
    var size = Math.abs(number);
    if (size >= 1e15) { return trimmed(number / 1e15) + ' P'; }
    if (size >= 1e12) { return trimmed(number / 1e12) + ' T'; }
    if (size >= 1e9) { return trimmed(number / 1e9) + ' G'; }
    if (size >= 1e6) { return trimmed(number / 1e6) + ' M'; }
    if (size >= 1e4) { return trimmed(number / 1e3) + ' k'; }
    return size < 10 ? trimmed(number) : separated(Math.round(number));
  }

  function value(number, unit) {
    if (number === null || number === undefined) { return 'not known'; }
    if (unit === 'ns') { return duration(number); }
    return unit ? compact(number) + ' ' + unit : separated(number);
  }

  // A tooltip is no wider than its plot.
  function short(name) {
    var letters = Array.from(name);
    return letters.length > 30 ? letters.slice(0, 12).join('') + '…' + letters.slice(-17).join('') : name;
  }

  function base(description) {
    return {
      animation: false,
      aria: { enabled: true, label: { description: description + ' The tables of this page hold the numbers.' } },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      tooltip: {
        trigger: 'axis', renderMode: 'richText', confine: true, transitionDuration: 0,
        backgroundColor: colour('panel'), borderColor: colour('rule'),
        textStyle: { color: colour('ink'), fontSize: 12 },
        axisPointer: { type: 'line', lineStyle: { color: colour('soft') } }
      }
    };
  }

  function axis(more) {
    var all = {
      axisLine: { show: true, lineStyle: { color: colour('soft') } },
      axisTick: { show: true, lineStyle: { color: colour('soft') } },
      axisLabel: { color: colour('soft'), fontSize: 11, hideOverlap: true },
      splitLine: { show: true, lineStyle: { color: colour('rule'), opacity: 0.6 } },
      nameTextStyle: { color: colour('soft'), fontSize: 11 },
      nameLocation: 'middle', nameGap: 26
    };
    Object.keys(more).forEach(function (key) {
      all[key] = key === 'axisLabel' ? Object.assign(all.axisLabel, more.axisLabel) : more[key];
    });
    return all;
  }

  // T by its power of ten; 0 one step to the left of the least, the two marks to the right.
  function scale(panel) {
    var positive = [];
    var zero = false;
    panel.lines.forEach(function (line) {
      line.points.forEach(function (point) {
        if (point[0] > 0) { positive.push(Math.log10(point[0])); } else { zero = true; }
      });
    });
    var least = positive.length ? Math.floor(Math.min.apply(null, positive)) : 0;
    var largest = positive.length ? Math.max.apply(null, positive) : 0;
    return {
      zero: zero, zeroAt: least - 1, min: zero ? least - 1.4 : least - 0.2,
      max: largest + 2.3, asWritten: largest + 0.9, recorded: largest + 1.8, largest: largest,
      at: function (nanos) { return nanos > 0 ? Math.log10(nanos) : least - 1; }
    };
  }

  // A line from T to T; T = 0 is a point of its own. ECharts stacks the first dimension.
  function points(line, scale, index) {
    var result = [];
    line.points.forEach(function (point) {
      if (point[1] === null) { return; }
      result.push([index < 0 ? point[3] - point[2] : point[index], scale.at(point[0])]);
      if (point[0] === 0) { result.push([null, scale.zeroAt + 0.5]); }
    });
    return result;
  }

  function hasBand(line) {
    return line.points.some(function (point) { return point[1] !== null && point[3] > point[2]; });
  }

  function panelSeries(panel, scale) {
    var series = [];
    panel.lines.forEach(function (line, i) {
      var ink = colour('k' + line.set % 6);
      if (hasBand(line)) {
        var silent = { type: 'line', stack: 'band' + i, symbol: 'none', silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } };
        series.push(Object.assign({ name: 'low' + i, data: points(line, scale, 2) }, silent));
        series.push(Object.assign({ name: 'band' + i, data: points(line, scale, -1), areaStyle: { color: ink, opacity: 0.22 } }, silent));
      }
      series.push({
        type: 'line', name: line.name, data: points(line, scale, 1), symbol: 'circle', symbolSize: 5,
        color: ink, lineStyle: { width: 2, type: dashes[line.dash % 4], color: ink }, itemStyle: { color: ink }
      });
      [['diamond', 'asWritten', line.as_written], ['triangle', 'recorded', line.recorded]].forEach(function (mark) {
        if (mark[2] !== null && (mark[0] === 'diamond' || line.set === 0)) {
          series.push({
            type: 'scatter', name: line.name, data: [[mark[2], scale[mark[1]]]], symbol: mark[0], symbolSize: 10,
            itemStyle: { color: line.dash ? colour('page') : ink, borderColor: ink, borderWidth: 1.5 }
          });
        }
      });
    });
    series.forEach(function (each) {
      each.dimensions = ['value', 'at'];
      each.encode = { x: 'at', y: 'value' };
    });
    return series;
  }

  function where(x, scale) {
    if (Math.abs(x - scale.asWritten) < 1e-9) { return 'as written'; }
    if (Math.abs(x - scale.recorded) < 1e-9) { return 'recorded'; }
    return 'T = ' + (x <= scale.zeroAt + 0.1 ? '0' : threshold(Math.round(Math.pow(10, x))));
  }

  function nearest(panel, scale, x) {
    var found = null;
    panel.lines[0].points.forEach(function (point) {
      if (Math.abs(scale.at(point[0]) - x) < 1e-9) { found = point[0]; }
    });
    return found === null ? where(x, scale) : 'T = ' + threshold(found);
  }

  function told(panel, scale) {
    return function (items) {
      var shown = items.filter(function (item) { return item.value[0] !== null; });
      var lines = shown.length ? [nearest(panel, scale, shown[0].value[1])] : [];
      shown.forEach(function (item) {
        if (item.seriesName.indexOf('low') !== 0 && item.seriesName.indexOf('band') !== 0) {
          lines.push(short(item.seriesName) + ': ' + value(item.value[0], panel.unit));
        }
      });
      return lines.join('\n');
    };
  }

  // Lengths are counted by 60 and 24: steps of a power of ten ns are not round in hours and days.
  function roundSteps(yAxis, panel) {
    var most = 0;
    panel.lines.forEach(function (line) {
      [line.as_written, line.recorded].concat(line.points.map(function (point) { return point[3]; }))
        .forEach(function (nanos) { most = Math.max(most, nanos || 0); });
    });
    if (most < 72e11) { return; }
    var unit = most < 1728e11 ? 36e11 : 864e11;
    var rough = most / unit / 4;
    var power = Math.pow(10, Math.floor(Math.log10(rough)));
    var step = power * [1, 2, 5, 10].find(function (each) { return each * power >= rough; }) * unit;
    yAxis.interval = step;
    yAxis.max = Math.ceil(most / step) * step;
  }

  function panelOption(panel) {
    var at = scale(panel);
    var option = base(panel.title + ' against threshold.');
    option.grid = { left: 8, right: 8, top: 14, bottom: 24, containLabel: true };
    option.tooltip.formatter = told(panel, at);
    option.xAxis = axis({
      type: 'value', min: at.min, max: at.max, interval: 1, name: 'threshold T', nameGap: 22,
      axisLabel: {
        formatter: function (x) {
          if (at.zero && Math.abs(x - at.zeroAt) < 1e-9) { return '0'; }
          return x > at.zeroAt && x <= at.largest + 0.3 && x % 3 === 0 ? threshold(Math.pow(10, x)) : '';
        }
      },
      splitLine: { show: false }
    });
    // Steps from the least whole power of ten.
    option.xAxis.min = Math.floor(at.min);
    option.yAxis = axis({
      type: 'value', min: 0, minInterval: 1, axisLine: { show: false }, axisTick: { show: false }, splitNumber: 4,
      axisLabel: { formatter: function (y) { return panel.unit === 'ns' ? duration(y) : compact(y); } }
    });
    if (panel.unit === 'ns') { roundSteps(option.yAxis, panel); }
    option.series = panelSeries(panel, at);
    var rule = { type: 'dashed', color: colour('soft'), width: 1 };
    var apart = [{ xAxis: at.largest + 0.45 }];
    if (at.zero) { apart.push({ xAxis: at.zeroAt + 0.5 }); }
    option.series.push({
      type: 'line', name: 'low', data: [],
      markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: rule, data: apart }
    });
    return option;
  }

  // Never below 100 µs: what is shorter stands at the left edge, as 0 does.
  function leastOf(tout) {
    var least = 1e9;
    tout.lines.forEach(function (line) {
      line.buckets.forEach(function (bucket) { least = Math.min(least, bucket[0]); });
    });
    return Math.max(least, 1e5);
  }

  // Shares longer than the largest of each bucket.
  function survival(line, least) {
    var result = [];
    var left = line.count;
    line.buckets.forEach(function (bucket) {
      result.push([Math.log10(Math.max(bucket[0], least)), left / line.count]);
      left -= bucket[2];
    });
    if (line.buckets.length) {
      var last = line.buckets[line.buckets.length - 1];
      result.push([Math.log10(Math.max(last[1], least)), 1 / line.count]);
    }
    return result;
  }

  function percent(share) {
    return trimmed(share * 100) + ' %';
  }

  function toutOption(tout) {
    var option = base('Share of outages longer than a length, by kind.');
    option.grid = { left: 10, right: 32, top: 16, bottom: 28, containLabel: true };
    var least = leastOf(tout);
    option.xAxis = axis({
      type: 'value', min: Math.floor(Math.log10(least)), interval: 1, name: 'length',
      axisLabel: { formatter: function (x) { return threshold(Math.pow(10, x)); } }
    });
    option.yAxis = axis({ type: 'log', max: 1, axisLabel: { formatter: percent } });
    option.tooltip.formatter = function (items) {
      var lines = ['longer than ' + duration(Math.pow(10, items[0].value[0]))];
      items.forEach(function (item) { lines.push(item.seriesName + ': ' + percent(item.value[1])); });
      return lines.join('\n');
    };
    option.series = tout.lines.map(function (line, i) {
      var ink = colour('k' + i % 6);
      return {
        type: 'line', name: line.name, data: survival(line, least), symbol: 'none', color: ink,
        zlevel: 0, // Else ECharts complains about the mark that it shows under the pointer.
        lineStyle: { width: line.starved ? 1.5 : 2.5, type: dashes[i % 4], color: ink }
      };
    });
    var places = ['insideStartTop', 'insideStartTop', 'insideMiddleTop', 'insideStartBottom'];
    option.series.push({
      type: 'line', name: '', data: [],
      markLine: {
        silent: true, symbol: 'none', lineStyle: { type: 'dashed', color: colour('soft'), width: 1 },
        data: tout.references.map(function (reference, i) {
          return { xAxis: Math.log10(reference.ns), label: { formatter: reference.label, color: colour('ink'), fontSize: 11, position: places[i] } };
        })
      }
    });
    return option;
  }

  // Outages with at least 2^(i-1) timers at once.
  function atLeast(bursts) {
    var result = [];
    var left = 0;
    for (var i = bursts.length - 1; i > 0; i--) {
      left += bursts[i];
      if (left > 0) { result.unshift([Math.pow(2, i - 1), left]); }
    }
    return result;
  }

  function burstOption(rows) {
    var option = base('Outages with at least so many timers at once, by threshold.');
    var burstDashes = ['solid', [8, 3], [2, 3], [9, 3, 2, 3], [4, 4], [12, 3, 2, 3, 2, 3]];
    option.grid = { left: 10, right: 16, top: 16, bottom: 28, containLabel: true };
    option.xAxis = axis({ type: 'log', logBase: 2, name: 'timers at once, at least', axisLabel: { formatter: compact } });
    option.yAxis = axis({ type: 'log', axisLabel: { formatter: compact } });
    option.tooltip.formatter = function (items) {
      var lines = ['at least ' + separated(items[0].value[0]) + ' timers'];
      items.forEach(function (item) { lines.push(item.seriesName + ': ' + separated(item.value[1]) + ' outages'); });
      return lines.join('\n');
    };
    option.series = rows.map(function (row, i) {
      var ink = colour('k' + i % 6);
      return {
        type: 'line', name: row.name, data: atLeast(row.bursts), symbol: 'circle', symbolSize: 4, color: ink,
        lineStyle: { width: 2, type: burstDashes[i % 6], color: ink }, itemStyle: { color: ink }
      };
    });
    return option;
  }

  function draw() {
    charts.forEach(function (chart) { chart.dispose(); });
    charts = [];
    function one(id, option) {
      var place = document.getElementById(id);
      if (place) {
        var chart = echarts.init(place, null, { renderer: 'svg' });
        chart.setOption(option);
        charts.push(chart);
      }
    }
    data.panels.forEach(function (panel) { one(panel.id, panelOption(panel)); });
    one('plot-tout', toutOption(data.tout));
    one('plot-bursts', burstOption(data.bursts));
  }

  function fit() {
    charts.forEach(function (chart) { chart.resize(); });
  }

  root.classList.add('js');
  draw();
  window.addEventListener('resize', fit);
  window.addEventListener('beforeprint', fit);
  window.addEventListener('afterprint', fit);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
