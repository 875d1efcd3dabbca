import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { endpointQuery } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { ChoiceMenu } from '@/ui/choice-menu';
import { LiveButton } from '@/ui/live-button';
import { ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { configsQuery } from '../api/configs';
import { isForbidden, loggedNames, LOGS, logQuery } from '../api/logs';
import { LogLines } from '../components/log-lines';
import { useWatchMessages } from '../messages-watch';
import styles from './pages.module.css';

const route = getRouteApi('/endpoints/$endpointName/logs');

/** How the versions of an entity were loaded, and what happened while they answered. */
export function LogsPage() {
  const t = useWatchMessages();
  const { endpointName } = endpointRoute.useParams();
  const { data: endpoint } = useSuspenseQuery(endpointQuery(endpointName));
  const { entity: wanted, log, live } = route.useSearch();
  const show = route.useNavigate();
  const newest = useInfiniteQuery(configsQuery(endpointName)).data?.pages[0]?.configs?.[0];
  const names = loggedNames(endpoint, newest);
  const entity = names.includes(wanted) ? wanted : (names[0] ?? '');
  const { data, error, refetch } = useQuery({ ...logQuery(endpointName, entity, log, live), enabled: entity !== '' });
  const lines = isForbidden(error) ? undefined : data;
  return (
    <div className={styles['page']}>
      <div className={styles['bar']}>
        <Switcher
          label={t('log')}
          value={log}
          options={LOGS.map((one) => [one, t(`log.${one}`)] as const)}
          onChange={(chosen) => void show({ search: (before) => ({ ...before, log: chosen }), replace: true })}
        />
        {names.length > 1 && (
          <ChoiceMenu
            label={t('entity')}
            value={entity}
            options={names.map((name) => [name, name] as const)}
            onChange={(chosen) => void show({ search: (before) => ({ ...before, entity: chosen }), replace: true })}
          />
        )}
        <LiveButton
          state={error || lines === undefined ? 'connecting' : 'live'}
          isPaused={!live}
          onPause={(isPaused) => void show({ search: (before) => ({ ...before, live: !isPaused }), replace: true })}
        />
        <span className="muted">{t('logHint')}</span>
      </div>
      {lines !== undefined && error && <ErrorNote error={error} />}
      {lines === undefined ? (
        error ? (
          <FailedState error={error} onRetry={() => void refetch()} />
        ) : (
          <LoadingState />
        )
      ) : lines === '' ? (
        <p className="muted">{t('noLines')}</p>
      ) : (
        <LogLines key={`${log} ${entity}`} label={t(`log.${log}`)} text={lines} />
      )}
    </div>
  );
}
