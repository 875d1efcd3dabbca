import { expect, type APIRequestContext } from '@playwright/test';

export async function experimentId(request: APIRequestContext, name = 'support-agent'): Promise<string> {
  const found = await request.get('/ajax-api/2.0/mlflow/experiments/get-by-name', {
    params: { experiment_name: name },
  });
  return ((await found.json()) as { experiment: { experiment_id: string } }).experiment.experiment_id;
}

/** Sends a trace of one span, about a question that nothing else is about. Gives its id. */
export async function ask(request: APIRequestContext, question: string): Promise<string> {
  const hex = (length: number) => Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  const now = Date.now() * 1e6;
  const span = {
    traceId: hex(32),
    spanId: hex(16),
    name: 'answer',
    startTimeUnixNano: String(now),
    endTimeUnixNano: String(now + 5e6),
    attributes: [{ key: 'mlflow.spanInputs', value: { stringValue: JSON.stringify(question) } }],
  };
  const sent = await request.post('/v1/traces', {
    headers: { 'x-mlflow-experiment-id': await experimentId(request) },
    data: { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] },
  });
  expect(sent.ok(), await sent.text()).toBe(true);
  return `tr-${span.traceId}`;
}

export async function traceId(request: APIRequestContext, filter: string): Promise<string> {
  const mlflow_experiment = { experiment_id: await experimentId(request) };
  const found = await request.post('/ajax-api/3.0/mlflow/traces/search', {
    data: { locations: [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment }], filter },
  });
  return ((await found.json()) as { traces: { trace_id: string }[] }).traces[0]?.trace_id ?? '';
}
