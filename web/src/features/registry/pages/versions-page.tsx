import { useNavigate } from '@tanstack/react-router';
import { Box } from 'lucide-react';
import { useState } from 'react';
import { useFreshRows } from '@/lib/fresh-rows';
import { REGISTRY_EVENTS } from '@/lib/live';
import { useLoadedRows } from '@/lib/loaded-rows';
import { modelVersionRoute, registeredModelRoute } from '@/lib/routes';
import { PREAMBLE } from '@/lib/snippet';
import { Snippet } from '@/ui/copy-button';
import { DataTable } from '@/ui/data-table/data-table';
import { NewRows } from '@/ui/new-rows';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { searchVersions } from '../api/versions';
import { Selection } from '../components/selection';
import { useVersionColumns } from '../components/version-columns';
import { useRegistryMessages } from '../messages';

const NONE: ReadonlySet<string> = new Set();

/** The versions of a registered model, newest first. */
export function VersionsPage() {
  const t = useRegistryMessages();
  const navigate = useNavigate();
  const { modelName } = registeredModelRoute.useParams();
  const [selected, setSelected] = useState(NONE);
  const { live } = registeredModelRoute.useSearch();
  const queryKey = ['registry', 'versions', modelName];
  const load = (token: string | undefined, signal: AbortSignal) => searchVersions(modelName, token, signal);
  const loaded = useLoadedRows(queryKey, load);
  const fresh = useFreshRows({
    queryKey,
    load,
    rowId: ({ version }) => version,
    path: live ? REGISTRY_EVENTS : undefined,
    isOfModel: ({ name }) => name === modelName,
  });
  const columns = useVersionColumns();
  if (loaded.isLoading) return <LoadingState />;
  if (loaded.error) return <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  return (
    <>
      <Selection
        label={t('selectedVersions')}
        count={selected.size}
        versions={[...selected].map((version) => `${modelName}/${version}`)}
        action={t('compare')}
        onClear={() => setSelected(NONE)}
      />
      <NewRows
        count={fresh.count}
        gone={fresh.gone}
        text={t('newVersions', { count: fresh.count })}
        onShow={fresh.show}
      />
      <DataTable
        label={t('versions')}
        keptAs="model-versions"
        columns={columns}
        rowCount={loaded.rowCount}
        row={loaded.row}
        rowId={({ version }) => version}
        onRange={loaded.onRange}
        selected={selected}
        onSelect={setSelected}
        onOpen={({ version }) => void navigate({ to: modelVersionRoute.to, params: { modelName, version } })}
        empty={
          <EmptyState icon={<Box />} title={t('noVersions')}>
            <p className="muted">{t('noVersionsText')}</p>
            <Snippet
              code={`${PREAMBLE}\nmlflow.register_model("runs:/<run id>/model", ${JSON.stringify(modelName)})`}
            />
          </EmptyState>
        }
      />
    </>
  );
}
