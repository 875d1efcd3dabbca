import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { MessageSquareText, Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { ApiError } from '@/lib/api-client';
import { useLoadedRows } from '@/lib/loaded-rows';
import { promptRoute } from '@/lib/routes';
import { PREAMBLE } from '@/lib/snippet';
import { Button } from '@/ui/button';
import { Snippet } from '@/ui/copy-button';
import { DataTable } from '@/ui/data-table/data-table';
import { Page } from '@/ui/page';
import { SearchField } from '@/ui/search-field';
import { EmptyState, ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { LAST_CHANGED, searchPrompts } from '../api/prompts';
import { usePromptColumns } from '../components/prompt-columns';
import { VersionDialog } from '../components/version-dialog';
import { usePromptMessages } from '../messages';
import styles from './bar.module.css';

const route = getRouteApi('/prompts');

/** All prompts, found by their names or by the filter language. */
export function PromptsPage() {
  const t = usePromptMessages();
  const navigate = useNavigate();
  const { q, sort } = route.useSearch();
  const show = route.useNavigate();
  const [isCreating, setCreating] = useState(false);
  const loaded = useLoadedRows(['prompts', 'search', { q, sort }], (token, signal) =>
    searchPrompts({ text: q, sort }, token, signal),
  );
  const columns = usePromptColumns();
  const search = useCallback(
    (text: string) => void show({ search: (before) => ({ ...before, q: text }), replace: true }),
    [show],
  );
  // A filter that is none is told beside it; anything else takes the place of the list.
  const isFault = loaded.error instanceof ApiError && loaded.error.isFault;
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
      </div>
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error && !isFault ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          keptAs="prompts"
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={({ name }) => name}
          onRange={loaded.onRange}
          sort={sort}
          onSort={(chosen) => void show({ search: (before) => ({ ...before, sort: chosen ?? LAST_CHANGED }) })}
          onOpen={({ name }) => void navigate({ to: promptRoute.to, params: { promptName: name } })}
          empty={<NoPrompts isSearch={q !== ''} />}
        />
      )}
      {isCreating && <VersionDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function NoPrompts({ isSearch }: { isSearch: boolean }) {
  const t = usePromptMessages();
  return isSearch ? (
    <EmptyState icon={<MessageSquareText />} title={t('noneFound')}>
      <p className="muted">{t('searchHint')}</p>
    </EmptyState>
  ) : (
    <EmptyState icon={<MessageSquareText />} title={t('emptyTitle')}>
      <p className="muted">{t('emptyText')}</p>
      <Snippet
        code={`${PREAMBLE}\nmlflow.genai.register_prompt(\n    name="greeting", template="Hello, {{name}}!"\n)`}
      />
    </EmptyState>
  );
}
