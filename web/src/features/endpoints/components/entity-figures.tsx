import { counted, millis } from '../api/figures';
import { quantileOfAll, rateAt, type Answer } from '../api/metrics';
import { useWatchMessages } from '../messages-watch';
import { FigureTable } from './figure-table';

/** The figures of the entities of an endpoint as they are now, a line each. */
export function EntityFigures({ answers, entities }: { answers: readonly Answer[]; entities: readonly string[] }) {
  const t = useWatchMessages();
  const last = answers.length - 1;
  const row = (entity: string): [string, ...string[]] => {
    const figures = answers[last]?.byEntity.get(entity);
    const values = figures?.values;
    const rate = rateAt(answers, last, entity, 'request_count_total');
    return [
      entity,
      counted(values?.['request_count_total']),
      rate === undefined ? '–' : t('perSecond', { number: Math.round(rate * 100) / 100 }),
      millis(figures && quantileOfAll(figures, 0.5)),
      millis(figures && quantileOfAll(figures, 0.99)),
      counted(values?.['request_4xx_count_total']),
      counted(values?.['request_5xx_count_total']),
      counted(values?.['cairn_requests_rejected_total']),
      counted(values?.['cairn_requests_in_flight']),
    ];
  };
  const columns = ['requests', 'rate', 'median', 'slowest', 'refused', 'failed', 'rejected', 'inFlight'] as const;
  return (
    <FigureTable
      label={t('figures')}
      columns={[t('entity'), ...columns.map((column) => t(column))]}
      rows={entities.map(row)}
    />
  );
}
