import { useNavigate } from '@tanstack/react-router';
import { Box } from 'lucide-react';
import { useLoadedRows } from '@/lib/loaded-rows';
import { catalogModelRoute, catalogVersionRoute } from '@/lib/routes';
import { Snippet } from '@/ui/copy-button';
import { DataTable } from '@/ui/data-table/data-table';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { listVersions } from '../api/models';
import { useVersionColumns } from '../components/version-columns';
import { useCatalogMessages } from '../messages';
import { registering } from '../snippets';

/** The versions of a model of the catalogue, newest first. */
export function VersionsPage() {
  const t = useCatalogMessages();
  const navigate = useNavigate();
  const { fullName } = catalogModelRoute.useParams();
  const loaded = useLoadedRows(['catalog', 'versions', fullName], (token, signal) =>
    listVersions(fullName, token, signal),
  );
  const columns = useVersionColumns(fullName);
  if (loaded.isLoading) return <LoadingState />;
  if (loaded.error) return <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />;
  return (
    <DataTable
      label={t('versions')}
      keptAs="catalogue-versions"
      columns={columns}
      rowCount={loaded.rowCount}
      row={loaded.row}
      rowId={({ version }) => String(version)}
      onRange={loaded.onRange}
      onOpen={({ version }) =>
        void navigate({ to: catalogVersionRoute.to, params: { fullName, version: String(version) } })
      }
      empty={
        <EmptyState icon={<Box />} title={t('noVersions')}>
          <p className="muted">{t('noVersionsText')}</p>
          <Snippet code={registering(fullName)} />
        </EmptyState>
      }
    />
  );
}
