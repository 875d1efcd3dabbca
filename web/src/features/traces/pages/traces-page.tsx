import { getRouteApi } from '@tanstack/react-router';
import { TraceList } from '../components/trace-list';

const route = getRouteApi('/experiments/$experimentId/traces');

/** The traces of an experiment. */
export function TracesPage() {
  const { experimentId } = route.useParams();
  const search = route.useSearch();
  const show = route.useNavigate();
  return (
    <TraceList
      experimentId={experimentId}
      search={search}
      change={(changed, replace = false) => void show({ search: (before) => ({ ...before, ...changed }), replace })}
      opening={(traceId) => ({
        to: '/experiments/$experimentId/traces',
        params: { experimentId },
        search: { ...search, selectedEvaluationId: traceId, span: '', tab: 'values' },
      })}
    />
  );
}
