import { useSuspenseQuery } from '@tanstack/react-query';
import { runRoute } from '@/lib/routes';
import { Page } from '@/ui/page';
import { runQuery } from '../api/runs';

export function RunPage() {
  const { runId } = runRoute.useParams();
  const { data: run } = useSuspenseQuery(runQuery(runId));
  return <Page title={run.info.run_name}>{null}</Page>;
}
