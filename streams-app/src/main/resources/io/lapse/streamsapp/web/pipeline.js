// The pipeline's own health: whether what the page shows can be trusted.

import { h } from './dom.js';
import { count, many, words } from './format.js';
import { table, when } from './parts.js';

export function health(pipeline) {
  const board = pipeline.board;
  const bad = pipeline.checks.filter((check) => check.status !== 'UP');
  const line = (term, value, tone, note) =>
    h(
      'div',
      { class: tone || '' },
      h('dt', null, term),
      h('dd', null, value, note ? h('span', { class: 'note' }, note) : null),
    );
  return [
    h(
      'dl',
      { class: 'facts' },
      line('Kafka Streams', words(pipeline.state), pipeline.state === 'RUNNING' ? '' : 'warning'),
      line(
        'Board',
        board.state === 'LIVE' ? 'live' : 'catching up: what is shown is not all yet',
        board.state === 'LIVE' ? '' : 'warning',
      ),
      line('Newest stamp', when(board.as_of_tai_ns)),
      line(
        'Reaches back to',
        when(board.from_tai_ns),
        '',
        board.truncated ? 'older outages were dropped' : null,
      ),
      line(
        'Lag',
        pipeline.lag_records === null ? 'not known' : many(pipeline.lag_records, 'record'),
        pipeline.lag_records > 10000 ? 'warning' : '',
      ),
      line(
        'Quarantined',
        count(pipeline.quarantined),
        pipeline.quarantined ? 'warning' : '',
        'since this instance started',
      ),
      line('Open pages', count(pipeline.open_streams)),
      line(
        'Checks',
        bad.length
          ? many(bad.length, 'check') + ' of ' + pipeline.checks.length + ' failed'
          : 'all ' + pipeline.checks.length + ' well',
        bad.length ? 'critical' : '',
      ),
    ),
    bad.map((check) =>
      h(
        'p',
        { class: 'trouble', key: check.name },
        h('strong', null, check.name),
        ': ',
        check.trouble || 'down',
      ),
    ),
  ];
}

export function instances(answer) {
  const role = (instance, name) =>
    instance.partitions
      .filter((each) => each.role === name)
      .map((each) => each.partition)
      .join(', ') || '–';
  const lag = (instance) => {
    const lags = instance.partitions.map((each) => each.lag_records);
    return lags.includes(null) ? 'not known' : count(lags.reduce((sum, each) => sum + Number(each), 0));
  };
  return table(
    'Instances',
    [
      ['Instance', '', (row) => h('bdi', null, row.instance)],
      ['State', '', (row) => (row.state ? words(row.state) : h('span', { class: 'warning' }, 'no answer'))],
      ['Owns', '', (row) => role(row, 'ACTIVE')],
      ['Copies', '', (row) => role(row, 'STANDBY')],
      ['Lag', 'n', lag],
    ],
    answer.instances,
    (row) => ({ key: row.instance }),
  );
}
