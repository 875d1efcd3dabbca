import { useMemo, useState } from 'react';
import type { Line, Window } from '@/ui/chart/line';
import { LineChart } from '@/ui/chart/line-chart';
import { SeriesMark } from '@/ui/chart/series-mark';
import { lineOf, quantileAt, rateAt, type Answer } from '../api/metrics';
import { useInferenceMessages } from '../messages-inference';
import { useWatchMessages } from '../messages-watch';
import styles from './metric-charts.module.css';

type Of = (answers: readonly Answer[], place: number, entity: string) => number | undefined;

const value =
  (name: string): Of =>
  (answers, place, entity) =>
    answers[place]?.byEntity.get(entity)?.values[name];

const errors: Of = (answers, place, entity) => {
  const refused = rateAt(answers, place, entity, 'request_4xx_count_total');
  const failed = rateAt(answers, place, entity, 'request_5xx_count_total');
  return refused === undefined || failed === undefined ? undefined : refused + failed;
};

/** What is drawn of each entity, by the name of its chart. */
const OF_ENTITY = {
  'chart.rate': (answers, place, entity) => rateAt(answers, place, entity, 'request_count_total'),
  'chart.median': (answers, place, entity) => quantileAt(answers, place, entity, 0.5),
  'chart.slowest': (answers, place, entity) => quantileAt(answers, place, entity, 0.99),
  'chart.errors': errors,
  'chart.cpu': value('cpu_usage_percentage'),
  'chart.memory': value('mem_usage_percentage'),
} as const satisfies Record<string, Of>;

/** What is shown at least. */
const LEAST_MILLIS = 60_000;

const CHARTS = Object.keys(OF_ENTITY) as (keyof typeof OF_ENTITY)[];

/** How entities did while one looked. A drag in one chart shows that time in all of them. */
export function MetricCharts({ answers, entities }: { answers: readonly Answer[]; entities: readonly string[] }) {
  const t = useWatchMessages();
  const [zoom, setZoom] = useState<Window>();
  const last = answers.at(-1)?.at ?? 0;
  const window: Window = zoom ?? [Math.min(answers[0]?.at ?? last, last - LEAST_MILLIS), last];
  const names = entities.join('\n');
  const charts = useMemo(
    () =>
      CHARTS.map((chart) => ({
        title: t(chart),
        lines: names
          .split('\n')
          .map((entity, place) => lineOf(answers, entity, place, (at) => OF_ENTITY[chart](answers, at, entity))),
      })),
    [answers, names, t],
  );
  const [first] = charts;
  return (
    <>
      {entities.length > 1 && first && <Legend lines={first.lines} />}
      <div className={styles['charts']}>
        {charts.map(({ title, lines }) => (
          <Card
            key={title}
            title={title}
            lines={lines}
            isFirst={answers.length < 2}
            window={window}
            onWindow={setZoom}
          />
        ))}
      </div>
    </>
  );
}

type CardProps = {
  title: string;
  lines: readonly Line[];
  /** Whether that is all of the first look, from which nothing can be told that is of a time. */
  isFirst: boolean;
  window: Window;
  onWindow: (window: Window | undefined) => void;
};

function Card({ title, lines, isFirst, window, onWindow }: CardProps) {
  const t = useWatchMessages();
  const inference = useInferenceMessages();
  return (
    <article className={styles['card']} aria-label={title}>
      <h3>{title}</h3>
      <div className={styles['plot']}>
        {lines.every(({ points }) => points === 0) && (
          <p className={styles['nothing']}>{t(isFirst ? 'soon' : 'nothingDrawn')}</p>
        )}
        <LineChart
          label={title}
          lines={lines}
          kind="time"
          xLabel={inference('time')}
          logX={false}
          logY={false}
          smoothing={0}
          ignoreOutliers={false}
          fromZero
          window={window}
          onWindow={onWindow}
          syncKey="time of an endpoint"
        />
      </div>
    </article>
  );
}

function Legend({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className={styles['legend']}>
      {lines.map((line) => (
        <li key={line.id} title={line.name}>
          <SeriesMark place={line.place} />
          <span className="truncate">{line.name}</span>
        </li>
      ))}
    </ul>
  );
}
