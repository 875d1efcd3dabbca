import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, type LinkProps } from '@tanstack/react-router';
import { useState } from 'react';
import { runEvents, useLive } from '@/lib/live';
import { runRoute } from '@/lib/routes';
import { runQuery } from '@/lib/run-query';
import { useSignsOfLife } from '@/lib/signs-of-life';
import { Badge } from '@/ui/badge';
import { CopyId } from '@/ui/copy-button';
import { useExperimentCrumbs } from '@/ui/experiment-crumbs';
import { LiveButton } from '@/ui/live-button';
import { NavTabs } from '@/ui/nav-tabs';
import { Page } from '@/ui/page';
import { RunStatus } from '@/ui/run-status';
import { FailedState, LoadingState } from '@/ui/states';
import { applyChange, isOpen, type Run } from '../api/run';
import { RunActions } from '../components/run-actions';
import { useRunMessages } from '../messages';

/** One run: what it is, what can be done with it, and below that its parts. */
export function RunPage() {
  const { runId } = runRoute.useParams();
  const { data: run, error, refetch } = useQuery(runQuery(runId));
  if (run) return <Loaded run={run} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ run }: { run: Run }) {
  const t = useRunMessages();
  const client = useQueryClient();
  const { info } = run;
  const [isPaused, setPaused] = useState(false);
  const isLive = isOpen(info);
  const heardOf = useSignsOfLife(info.run_id, info.experiment_id, isLive && !isPaused, {
    running: () => [info],
    tell: ([run]) => run && applyChange(client, { experiment_id: info.experiment_id, run_id: info.run_id, run }),
  });
  const state = useLive(isLive && !isPaused ? runEvents(info.run_id) : undefined, {
    onRun: (change) => {
      heardOf(change.run_id);
      applyChange(client, change);
    },
    onResync: () => void client.invalidateQueries({ queryKey: runQuery(info.run_id).queryKey }),
  });
  const crumbs = useExperimentCrumbs(info.experiment_id);
  const params = { experimentId: info.experiment_id, runId: info.run_id };
  // Parts of other features, which this one does not know by their types.
  const to = (part: string) => ({ to: `${runRoute.to}${part}`, params }) as unknown as LinkProps;
  return (
    <Page
      title={info.run_name}
      crumbs={crumbs}
      aside={
        <>
          <RunStatus info={info} />
          {info.lifecycle_stage === 'deleted' && <Badge tone="danger">{t('isDeleted')}</Badge>}
          <CopyId id={info.run_id} />
        </>
      }
      actions={
        <>
          {isLive && <LiveButton state={state} isPaused={isPaused} onPause={setPaused} />}
          <RunActions run={run} />
        </>
      }
      fill
    >
      <NavTabs
        label={t('parts')}
        tabs={[
          { text: t('overview'), to: to(''), exact: true },
          { text: t('metricCharts'), to: to('/metrics') },
          { text: t('systemMetrics'), to: to('/system-metrics') },
          { text: t('artifacts'), to: to('/artifacts') },
          { text: t('traces'), to: to('/traces') },
          { text: t('children'), to: to('/children') },
          { text: t('lineage'), to: to('/lineage') },
        ]}
      />
      <Outlet />
    </Page>
  );
}
