import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Box, Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { ApiError } from '@/lib/api-client';
import { useLoadedRows } from '@/lib/loaded-rows';
import { registeredModelRoute } from '@/lib/routes';
import { PREAMBLE } from '@/lib/snippet';
import { Button } from '@/ui/button';
import { Snippet } from '@/ui/copy-button';
import { DataTable } from '@/ui/data-table/data-table';
import { Page } from '@/ui/page';
import { SearchField } from '@/ui/search-field';
import { EmptyState, ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { LAST_CHANGED, searchRegisteredModels } from '../api/models';
import { CreateModelDialog } from '../components/create-model-dialog';
import { newestOf, useModelColumns } from '../components/model-columns';
import { Selection } from '../components/selection';
import { useRegistryMessages } from '../messages';
import styles from './bar.module.css';

const route = getRouteApi('/models');
const NONE: ReadonlySet<string> = new Set();

/** All registered models, found by their names or by the filter language. */
export function RegisteredModelsPage() {
  const t = useRegistryMessages();
  const navigate = useNavigate();
  const { q, sort } = route.useSearch();
  const show = route.useNavigate();
  const [isCreating, setCreating] = useState(false);
  const [selected, setSelected] = useState(NONE);
  const loaded = useLoadedRows(['registry', 'search', { q, sort }], (token, signal) =>
    searchRegisteredModels({ text: q, sort }, token, signal),
  );
  const columns = useModelColumns();
  const search = useCallback(
    (text: string) => void show({ search: (before) => ({ ...before, q: text }), replace: true }),
    [show],
  );
  // A filter that is none is told beside it; anything else takes the place of the list.
  const isFault = loaded.error instanceof ApiError && loaded.error.isFault;
  const newest = loaded.rows.filter(({ name }) => selected.has(name)).flatMap((model) => newestOf(model) ?? []);
  return (
    <Page
      title={t('title')}
      fill
      actions={
        <Button kind="primary" onClick={() => setCreating(true)}>
          <Plus />
          {t('create')}
        </Button>
      }
    >
      <div className={styles['bar']}>
        <SearchField label={t('search')} placeholder={t('searchHint')} value={q} onChange={search} />
        {loaded.error && isFault && <ErrorNote error={loaded.error} />}
        <Selection
          label={t('selectedModels')}
          count={selected.size}
          versions={newest.map(({ name, version }) => `${name}/${version}`)}
          action={t('compareNewest')}
          onClear={() => setSelected(NONE)}
        />
      </div>
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error && !isFault ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={t('models')}
          keptAs="registered-models"
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={({ name }) => name}
          onRange={loaded.onRange}
          selected={selected}
          onSelect={setSelected}
          sort={sort}
          onSort={(chosen) => void show({ search: (before) => ({ ...before, sort: chosen ?? LAST_CHANGED }) })}
          onOpen={({ name }) => void navigate({ to: registeredModelRoute.to, params: { modelName: name } })}
          empty={<NoModels isSearch={q !== ''} />}
        />
      )}
      {isCreating && <CreateModelDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function NoModels({ isSearch }: { isSearch: boolean }) {
  const t = useRegistryMessages();
  return isSearch ? (
    <EmptyState icon={<Box />} title={t('noneFound')}>
      <p className="muted">{t('searchHint')}</p>
    </EmptyState>
  ) : (
    <EmptyState icon={<Box />} title={t('emptyTitle')}>
      <p className="muted">{t('emptyText')}</p>
      <Snippet
        code={`${PREAMBLE}\nmlflow.sklearn.log_model(\n    model, name="model", registered_model_name="churn"\n)`}
      />
    </EmptyState>
  );
}
