import type { APIRequestContext } from '@playwright/test';

export async function experimentId(request: APIRequestContext, name = 'support-agent'): Promise<string> {
  const found = await request.get('/ajax-api/2.0/mlflow/experiments/get-by-name', {
    params: { experiment_name: name },
  });
  return ((await found.json()) as { experiment: { experiment_id: string } }).experiment.experiment_id;
}

export async function traceId(request: APIRequestContext, filter: string): Promise<string> {
  const mlflow_experiment = { experiment_id: await experimentId(request) };
  const found = await request.post('/ajax-api/3.0/mlflow/traces/search', {
    data: { locations: [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment }], filter },
  });
  return ((await found.json()) as { traces: { trace_id: string }[] }).traces[0]?.trace_id ?? '';
}
