import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { Pencil, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { experimentRoute } from '@/lib/routes';
import { experimentQuery } from '@/lib/experiments';
import { Badge } from '@/ui/badge';
import { CopyId } from '@/ui/copy-button';
import { MenuItem, MoreMenu } from '@/ui/menu';
import { NavTabs } from '@/ui/nav-tabs';
import { Note } from '@/ui/note';
import { Page } from '@/ui/page';
import { ShareButton } from '@/ui/permissions/share-button';
import { FailedState, LoadingState } from '@/ui/states';
import { noteOf, useDescribeExperiment, type Experiment } from '../api/experiments';
import { useDeletion } from '../components/deletion';
import { ExperimentTags } from '../components/experiment-tags';
import { Owner } from '../components/owner';
import { RenameExperimentDialog } from '../components/rename-experiment-dialog';
import { useExperimentMessages } from '../messages';

/** One experiment: its name, what can be done with it, and below that what it holds. */
export function ExperimentPage() {
  const { experimentId } = experimentRoute.useParams();
  const { data: experiment, error, refetch } = useQuery(experimentQuery(experimentId));
  if (experiment) return <Loaded experiment={experiment} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ experiment }: { experiment: Experiment }) {
  const t = useExperimentMessages();
  const client = useQueryClient();
  const describe = useDescribeExperiment(experiment.experiment_id);
  const params = { experimentId: experiment.experiment_id };
  return (
    <Page
      title={experiment.name}
      crumbs={[{ text: t('title'), to: { to: '/experiments' } }]}
      aside={
        <>
          {experiment.lifecycle_stage === 'deleted' && <Badge tone="danger">{t('isDeleted')}</Badge>}
          <CopyId id={experiment.experiment_id} />
          <Owner id={experiment.experiment_id} />
        </>
      }
      actions={<Actions experiment={experiment} />}
      fill
    >
      <Note
        text={noteOf(experiment)}
        current={async () => noteOf(await client.query({ ...experimentQuery(experiment.experiment_id), staleTime: 0 }))}
        save={describe.mutateAsync}
      />
      <ExperimentTags experiment={experiment} />
      <NavTabs
        label={t('parts')}
        tabs={[
          { text: t('runs'), to: { to: '/experiments/$experimentId/runs', params } },
          { text: t('models'), to: { to: '/experiments/$experimentId/models', params } },
          { text: t('traces'), to: { to: '/experiments/$experimentId/traces', params } },
          { text: t('sessions'), to: { to: '/experiments/$experimentId/chat-sessions', params } },
          { text: t('reviews'), to: { to: '/experiments/$experimentId/review-queue', params } },
          { text: t('dataSets'), to: { to: '/experiments/$experimentId/datasets', params } },
        ]}
      />
      <Outlet />
    </Page>
  );
}

function Actions({ experiment }: { experiment: Experiment }) {
  const t = useExperimentMessages();
  const navigate = useNavigate();
  const [isRenaming, setRenaming] = useState(false);
  const deletion = useDeletion(() => void navigate({ to: '/experiments' }));
  const ids = [experiment.experiment_id];
  return (
    <>
      <ShareButton thing={{ type: 'experiment', id: experiment.experiment_id }} name={experiment.name} />
      <MoreMenu label={t('more')}>
        <MenuItem icon={<Pencil />} onClick={() => setRenaming(true)}>
          {t('rename')}
        </MenuItem>
        {experiment.lifecycle_stage === 'deleted' ? (
          <MenuItem icon={<Undo2 />} onClick={() => deletion.restore(ids)}>
            {t('restore')}
          </MenuItem>
        ) : (
          <MenuItem icon={<Trash2 />} danger onClick={() => deletion.ask(ids)}>
            {t('delete')}
          </MenuItem>
        )}
      </MoreMenu>
      <RenameExperimentDialog
        key={experiment.name}
        experiment={experiment}
        open={isRenaming}
        onClose={() => setRenaming(false)}
      />
      {deletion.dialog}
    </>
  );
}
