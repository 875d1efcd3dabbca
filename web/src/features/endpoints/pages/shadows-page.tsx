import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { endpointRoute } from '@/lib/routes';
import { LiveButton } from '@/ui/live-button';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { Tile, Tiles } from '@/ui/tiles';
import { counted, difference, millis, numberOf } from '../api/figures';
import { shadowsQuery, type ShadowReport } from '../api/shadows';
import { FigureTable } from '../components/figure-table';
import { ShadowExamples } from '../components/shadow-examples';
import { useRolloutMessages } from '../messages-rollout';
import { useShadowMessages } from '../messages-shadow';
import styles from './pages.module.css';

const route = getRouteApi('/endpoints/$endpointName/shadows');

/** How the answers of shadows compare with those that callers got. */
export function ShadowsPage() {
  const t = useShadowMessages();
  const { endpointName } = endpointRoute.useParams();
  const { live } = route.useSearch();
  const show = route.useNavigate();
  const { data: reports, error, refetch } = useQuery(shadowsQuery(endpointName, live));
  if (!reports) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  return (
    <div className={styles['page']}>
      <div className={styles['bar']}>
        <LiveButton
          state={error ? 'connecting' : 'live'}
          isPaused={!live}
          onPause={(isPaused) => void show({ search: { live: !isPaused }, replace: true })}
        />
        <span className="muted">{t(reports.length === 0 ? 'noShadow' : 'shadowHint')}</span>
      </div>
      {error && <ErrorNote error={error} />}
      {reports.map((report) => (
        <Report key={[report.entity, report.version, report.of, report.of_version].join('\n')} report={report} />
      ))}
    </div>
  );
}

function Report({ report }: { report: ShadowReport }) {
  const t = useShadowMessages();
  const rollout = useRolloutMessages();
  const { entity, of, version, of_version: ofVersion, columns = [], examples = [] } = report;
  return (
    <Section title={t('comparedWith', { entity, version, of, ofVersion })}>
      <Tiles label={t('shadow')}>
        <Tile name={t('equal')}>{counted(report.equal)}</Tile>
        <Tile name={t('within')}>{counted(report.within)}</Tile>
        <Tile name={t('different')} isBad={numberOf(report.different) > 0}>
          {counted(report.different)}
        </Tile>
        <Tile name={t('shadowFailed')} isBad={numberOf(report.failed) > 0}>
          {counted(report.failed)}
        </Tile>
        <Tile name={t('ofFailed')}>{counted(report.of_failed)}</Tile>
        <Tile name={t('bothFailed')}>{counted(report.both_failed)}</Tile>
        <Tile name={t('dropped')}>{counted(report.dropped)}</Tile>
      </Tiles>
      <Facts
        facts={[
          [t('since'), <RelativeTime key="since" millis={numberOf(report.since_timestamp)} />],
          [t('copied'), t('copiedOf', { count: numberOf(report.copied), share: numberOf(report.percentage) })],
          [t('tolerance'), String(report.tolerance)],
        ]}
      />
      {report.latency && (
        <FigureTable
          label={t('latency')}
          columns={[t('latency'), rollout('p50'), rollout('p95'), rollout('p99')]}
          rows={[[entity, report.latency, 0] as const, [of, report.of_latency, 1] as const].map(([name, latency]) => [
            name,
            millis(latency?.p50_ms),
            millis(latency?.p95_ms),
            millis(latency?.p99_ms),
          ])}
        />
      )}
      {columns.length > 0 && (
        <FigureTable
          label={t('columns')}
          columns={[t('column'), t('equal'), t('within'), t('different'), t('largest'), t('mean')]}
          rows={columns.map((column) => [
            column.name,
            counted(column.equal),
            counted(column.within),
            counted(column.different),
            difference(column.largest_difference),
            difference(column.mean_difference),
          ])}
        />
      )}
      {examples.length > 0 && <ShadowExamples examples={examples} of={of} entity={entity} />}
    </Section>
  );
}
