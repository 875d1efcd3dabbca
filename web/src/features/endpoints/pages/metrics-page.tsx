import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endpointRoute } from '@/lib/routes';
import { Snippet } from '@/ui/copy-button';
import { Section } from '@/ui/section';
import { ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { metricsQuery, remembered, type Answer } from '../api/metrics';
import { scraping } from '../api/snippets';
import { FigureTiles } from '../components/figure-tiles';
import { useWatchMessages } from '../messages-watch';
import styles from './pages.module.css';

const NONE: readonly Answer[] = [];

/** How much the entities of an endpoint are asked, how fast they answer, and what fails, while one looks. */
export function MetricsPage() {
  const t = useWatchMessages();
  const { endpointName } = endpointRoute.useParams();
  const { data: newest, error, refetch } = useQuery(metricsQuery(endpointName));
  const [answers, setAnswers] = useState(NONE);
  if (newest && answers.at(-1) !== newest) setAnswers(remembered(answers, newest));
  if (!newest) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  const entities = [...newest.byEntity.keys()];
  return (
    <div className={styles['page']}>
      {error && <ErrorNote error={error} />}
      <p className="muted">{t('metricsHint')}</p>
      {entities.map((entity) => (
        <Section key={entity} title={entity}>
          <FigureTiles answers={answers} entity={entity} />
        </Section>
      ))}
      {entities[0] !== undefined && (
        <Section title={t('server')}>
          <FigureTiles answers={answers} entity={entities[0]} isServer />
        </Section>
      )}
      <Section title={t('scrape')}>
        <Snippet code={scraping(endpointName)} />
      </Section>
    </div>
  );
}
