import { useNavigate } from '@tanstack/react-router';
import { GitCompareArrows, MessageSquareText, X } from 'lucide-react';
import { useState } from 'react';
import { useFreshRows } from '@/lib/fresh-rows';
import { REGISTRY_EVENTS } from '@/lib/live';
import { useLoadedRows } from '@/lib/loaded-rows';
import { promptVersionRoute } from '@/lib/routes';
import { Button, IconButton } from '@/ui/button';
import { DataTable } from '@/ui/data-table/data-table';
import { NewRows } from '@/ui/new-rows';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { searchVersions } from '../api/versions';
import { usePromptMessages } from '../messages';
import { useVersionColumns } from './version-columns';
import styles from './versions.module.css';

const NONE: ReadonlySet<string> = new Set();

/** The versions of a prompt, newest first; two of them can be compared. */
export function Versions({ name, isLive }: { name: string; isLive: boolean }) {
  const t = usePromptMessages();
  const navigate = useNavigate();
  const [selected, setSelected] = useState(NONE);
  const queryKey = ['prompts', 'versions', name];
  const load = (token: string | undefined, signal: AbortSignal) => searchVersions(name, token, signal);
  const loaded = useLoadedRows(queryKey, load);
  const fresh = useFreshRows({
    queryKey,
    load,
    rowId: ({ version }) => version,
    path: isLive ? REGISTRY_EVENTS : undefined,
    isOfModel: (change) => change.name === name,
  });
  const columns = useVersionColumns();
  if (loaded.isLoading) return <LoadingState />;
  if (loaded.error) return <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  const [before = '', after = ''] = [...selected].toSorted((one, other) => Number(one) - Number(other));
  return (
    <div className={styles['versions']}>
      {selected.size > 0 && (
        <div className={styles['bar']} role="toolbar" aria-label={t('selectedVersions')}>
          <span>{t('selected', { count: selected.size })}</span>
          <IconButton label={t('unselect')} onClick={() => setSelected(NONE)}>
            <X />
          </IconButton>
          <Button
            disabled={selected.size !== 2}
            title={selected.size === 2 ? undefined : t('compareTwo')}
            onClick={() =>
              void navigate({
                to: '/prompts/$promptName/compare',
                params: { promptName: name },
                search: { before, after },
              })
            }
          >
            <GitCompareArrows aria-hidden />
            {t('compare')}
          </Button>
        </div>
      )}
      <NewRows
        count={fresh.count}
        gone={fresh.gone}
        text={t('newVersions', { count: fresh.count })}
        onShow={fresh.show}
      />
      <DataTable
        label={t('versions')}
        keptAs="prompt-versions"
        columns={columns}
        rowCount={loaded.rowCount}
        row={loaded.row}
        rowId={({ version }) => version}
        onRange={loaded.onRange}
        selected={selected}
        onSelect={setSelected}
        onOpen={({ version }) => void navigate({ to: promptVersionRoute.to, params: { promptName: name, version } })}
        empty={
          <EmptyState icon={<MessageSquareText />} title={t('noVersions')}>
            <p className="muted">{t('noVersionsText')}</p>
          </EmptyState>
        }
      />
    </div>
  );
}
