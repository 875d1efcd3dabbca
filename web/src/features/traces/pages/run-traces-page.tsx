import { getRouteApi } from '@tanstack/react-router';
import { TraceList } from '../components/trace-list';

const route = getRouteApi('/experiments/$experimentId/runs/$runId/traces');

/** The traces that a run made, or that were linked to it. */
export function RunTracesPage() {
  const { experimentId, runId } = route.useParams();
  const search = route.useSearch();
  const show = route.useNavigate();
  return (
    <TraceList
      experimentId={experimentId}
      runId={runId}
      search={search}
      change={(changed, replace = false) => void show({ search: (before) => ({ ...before, ...changed }), replace })}
      opening={(traceId) => ({
        to: '/experiments/$experimentId/runs/$runId/traces',
        params: { experimentId, runId },
        search: { ...search, selectedEvaluationId: traceId, span: '', tab: 'values' },
      })}
    />
  );
}
