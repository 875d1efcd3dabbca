import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Rocket } from 'lucide-react';
import { SERVER } from '@/lib/api-client';
import { Snippet } from '@/ui/copy-button';
import { Page } from '@/ui/page';
import { RelativeTime } from '@/ui/relative-time';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { recentQuery, type Experiment, type Recent } from '../api/recent';
import { RunList } from '../components/run-list';
import { useHomeMessages } from '../messages';
import styles from './home-page.module.css';

/** What one comes back to: what runs, and what was worked on last. */
export function HomePage() {
  const t = useHomeMessages();
  const { data, error, refetch } = useQuery(recentQuery);
  return (
    <Page title={t('title')}>
      {data ? (
        <Loaded recent={data} />
      ) : error ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}

function Loaded({ recent: { experiments, running, runs, names } }: { recent: Recent }) {
  const t = useHomeMessages();
  if (running.length === 0 && runs.length === 0) return <Welcome />;
  return (
    <>
      <section className={styles['section']}>
        <h2>{t('running')}</h2>
        {running.length === 0 ? (
          <p className="muted">{t('noneRunning')}</p>
        ) : (
          <RunList label={t('running')} runs={running} names={names} />
        )}
      </section>
      <section className={styles['section']}>
        <header className={styles['heading']}>
          <h2>{t('recentExperiments')}</h2>
          <Link to="/experiments">{t('allExperiments')}</Link>
        </header>
        <ul className={styles['cards']}>
          {experiments.map((experiment) => (
            <Card key={experiment.experiment_id} experiment={experiment} />
          ))}
        </ul>
      </section>
      <section className={styles['section']}>
        <h2>{t('recentRuns')}</h2>
        <RunList label={t('recentRuns')} runs={runs} names={names} />
      </section>
    </>
  );
}

function Card({ experiment }: { experiment: Experiment }) {
  return (
    <li>
      <Link
        to="/experiments/$experimentId"
        params={{ experimentId: experiment.experiment_id }}
        className={styles['card']}
      >
        <strong title={experiment.name}>{experiment.name}</strong>
        <span className="muted">
          <RelativeTime millis={experiment.last_update_time} />
        </span>
      </Link>
    </li>
  );
}

function Welcome() {
  const t = useHomeMessages();
  return (
    <EmptyState icon={<Rocket />} title={t('welcome')}>
      <p className="muted">{t('welcomeText')}</p>
      <Snippet
        code={`import mlflow\n\nmlflow.set_tracking_uri("${SERVER}")\nwith mlflow.start_run():\n    mlflow.log_param("depth", 3)\n    mlflow.log_metric("loss", 0.25)`}
      />
    </EmptyState>
  );
}
