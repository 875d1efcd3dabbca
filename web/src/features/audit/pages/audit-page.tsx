import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Download, ScrollText } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useLoadedRows } from '@/lib/loaded-rows';
import { sessionQuery, useIsAdmin } from '@/lib/session';
import { ButtonLink } from '@/ui/button';
import { ChoiceMenu } from '@/ui/choice-menu';
import { DataTable } from '@/ui/data-table/data-table';
import { Page } from '@/ui/page';
import { SearchField } from '@/ui/search-field';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { exportAddress, isThing, OUTCOMES, searchAudit, SPANS, type AuditFilter, type Entry } from '../api/audit';
import { EntryDialog } from '../components/entry-dialog';
import { useEntryColumns } from '../components/entry-columns';
import { useAuditMessages } from '../messages';
import styles from './audit-page.module.css';

const route = getRouteApi('/audit');

/** What was done and refused: who, when, on what, found and exported by administrators, and by who manages the workspace. */
export function AuditPage() {
  const t = useAuditMessages();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const [opened, setOpened] = useState<Entry>();
  const show = useCallback(
    (changed: Partial<AuditFilter>) =>
      void navigate({ search: (before) => ({ ...before, ...changed }), replace: true }),
    [navigate],
  );
  const loaded = useLoadedRows(['audit', filter], (token, signal) => searchAudit(filter, token, signal));
  const columns = useEntryColumns(show);
  const session = useQuery(sessionQuery).data;
  const isAdmin = useIsAdmin();
  const isHalf = filter.about !== '' && !isThing(filter.about);
  return (
    <Page
      title={t('title')}
      fill
      actions={
        <ButtonLink href={exportAddress(filter)} download="audit.jsonl">
          <Download aria-hidden />
          {t('export')}
        </ButtonLink>
      }
    >
      <div className={styles['bar']}>
        <ChoiceMenu
          label={t('span')}
          value={filter.span}
          options={SPANS.map((span) => [span, t(`span.${span}`)] as const)}
          onChange={(span) => show({ span })}
        />
        <Switcher
          label={t('outcome')}
          value={filter.outcome}
          options={OUTCOMES.map((outcome) => [outcome, t(`outcome.${outcome}`)] as const)}
          onChange={(outcome) => show({ outcome })}
        />
        <SearchField label={t('actor')} value={filter.actor} onChange={(actor) => show({ actor: actor.trim() })} />
        <SearchField
          label={t('about')}
          placeholder="experiment_id=1"
          value={filter.about}
          onChange={(about) => show({ about: about.trim() })}
        />
      </div>
      {session?.user && !isAdmin && <p className={styles['hint']}>{t('ofWorkspace')}</p>}
      {isHalf && <p className={styles['hint']}>{t('aboutHint')}</p>}
      {loaded.isLoading ? (
        <LoadingState />
      ) : loaded.error ? (
        <FailedState error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          keptAs="audit"
          columns={columns}
          rowCount={loaded.rowCount}
          row={loaded.row}
          rowId={({ id }) => String(id)}
          onRange={loaded.onRange}
          isStale={loaded.isStale}
          subject={JSON.stringify(filter)}
          onOpen={setOpened}
          empty={
            <EmptyState icon={<ScrollText />} title={t('none')}>
              <p className="muted">{t('noneHint')}</p>
            </EmptyState>
          }
        />
      )}
      {opened && <EntryDialog entry={opened} onClose={() => setOpened(undefined)} />}
    </Page>
  );
}
