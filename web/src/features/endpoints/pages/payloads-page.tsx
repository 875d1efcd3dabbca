import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { RefreshCw, ScrollText, Settings2 } from 'lucide-react';
import { useState } from 'react';
import { configOf, endpointQuery, isManagedBy, type ServingEndpoint } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { Button, IconButton } from '@/ui/button';
import { ChoiceMenu } from '@/ui/choice-menu';
import { DataTable } from '@/ui/data-table/data-table';
import { SearchField } from '@/ui/search-field';
import { EmptyState, ErrorNote, FailedState, LoadingState } from '@/ui/states';
import { inferenceTableQuery, SPANS, STATUSES, usePayloads, type InferenceTable } from '../api/payloads';
import { OpenedPayload } from '../components/opened-payload';
import { usePayloadColumns } from '../components/payload-columns';
import { TableDialog } from '../components/table-dialog';
import { useInferenceMessages } from '../messages-inference';
import styles from './pages.module.css';

const route = getRouteApi('/endpoints/$endpointName/payloads');

/** The requests that an endpoint kept, with their answers, for who manages it. */
export function PayloadsPage() {
  const t = useInferenceMessages();
  const { endpointName } = endpointRoute.useParams();
  const { data: endpoint } = useSuspenseQuery(endpointQuery(endpointName));
  const { data: table, error, refetch } = useQuery(inferenceTableQuery(endpointName));
  if (!isManagedBy(endpoint)) return <EmptyState icon={<ScrollText />} title={t('notYours')} />;
  if (!table) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  return <Kept endpoint={endpoint} table={table} />;
}

/** The dialog stands at one place whatever is below it, which may change while it saves. */
function Kept({ endpoint, table }: { endpoint: ServingEndpoint; table: InferenceTable }) {
  const t = useInferenceMessages();
  const [isSetting, setSetting] = useState(false);
  const set = () => setSetting(true);
  return (
    <>
      {table.folder != null ? (
        <Payloads endpoint={endpoint} table={table} onSet={set} />
      ) : (
        <EmptyState icon={<ScrollText />} title={t('off')}>
          <p className="muted">{t('offText')}</p>
          <Button kind="primary" onClick={set}>
            {t('keep')}
          </Button>
        </EmptyState>
      )}
      {isSetting && <TableDialog name={endpoint.name} table={table} onClose={() => setSetting(false)} />}
    </>
  );
}

function Payloads({ endpoint, table, onSet }: { endpoint: ServingEndpoint; table: InferenceTable; onSet: () => void }) {
  const t = useInferenceMessages();
  const search = route.useSearch();
  const show = route.useNavigate();
  const { payload: opened, ...wanted } = search;
  const payloads = usePayloads(endpoint.name, wanted);
  const columns = usePayloadColumns();
  const isFiltered = wanted.status !== '' || wanted.entity !== '' || wanted.version !== '' || wanted.span !== 'all';
  return (
    <>
      <div className={styles['bar']}>
        <Filters endpoint={endpoint} />
        <IconButton label={t('refresh')} onClick={() => void payloads.refetch()}>
          <RefreshCw />
        </IconButton>
        <Button onClick={onSet}>
          <Settings2 />
          {t('settings')}
        </Button>
        {!table.enabled && <span className="muted">{t('off')}</span>}
      </div>
      {payloads.refreshError && <ErrorNote error={payloads.refreshError} />}
      {payloads.error ? (
        <FailedState error={payloads.error} onRetry={() => void payloads.refetch()} />
      ) : payloads.isLoading ? (
        <LoadingState />
      ) : (
        <DataTable
          label={t('payloads')}
          keptAs="payloads"
          columns={columns}
          rowCount={payloads.rowCount}
          row={payloads.row}
          rowId={({ databricks_request_id: id }) => id}
          onRange={payloads.onRange}
          subject={JSON.stringify(wanted)}
          isStale={payloads.isStale}
          onOpen={({ databricks_request_id: id }) => void show({ search: (past) => ({ ...past, payload: id }) })}
          empty={
            isFiltered ? (
              <EmptyState icon={<ScrollText />} title={t('noneFound')} />
            ) : (
              <EmptyState icon={<ScrollText />} title={t('nothingKept')}>
                <p className="muted">{t('nothingKeptText')}</p>
              </EmptyState>
            )
          }
        />
      )}
      {opened !== '' && (
        <OpenedPayload
          endpoint={endpoint.name}
          id={opened}
          onClose={() => void show({ search: (past) => ({ ...past, payload: '' }) })}
        />
      )}
    </>
  );
}

function Filters({ endpoint }: { endpoint: ServingEndpoint }) {
  const t = useInferenceMessages();
  const { status, entity, version, span } = route.useSearch();
  const show = route.useNavigate();
  const names = (configOf(endpoint).served_entities ?? []).map(({ name }) => name ?? '');
  return (
    <>
      <ChoiceMenu
        label={t('span')}
        value={span}
        options={SPANS.map((one) => [one, t(`span.${one}`)] as const)}
        onChange={(chosen) => void show({ search: (past) => ({ ...past, span: chosen }), replace: true })}
      />
      <ChoiceMenu
        label={t('status')}
        value={status}
        options={STATUSES.map((one) => [one, one === '' ? t('anyStatus') : one] as const)}
        onChange={(chosen) => void show({ search: (past) => ({ ...past, status: chosen }), replace: true })}
      />
      {(names.length > 1 || entity !== '') && (
        <ChoiceMenu
          label={t('entity')}
          value={entity}
          options={['', ...names].map((one) => [one, one === '' ? t('anyEntity') : one] as const)}
          onChange={(chosen) => void show({ search: (past) => ({ ...past, entity: chosen }), replace: true })}
        />
      )}
      <SearchField
        label={t('version')}
        placeholder={t('version')}
        value={version}
        onChange={(text) => void show({ search: (past) => ({ ...past, version: text.trim() }), replace: true })}
      />
    </>
  );
}
