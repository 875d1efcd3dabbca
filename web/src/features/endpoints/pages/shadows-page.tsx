import { useQuery } from '@tanstack/react-query';
import { endpointRoute } from '@/lib/routes';
import { CodeView } from '@/ui/code-view';
import { RelativeTime } from '@/ui/relative-time';
import { Facts, Section } from '@/ui/section';
import { ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { Tile, Tiles } from '@/ui/tiles';
import { counted, difference, millis, numberOf } from '../api/figures';
import { pretty } from '../api/json-text';
import { shadowsQuery, type ShadowReport } from '../api/shadows';
import { FigureTable } from '../components/figure-table';
import { useRolloutMessages } from '../messages-rollout';
import { useShadowMessages } from '../messages-shadow';
import styles from './pages.module.css';

/** How the answers of shadows compare with those that callers got. */
export function ShadowsPage() {
  const t = useShadowMessages();
  const { endpointName } = endpointRoute.useParams();
  const { data: reports, error, refetch } = useQuery(shadowsQuery(endpointName));
  if (!reports) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  return (
    <div className={styles['page']}>
      {error && <ErrorNote error={error} />}
      <p className="muted">{t(reports.length === 0 ? 'noShadow' : 'shadowHint')}</p>
      {reports.map((report) => (
        <Report key={report.entity} report={report} />
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
      {examples.length > 0 && <Examples examples={examples} of={of} entity={entity} />}
    </Section>
  );
}

/** What was asked and answered is for who manages the endpoint. */
type ExamplesProps = { examples: NonNullable<ShadowReport['examples']>; of: string; entity: string };

function Examples({ examples, of, entity }: ExamplesProps) {
  const t = useShadowMessages();
  return (
    <>
      <h3>{t('examples')}</h3>
      <ul className={styles['examples']}>
        {examples.map((example) => (
          <li key={example.request_id}>
            <code>{example.request_id}</code> · <RelativeTime millis={numberOf(example.timestamp)} /> ·{' '}
            {example.column ?? t('anError')}
            {example.request != null && (
              <details>
                <summary>{t('whatWasAsked')}</summary>
                {(
                  [
                    [t('asked'), example.request],
                    [t('answerOf', { name: of }), example.answer],
                    [t('answerOf', { name: entity }), example.shadow_answer],
                  ] as const
                ).map(([label, text]) => (
                  <div key={label}>
                    <small className="muted">{label}</small>
                    <CodeView name="example.json" label={label} text={pretty(text ?? '')} grows />
                  </div>
                ))}
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
