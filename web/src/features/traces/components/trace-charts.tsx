import { useQuery } from '@tanstack/react-query';
import { ChartLine, Maximize2, Table2 } from 'lucide-react';
import { useMemo, useRef, type Ref } from 'react';
import { FileItems, keep } from '@/ui/chart/file-items';
import { LastValues } from '@/ui/chart/last-values';
import type { Window } from '@/ui/chart/line';
import { LineChart, type LineChartActions } from '@/ui/chart/line-chart';
import { SeriesMark } from '@/ui/chart/series-mark';
import { IconButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { MoreMenu } from '@/ui/menu';
import { FailedState, LoadingState } from '@/ui/states';
import type { TraceListState } from '../api/list-state';
import { chartsOf, measuredQuery, type MeasureChoice, type TraceChart } from '../api/measured';
import { useListMessages } from '../list-messages';
import { NoTraces } from './no-traces';
import styles from './trace-charts.module.css';

type ChartsLook = Pick<TraceListState, 'tables' | 'full'>;

type TraceChartsProps = ChartsLook & {
  choice: MeasureChoice;
  /** A part of the time was chosen; all of it where it is undefined. */
  onRange: (range: Window | undefined) => void;
  onLook: (look: Partial<ChartsLook>, replace: boolean) => void;
  isSearch: boolean;
};

/** The traces that the list shows, over time. A drag chooses a part of the time, for the list too. */
export default function TraceCharts({ choice, onRange, tables, full, onLook, isSearch }: TraceChartsProps) {
  const t = useListMessages();
  const { data, error, refetch } = useQuery({ ...measuredQuery(choice), placeholderData: (before) => before });
  const charts = useMemo(
    () => (data ? chartsOf(data, choice.group, (key) => t(`line.${key}`)) : []),
    [data, choice.group, t],
  );
  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (charts.length === 0) return <NoTraces isSearch={isSearch} />;
  const { start_time_ms: from = 0, end_time_ms: to = 0, time_interval_seconds: seconds = 1 } = data;
  const length = seconds * 1_000;
  // Intervals begin at multiples of their length, the first before the time that is asked for.
  const window: Window = [
    Math.floor(from / length) * length,
    Math.max(to, Math.floor(from / length) * length + length),
  ];
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles['charts']} tabIndex={0} role="region" aria-label={t('show.charts')}>
      {charts.map((chart) => (
        <Card
          key={chart.name}
          chart={chart}
          window={window}
          onRange={onRange}
          isTable={tables.includes(chart.name)}
          onTable={(isTable) => {
            const others = tables.filter((name) => name !== chart.name);
            onLook({ tables: isTable ? [...others, chart.name] : others }, true);
          }}
          isFull={full === chart.name}
          onFull={(isFull) => onLook({ full: isFull ? chart.name : '' }, true)}
        />
      ))}
    </div>
  );
}

type CardProps = {
  chart: TraceChart;
  window: Window;
  onRange: TraceChartsProps['onRange'];
  isTable: boolean;
  onTable: (isTable: boolean) => void;
  isFull: boolean;
  onFull: (isFull: boolean) => void;
};

function Card(props: CardProps) {
  const { chart, isTable, onTable, isFull, onFull } = props;
  const t = useListMessages();
  const actions = useRef<LineChartActions>(null);
  const title = t(`chart.${chart.name}`);
  return (
    <article className={styles['card']} aria-label={title}>
      <header className={styles['header']}>
        <h3 className="truncate" title={title}>
          {title}
        </h3>
        <IconButton label={t(isTable ? 'asChart' : 'asTable')} onClick={() => onTable(!isTable)}>
          {isTable ? <ChartLine /> : <Table2 />}
        </IconButton>
        <IconButton label={t('fullScreen')} onClick={() => onFull(true)}>
          <Maximize2 />
        </IconButton>
        {!isTable && (
          <MoreMenu label={t('moreOf', { name: title })}>
            <FileItems
              text={(kind) => t(`saveAs.${kind}`)}
              onKeep={(kind) => keep(actions.current?.[kind](), `${title}.${kind}`)}
            />
          </MoreMenu>
        )}
      </header>
      {!isFull && <Body {...props} title={title} actions={actions} />}
      <Dialog open={isFull} onClose={() => onFull(false)} title={title} full>
        <Body {...props} title={title} actions={actions} />
      </Dialog>
    </article>
  );
}

type BodyProps = CardProps & { title: string; actions: Ref<LineChartActions> };

function Body({ chart: { lines }, window, onRange, isTable, title, actions }: BodyProps) {
  const t = useListMessages();
  return (
    <>
      <div className={styles['plot']}>
        {isTable ? (
          <LastValues label={title} lines={lines} />
        ) : (
          <LineChart
            label={title}
            lines={lines}
            kind="time"
            xLabel={t('time')}
            logX={false}
            logY={false}
            smoothing={0}
            ignoreOutliers={false}
            window={window}
            onWindow={onRange}
            syncKey="time of traces"
            actions={actions}
          />
        )}
      </div>
      {!isTable && lines.length > 1 && (
        <ul className={styles['legend']}>
          {lines.map((line) => (
            <li key={line.id} title={line.name}>
              <SeriesMark place={line.place} />
              <span className="truncate">{line.name}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
