import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Rocket } from 'lucide-react';
import type { ComponentType } from 'react';
import { PREAMBLE } from '@/lib/snippet';
import { Snippet } from '@/ui/copy-button';
import { LiveButton } from '@/ui/live-button';
import { Page } from '@/ui/page';
import { RelativeTime } from '@/ui/relative-time';
import { RowLinks } from '@/ui/row-links';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { recentQuery, useLiveHome, type Experiment, type Recent } from '../api/recent';
import { RunList } from '../components/run-list';
import { useHomeMessages } from '../messages';
import styles from './home-page.module.css';

const route = getRouteApi('/');

/** What happened in the registry, each part in a frame of this class. */
type RegistryProps = { registry: ComponentType<{ className: string | undefined }> };

/** What one comes back to: what runs, and what was worked on last. */
export function HomePage({ registry: Registry }: RegistryProps) {
  const t = useHomeMessages();
  const { running, live } = route.useSearch();
  const show = route.useNavigate();
  const isWhole = running === 'all';
  const { data, error, refetch } = useQuery({ ...recentQuery(isWhole, live), placeholderData: (before) => before });
  const state = useLiveHome(isWhole, live);
  return (
    <Page
      title={t('title')}
      actions={
        <LiveButton
          state={state}
          isPaused={!live}
          onPause={(isPaused) => void show({ search: (before) => ({ ...before, live: !isPaused }), replace: true })}
        />
      }
    >
      {data ? (
        <RowLinks className={styles['lists']}>
          <Loaded recent={data} isWhole={isWhole} />
          <Registry className={styles['section']} />
        </RowLinks>
      ) : error ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}

function Loaded({ recent, isWhole }: { recent: Recent; isWhole: boolean }) {
  const { experiments, running, moreRunning, runs } = recent;
  const t = useHomeMessages();
  if (running.length === 0 && runs.length === 0) return <Welcome />;
  return (
    <>
      <section className={styles['section']}>
        <h2>{t('running')}</h2>
        {running.length === 0 ? (
          <p className="muted">{t('noneRunning')}</p>
        ) : (
          <RunList label={t('running')} runs={running} />
        )}
        {moreRunning && (
          <div className={styles['heading']}>
            <span className="muted">{t('moreRunning', { count: running.length })}</span>
            {!isWhole && (
              <Link to="/" search={(before) => ({ ...before, running: 'all' })}>
                {t('showRunning')}
              </Link>
            )}
          </div>
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
        <RunList label={t('recentRuns')} runs={runs} />
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
        data-row-link
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
        code={`${PREAMBLE}\nwith mlflow.start_run():\n    mlflow.log_param("depth", 3)\n    mlflow.log_metric("loss", 0.25)`}
      />
    </EmptyState>
  );
}
