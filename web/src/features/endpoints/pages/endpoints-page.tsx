import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Plus, Radio } from 'lucide-react';
import { useMemo, useState } from 'react';
import { endpointsQuery, type ServingEndpoint } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { useHasAccounts } from '@/lib/session';
import { Button } from '@/ui/button';
import { Snippet } from '@/ui/copy-button';
import { DataTable } from '@/ui/data-table/data-table';
import { Page } from '@/ui/page';
import { SearchField } from '@/ui/search-field';
import { EmptyState, ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { listed, sortAfter } from '../api/listed';
import { CREATING } from '../api/snippets';
import { useEndpointColumns } from '../components/columns';
import { CreateDialog } from '../components/create-dialog';
import { useEndpointMessages } from '../messages';
import styles from './pages.module.css';

const route = getRouteApi('/endpoints');

/** All serving endpoints that one may see, found by their names, models, tags and creators. */
export function EndpointsPage() {
  const t = useEndpointMessages();
  const { q, model, version } = route.useSearch();
  const show = route.useNavigate();
  const { data: endpoints, error, refetch } = useQuery(endpointsQuery);
  const [isCreating, setCreating] = useState(false);
  const close = () => {
    setCreating(false);
    if (model !== '') void show({ search: (before) => ({ ...before, model: '', version: '' }), replace: true });
  };
  const create = (
    <Button kind="primary" onClick={() => setCreating(true)}>
      <Plus />
      {t('create')}
    </Button>
  );
  return (
    <Page title={t('title')} fill actions={create}>
      <div className={styles['bar']}>
        <SearchField
          label={t('search')}
          placeholder={t('searchHint')}
          value={q}
          onChange={(text) => void show({ search: (before) => ({ ...before, q: text }), replace: true })}
        />
      </div>
      {endpoints && error && <ErrorNote error={error} />}
      {endpoints ? (
        <List endpoints={endpoints} />
      ) : error ? (
        <FailedState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingState />
      )}
      {(isCreating || model !== '') && <CreateDialog model={model} version={version} onClose={close} />}
    </Page>
  );
}

function List({ endpoints }: { endpoints: readonly ServingEndpoint[] }) {
  const t = useEndpointMessages();
  const navigate = useNavigate();
  const { q, sort } = route.useSearch();
  const show = route.useNavigate();
  const columns = useEndpointColumns();
  const rows = useMemo(() => listed(endpoints, q, sort), [endpoints, q, sort]);
  return (
    <DataTable
      label={t('title')}
      keptAs="endpoints"
      columns={columns}
      rowCount={rows.length}
      row={(index) => rows[index]}
      rowId={({ id }) => id}
      subject={q}
      sort={sort}
      onSort={(chosen) => void show({ search: (before) => ({ ...before, sort: chosen ?? sortAfter(sort) }) })}
      onOpen={({ name }) => void navigate({ to: endpointRoute.to, params: { endpointName: name } })}
      empty={endpoints.length === 0 ? <None /> : <EmptyState icon={<Radio />} title={t('noneFound')} />}
    />
  );
}

function None() {
  const t = useEndpointMessages();
  const withToken = useHasAccounts();
  return (
    <EmptyState icon={<Radio />} title={t('none')}>
      <p className="muted">{t('noneText')}</p>
      <Snippet code={CREATING.curl(withToken)} />
      <p className="muted">{t('noneClient')}</p>
      <Snippet code={CREATING.client(withToken)} />
    </EmptyState>
  );
}
