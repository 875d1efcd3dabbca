import { useQuery } from '@tanstack/react-query';
import { endpointRoute } from '@/lib/routes';
import { Snippet } from '@/ui/copy-button';
import { Section } from '@/ui/section';
import { ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { metricsQuery } from '../api/metrics';
import { scraping } from '../api/snippets';
import { EntityFigures } from '../components/entity-figures';
import { MetricCharts } from '../components/metric-charts';
import { useWatchMessages } from '../messages-watch';
import styles from './pages.module.css';

/** How much the entities of an endpoint are asked, how fast they answer, and what fails, while one looks. */
export function MetricsPage() {
  const t = useWatchMessages();
  const { endpointName } = endpointRoute.useParams();
  const { data: answers, error, refetch } = useQuery(metricsQuery(endpointName));
  if (!answers) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  const entities = [...(answers.at(-1)?.byEntity.keys() ?? [])];
  return (
    <div className={styles['page']}>
      {error && <ErrorNote error={error} />}
      {entities.length === 0 ? (
        <p className="muted">{t('nothingServed')}</p>
      ) : (
        <>
          <Section title={t('figures')}>
            <p className="muted">{t('metricsHint')}</p>
            <EntityFigures answers={answers} entities={entities} />
          </Section>
          <Section title={t('charts')}>
            <p className="muted">{t('chartsHint')}</p>
            <MetricCharts answers={answers} entities={entities} />
          </Section>
        </>
      )}
      <Section title={t('scrape')}>
        <Snippet code={scraping(endpointName)} />
      </Section>
    </div>
  );
}
