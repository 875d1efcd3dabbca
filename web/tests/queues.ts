import type { APIRequestContext, Page } from '@playwright/test';
import { experimentId, traceId } from './traces';

type Made = { queue: string; traces: string[] };

/** A queue of its own with questions and traces of the filled experiment. */
export async function made(request: APIRequestContext, name: string): Promise<Made> {
  const experiment_id = await experimentId(request);
  const schemas: string[] = [];
  for (const [kind, input, type] of [
    ['helpful', { pass_fail: { positive_label: 'It helped', negative_label: 'It did not' } }, 'FEEDBACK'],
    ['flaws', { categorical: { options: ['vague', 'wrong', 'rude'], multi_select: true } }, 'FEEDBACK'],
    ['stars', { numeric: { min_value: 1, max_value: 5 } }, 'FEEDBACK'],
    ['ideal', { text: { max_length: 40 } }, 'EXPECTATION'],
  ] as const) {
    const answered = await request.post('/ajax-api/3.0/mlflow/label-schemas/create', {
      data: { experiment_id, name: `${kind} ${name}`, type, input, enable_comment: kind === 'helpful' },
    });
    schemas.push(((await answered.json()) as { label_schema: { schema_id: string } }).label_schema.schema_id);
  }
  const answered = await request.post('/ajax-api/3.0/mlflow/review-queues/create', {
    data: { experiment_id, name, queue_type: 'CUSTOM', users: ['ann', 'bob'], schema_ids: schemas },
  });
  const { queue_id } = ((await answered.json()) as { review_queue: { queue_id: string } }).review_queue;
  const traces: string[] = [];
  for (const number of [1, 2, 3]) {
    const id = await traceId(request, `trace.text LIKE '%Question ${number}?%'`);
    traces.push(id);
    // One by one, so that each has a time of its own.
    await request.post('/ajax-api/3.0/mlflow/review-queues/items/add', {
      data: { queue_id, item_ids: [id] },
    });
  }
  return { queue: queue_id, traces };
}

/** Opens the reviews of the filled experiment. */
export async function open(page: Page, request: APIRequestContext, rest = ''): Promise<void> {
  await page.goto(`/#/experiments/${await experimentId(request)}/review-queue${rest}`);
}

/** What was said of a trace, as MLflow's clients read it. */
export async function said(request: APIRequestContext, id: string, name: string): Promise<unknown[]> {
  const found = await request.get(`/ajax-api/3.0/mlflow/traces/${id}`);
  type Said = {
    assessment_name: string;
    source: { source_id: string };
    rationale?: string;
    feedback?: { value: unknown };
    expectation?: { value: unknown };
  };
  const { trace } = (await found.json()) as { trace: { trace_info: { assessments?: Said[] } } };
  return (trace.trace_info.assessments ?? [])
    .filter((one) => one.assessment_name.endsWith(name))
    .map((one) => [
      one.assessment_name.replace(` ${name}`, ''),
      one.feedback?.value ?? one.expectation?.value,
      one.source.source_id,
      one.rationale,
    ]);
}
