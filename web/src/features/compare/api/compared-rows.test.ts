import { describe, expect, it } from 'vitest';
import { comparedRows } from './compared-rows';
import type { Run } from './compared-runs';

function run(id: string, params: Record<string, string>, metrics: Record<string, number>): Run {
  return {
    info: {
      run_id: id,
      run_uuid: id,
      run_name: id,
      experiment_id: '1',
      user_id: 'ann',
      status: 'FINISHED',
      start_time: 1_000,
      end_time: 3_000,
      artifact_uri: '',
      lifecycle_stage: 'active',
    },
    data: {
      params: Object.entries(params).map(([key, value]) => ({ key, value })),
      metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: 0, step: 0 })),
      tags: [{ key: 'mlflow.source.name', value: 'train.py' }],
    },
  };
}

describe('compared rows', () => {
  const rows = comparedRows([
    run('a', { depth: '3', lr: '0.1' }, { loss: 0.5 }),
    run('b', { depth: '3' }, { loss: NaN }),
  ]);
  const found = (id: string) => rows.find((row) => row.id === id);

  it('have the value of each run in its place', () => {
    expect(found('param.depth')?.values).toEqual(['3', '3']);
    expect(found('param.lr')?.values).toEqual(['0.1', undefined]);
    expect(found('attribute.duration')?.values).toEqual([2_000, 2_000]);
    expect(found('attribute.source')?.values).toEqual(['train.py', 'train.py']);
  });

  it('know what differs', () => {
    expect(found('param.depth')?.differs).toBe(false);
    expect(found('param.lr')?.differs).toBe(true);
    expect(found('metric.loss')?.differs).toBe(true);
  });

  it('leave out the tags of programs', () => {
    expect(rows.filter((row) => row.kind === 'tag')).toEqual([]);
  });

  it('take two values that are no numbers as the same', () => {
    const [loss] = comparedRows([run('a', {}, { loss: NaN }), run('b', {}, { loss: NaN })]).filter(
      (row) => row.kind === 'metric',
    );
    expect(loss?.differs).toBe(false);
  });

  it('have data sets by what they were used for, with the columns of their schemas', () => {
    const schema = (type: string) => JSON.stringify({ mlflow_colspec: [{ name: 'age', type }] });
    const using = (id: string, digest: string, type: string) => ({
      ...run(id, {}, {}),
      inputs: {
        dataset_inputs: [
          {
            dataset: { name: 'people', digest, source_type: 'code', source: '', schema: schema(type) },
            tags: [{ key: 'mlflow.data.context', value: 'train' }],
          },
        ],
      },
    });
    const compared = comparedRows([using('a', '1', 'long'), using('b', '2', 'double'), run('c', {}, {})]);
    const ofData = compared.filter(({ kind }) => kind === 'data' || kind === 'column');
    expect(ofData.map(({ name, values }) => [name, values])).toEqual([
      ['train', ['people (1)', 'people (2)', undefined]],
      ['train · age', ['long', 'double', undefined]],
    ]);
  });
});
