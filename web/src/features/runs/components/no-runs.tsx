import { FlaskConical } from 'lucide-react';
import { PREAMBLE } from '@/lib/snippet';
import { Snippet } from '@/ui/copy-button';
import { EmptyState } from '@/ui/states';
import type { RunView } from '../api/table';
import { useRunMessages } from '../messages';

type NoRunsProps = { experimentId: string; isSearch: boolean; view: RunView };

/** In place of rows: what to change to see some, or how to log the first run. */
export function NoRuns({ experimentId, isSearch, view }: NoRunsProps) {
  const t = useRunMessages();
  if (isSearch || view === 'DELETED_ONLY') {
    return (
      <EmptyState icon={<FlaskConical />} title={isSearch ? t('noneFound') : t('noneDeleted')}>
        {isSearch && <p className="muted">{t('noneFoundText')}</p>}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<FlaskConical />} title={t('emptyTitle')}>
      <p className="muted">{t('emptyText')}</p>
      <Snippet
        code={`${PREAMBLE}\nmlflow.set_experiment(experiment_id="${experimentId}")\nwith mlflow.start_run():\n    mlflow.log_param("depth", 3)\n    mlflow.log_metric("loss", 0.25)`}
      />
    </EmptyState>
  );
}
