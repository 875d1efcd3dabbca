import { request as http, type APIRequestContext } from '@playwright/test';
import { experimentId, traceId } from '../tests/traces';

/** A page to look at: its name, and its address behind the `#`. */
export type Screen = { name: string; path: string };

const POST = 'POST';

async function asked<Answer>(api: APIRequestContext, path: string, body?: object): Promise<Answer> {
  const answer = await api.fetch(`/ajax-api/${path}`, body ? { method: POST, data: body } : {});
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

async function runs(api: APIRequestContext, id: string, filter = ''): Promise<string[]> {
  const body = { experiment_ids: [id], filter, max_results: 4 };
  const found = await asked<{ runs?: { info: { run_id: string } }[] }>(api, '2.0/mlflow/runs/search', body);
  return (found.runs ?? []).map((run) => run.info.run_id);
}

async function models(api: APIRequestContext, id: string): Promise<string[]> {
  const found = await asked<{ models?: { info: { model_id: string } }[] }>(api, '2.0/mlflow/logged-models/search', {
    experiment_ids: [id],
  });
  return (found.models ?? []).map((model) => model.info.model_id);
}

async function dataSet(api: APIRequestContext, id: string): Promise<string> {
  const found = await asked<{ datasets?: { dataset_id: string }[] }>(api, '3.0/mlflow/datasets/search', {
    experiment_ids: [id],
  });
  return found.datasets?.[0]?.dataset_id ?? '';
}

async function queue(api: APIRequestContext, id: string): Promise<string> {
  const path = `3.0/mlflow/review-queues/list?experiment_id=${id}`;
  const found = await asked<{ review_queues?: { queue_id: string }[] }>(api, path);
  return found.review_queues?.[0]?.queue_id ?? '';
}

const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

/** Every screen, of what `conformance/python/fill_ui.py` made. */
export async function screens(baseURL: string): Promise<Screen[]> {
  const api = await http.newContext({ baseURL });
  const churn = await experimentId(api, 'churn-model');
  const all = await experimentId(api, 'everything of a run');
  const agent = await experimentId(api);
  const [run = ''] = await runs(api, all, "attributes.run_name = 'irises'");
  const [sweep = ''] = await runs(api, all, "attributes.run_name = 'sweep'");
  const [many = ''] = await runs(api, all, "attributes.run_name = 'many keys'");
  const compared = await runs(api, churn);
  const reviewed = await queue(api, agent);
  const [model = ''] = await models(api, all);
  const ofRun = `/experiments/${all}/runs/${run}`;
  const files = ['read me.md', 'train.py', 'config.json', 'page.html', 'notebook.ipynb', 'table.csv', 'places.geojson'];
  files.push('figure.png', 'figure.pdf', 'bundle.zip', 'log.txt', 'bytes.bin', 'many');
  const found = [
    { name: 'home', path: '/' },
    { name: 'experiments', path: '/experiments' },
    { name: 'runs', path: `/experiments/${churn}/runs` },
    { name: 'runs-nested', path: `/experiments/${all}/runs` },
    { name: 'runs-charts', path: `/experiments/${churn}/runs?show=charts` },
    { name: 'runs-not-found', path: `/experiments/${churn}/runs?q=nothing-has-this-name` },
    { name: 'runs-wrong-filter', path: `/experiments/${churn}/runs?q=${encodeURIComponent('metrics.loss >')}` },
    { name: 'compare', path: `/compare?runs=${json(compared)}` },
    { name: 'run', path: ofRun },
    { name: 'run-metrics', path: `/experiments/${churn}/runs/${compared[0] ?? ''}/metrics` },
    { name: 'run-many-keys', path: `/experiments/${all}/runs/${many}` },
    { name: 'run-system-metrics', path: `${ofRun}/system-metrics` },
    { name: 'run-children', path: `/experiments/${all}/runs/${sweep}/children` },
    { name: 'run-artifacts', path: `${ofRun}/artifacts` },
    ...files.map((file) => ({
      name: `artifact-${file.replaceAll(/[ .]/g, '-')}`,
      path: `${ofRun}/artifacts/files/${encodeURIComponent(file)}`,
    })),
    { name: 'models', path: `/experiments/${all}/models` },
    { name: 'model', path: `/experiments/${all}/models/${model}` },
    { name: 'model-artifacts', path: `/experiments/${all}/models/${model}/artifacts/MLmodel` },
    { name: 'traces', path: `/experiments/${agent}/traces` },
    {
      name: 'trace',
      path: `/experiments/${agent}/traces/${await traceId(api, "metadata.`mlflow.trace.session` = 'session-1'")}`,
    },
    { name: 'trace-failed', path: `/experiments/${agent}/traces/${await traceId(api, "status = 'ERROR'")}` },
    { name: 'trace-large', path: `/experiments/${agent}/traces/${await traceId(api, "name = 'batch-job'")}` },
    { name: 'sessions', path: `/experiments/${agent}/chat-sessions` },
    { name: 'session', path: `/experiments/${agent}/chat-sessions/session-1` },
    { name: 'reviews', path: `/experiments/${agent}/review-queue` },
    { name: 'review-queue', path: `/experiments/${agent}/review-queue/${reviewed}` },
    { name: 'review', path: `/experiments/${agent}/review-queue/${reviewed}/review` },
    { name: 'data-sets', path: `/experiments/${agent}/datasets` },
    { name: 'data-set', path: `/experiments/${agent}/datasets/${await dataSet(api, agent)}` },
    { name: 'compare-models', path: `/compare/models?models=${json(await models(api, all))}` },
    { name: 'registry', path: '/models' },
    { name: 'registered-model', path: '/models/iris-classifier' },
    { name: 'registered-model-details', path: '/models/iris-classifier/details' },
    { name: 'registered-model-empty', path: '/models/ranker-001' },
    { name: 'model-version', path: '/models/iris-classifier/versions/1' },
    { name: 'model-version-files', path: '/models/iris-classifier/versions/1/artifacts/MLmodel' },
    { name: 'registered-model-activity', path: '/models/iris-classifier/activity?alias=champion&at=4102444800000' },
    { name: 'registered-model-rules', path: '/models/iris-classifier/rules' },
    { name: 'model-version-requests', path: '/models/iris-classifier/versions/2/requests' },
    { name: 'model-version-activity', path: '/models/iris-classifier/versions/2/activity' },
    { name: 'inbox', path: '/inbox' },
    { name: 'endpoints', path: '/endpoints' },
    { name: 'endpoint', path: '/endpoints/wine' },
    { name: 'endpoint-not-ready', path: '/endpoints/blossoms' },
    { name: 'endpoint-metrics', path: '/endpoints/wine/metrics' },
    { name: 'endpoint-logs', path: '/endpoints/wine/logs' },
    { name: 'endpoint-query', path: '/endpoints/wine/query' },
    { name: 'endpoint-history', path: '/endpoints/wine/history?config=1' },
    { name: 'catalogue', path: '/catalogue' },
    { name: 'catalogue-models', path: '/catalogue/models' },
    { name: 'catalog', path: '/catalogue/catalogs/sales' },
    { name: 'catalog-details', path: '/catalogue/catalogs/sales/details' },
    { name: 'schema', path: '/catalogue/schemas/sales.eu' },
    { name: 'catalogue-model', path: '/catalogue/models/sales.eu.iris' },
    { name: 'catalogue-model-details', path: '/catalogue/models/sales.eu.iris/details' },
    { name: 'catalogue-version', path: '/catalogue/models/sales.eu.iris/versions/1' },
    { name: 'lineage', path: '/catalogue/models/sales.eu.iris/versions/1/lineage' },
    { name: 'catalogue-version-pending', path: '/catalogue/models/sales.eu.iris/versions/3' },
    { name: 'compare-versions', path: `/compare/versions?versions=${json(['churn/2', 'iris-classifier/1'])}` },
    { name: 'trash', path: '/trash' },
    { name: 'system', path: '/system' },
    { name: 'compare-charts', path: `/compare?show=charts&runs=${json(compared)}` },
    { name: 'traces-charts', path: `/experiments/${agent}/traces?show=charts` },
    { name: 'missing-run', path: `/experiments/${churn}/runs/00000000000000000000000000000000` },
    { name: 'missing-page', path: '/no-such-page' },
  ];
  await api.dispose();
  return found;
}

/** The screens of a server that has nothing, and of an experiment that has nothing. */
export async function emptyScreens(baseURL: string): Promise<Screen[]> {
  const api = await http.newContext({ baseURL });
  const body = { name: `nothing in it ${Date.now()}` };
  const { experiment_id: id } = await asked<{ experiment_id: string }>(api, '2.0/mlflow/experiments/create', body);
  const made = { experiment_id: id, run_name: 'nothing logged' };
  const { run } = await asked<{ run: { info: { run_id: string } } }>(api, '2.0/mlflow/runs/create', made);
  await asked(api, '2.0/mlflow/runs/delete', { run_id: run.info.run_id });
  await api.dispose();
  const parts = ['runs', 'runs?show=charts', 'models', 'traces', 'chat-sessions', 'datasets', 'review-queue'];
  const ofRun = ['', '/metrics', '/system-metrics', '/artifacts', '/traces', '/children'];
  return [
    { name: 'home', path: '/' },
    { name: 'trash', path: '/trash?q=nothing-has-this-name' },
    { name: 'compare', path: '/compare' },
    { name: 'compare-models', path: '/compare/models' },
    { name: 'compare-versions', path: '/compare/versions' },
    { name: 'registry', path: '/models?q=nothing-has-this-name' },
    { name: 'inbox', path: '/inbox?of=mine' },
    { name: 'endpoints', path: '/endpoints?q=nothing-has-this-name' },
    { name: 'catalogue', path: '/catalogue?q=nothing-has-this-name' },
    ...parts.map((part) => ({ name: part.replaceAll(/[?=]/g, '-'), path: `/experiments/${id}/${part}` })),
    ...ofRun.map((part) => ({
      name: `run${part.replaceAll('/', '-')}`,
      path: `/experiments/${id}/runs/${run.info.run_id}${part}`,
    })),
  ];
}
