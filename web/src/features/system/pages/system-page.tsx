import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { SERVER } from '@/lib/api-client';
import { LiveButton } from '@/ui/live-button';
import { Page } from '@/ui/page';
import { ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { concernsOf, remembered } from '../api/figures';
import { healthQuery, type Health } from '../api/health';
import { Concerns, Verdict } from '../components/concerns';
import { Places } from '../components/places';
import { Tiles } from '../components/tiles';
import { Routes, Tasks } from '../components/work';
import { useSystemMessages } from '../messages';

const route = getRouteApi('/system');
const NONE: readonly Health[] = [];

/** How the server, its database and its artifact store are. */
export function SystemPage() {
  const t = useSystemMessages();
  const { live } = route.useSearch();
  const show = route.useNavigate();
  const { data: health, error, refetch } = useQuery(healthQuery(live));
  const concerns = useMemo(() => (health ? concernsOf(health) : []), [health]);
  return (
    <Page
      title={t('title')}
      aside={health && !error && <Verdict concerns={concerns} />}
      actions={
        <LiveButton
          state={error === null && health ? 'live' : 'connecting'}
          isPaused={!live}
          onPause={(isPaused) => void show({ search: { live: !isPaused }, replace: true })}
        />
      }
    >
      {health ? (
        <>
          {error && <ErrorNote error={error} />}
          <Concerns concerns={concerns} />
          <Loaded health={health} />
        </>
      ) : error ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}

function Loaded({ health }: { health: Health }) {
  const t = useSystemMessages();
  const [answers, setAnswers] = useState(NONE);
  if (answers.at(-1) !== health) setAnswers(remembered(answers, health));
  return (
    <>
      <Tiles answers={answers} health={health} />
      <Places health={health} />
      <Tasks tasks={health.tasks ?? []} />
      <Routes routes={health.requests.busiest ?? []} />
      <p className="muted">
        {t('more')} <a href={`${SERVER}/metrics`}>/metrics</a>
      </p>
    </>
  );
}
