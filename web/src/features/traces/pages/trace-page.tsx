import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { traceQuery } from '@/lib/traces';
import { AddToQueue } from '@/ui/add-to-queue';
import { useExperimentCrumbs } from '@/ui/experiment-crumbs';
import { Page } from '@/ui/page';
import { nameOf } from '../api/trace-facts';
import { TraceView } from '../components/trace-view';
import { useTraceMessages } from '../messages';

const route = getRouteApi('/experiments/$experimentId/traces/$traceId');

/** One trace on a page of its own. */
export function TracePage() {
  const t = useTraceMessages();
  const { experimentId, traceId } = route.useParams();
  const crumbs = useExperimentCrumbs(experimentId);
  const look = route.useSearch();
  const show = route.useNavigate();
  const { data: trace } = useQuery(traceQuery(traceId));
  const params = { experimentId };
  return (
    <Page
      title={trace ? nameOf(trace) : traceId}
      crumbs={[...crumbs, { text: t('traces'), to: { to: '/experiments/$experimentId/traces', params } }]}
      actions={<AddToQueue experimentId={experimentId} traceIds={[traceId]} />}
      fill
    >
      <TraceView
        traceId={traceId}
        look={look}
        onLook={(changed) => void show({ search: (before) => ({ ...before, ...changed }), replace: true })}
      />
    </Page>
  );
}
