import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { modelQuery } from '@/lib/model-query';
import { loggedModelRoute } from '@/lib/routes';
import { runQuery } from '@/lib/run-query';

/** The run that something was made by; by its name, where whoever looks may read it. */
export function SourceRun({ id }: { id: string }) {
  const { data: run } = useQuery(runQuery(id));
  return (
    <Link to="/runs/$runId" params={{ runId: id }}>
      {run?.info.run_name ?? id}
    </Link>
  );
}

/** A logged model. A link needs the experiment, which is known to whoever may read the model. */
export function SourceModel({ id }: { id: string }) {
  const { data: model } = useQuery(modelQuery(id));
  if (!model) return <code>{id}</code>;
  const { experiment_id: experimentId, name } = model.info;
  return (
    <Link to={loggedModelRoute.to} params={{ experimentId, modelId: id }}>
      {name}
    </Link>
  );
}
