import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { endpointQuery, isManagedBy } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { CodeView } from '@/ui/code-view';
import { DiffView } from '@/ui/diff-view';
import { RelativeTime } from '@/ui/relative-time';
import { Line, Rows } from '@/ui/rows';
import { ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { configsQuery, textOf, type KeptConfig } from '../api/configs';
import { useReasons } from '../components/reasons';
import { RollbackDialog } from '../components/rollback-dialog';
import { useEndpointMessages } from '../messages';
import styles from './pages.module.css';

const route = getRouteApi('/endpoints/$endpointName/history');

const TONES = { PENDING: 'info', SERVING: 'success', SERVED: 'neutral', FAILED: 'danger' } as const;

/** What an endpoint was asked to serve, newest first, with what changed, and the way back. */
export function HistoryPage() {
  const t = useEndpointMessages();
  const { endpointName } = endpointRoute.useParams();
  const { data: endpoint } = useSuspenseQuery(endpointQuery(endpointName));
  const query = configsQuery(endpointName);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(query);
  const [asked, setAsked] = useState<KeptConfig>();
  if (!data) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  const configs = data.pages.flatMap(({ configs: some = [] }) => some);
  return (
    <div className={styles['page']}>
      {error && <ErrorNote error={error} />}
      <Rows label={t('history')}>
        {configs.map((config, place) => (
          <Config
            key={config.config.config_version}
            config={config}
            before={configs[place + 1]}
            onRollBack={
              place > 0 && config.outcome !== 'SERVING' && isManagedBy(endpoint) ? () => setAsked(config) : undefined
            }
          />
        ))}
      </Rows>
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('moreConfigs')}
          </Button>
        </div>
      )}
      {asked && <RollbackDialog endpoint={endpoint} to={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

type ConfigProps = { config: KeptConfig; before: KeptConfig | undefined; onRollBack: (() => void) | undefined };

function Config({ config: kept, before, onRollBack }: ConfigProps) {
  const t = useEndpointMessages();
  const said = useReasons();
  const { config: shown } = route.useSearch();
  const show = route.useNavigate();
  const version = kept.config.config_version ?? 0;
  const isShown = shown === version;
  return (
    <>
      <Line
        facts={
          <>
            {kept.creator} · <RelativeTime millis={kept.creation_timestamp} />
            {kept.message != null && kept.message !== '' && ` · ${said(kept)}`}
          </>
        }
        actions={
          <span className={styles['actions']}>
            <Button
              aria-expanded={isShown}
              onClick={() =>
                void show({ search: (past) => ({ ...past, config: isShown ? 0 : version }), replace: true })
              }
            >
              {t(before ? 'whatChanged' : 'whatItSaid')}
            </Button>
            {onRollBack && <Button onClick={onRollBack}>{t('rollBack')}</Button>}
          </span>
        }
      >
        {t('configOf', { version })} <Badge tone={TONES[kept.outcome]}>{t(`outcome.${kept.outcome}`)}</Badge>
      </Line>
      {isShown && (
        <li className={styles['diff']}>
          {before ? (
            <DiffView
              name="configuration"
              label={t('configOf', { version })}
              before={textOf(before.config)}
              after={textOf(kept.config)}
            />
          ) : (
            <CodeView name="config.json" label={t('configOf', { version })} text={textOf(kept.config)} grows />
          )}
        </li>
      )}
    </>
  );
}
