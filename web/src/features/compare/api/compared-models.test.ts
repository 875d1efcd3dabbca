import { describe, expect, it } from 'vitest';
import type { LoggedModel } from '@/api/schema.gen';
import { modelRows } from './compared-models';

function model(id: string, accuracy: number, dataSet?: string): LoggedModel {
  const metric = { key: 'accuracy', value: accuracy, timestamp: 0, step: 0, model_id: id };
  return {
    info: {
      model_id: id,
      experiment_id: '1',
      name: id,
      creation_timestamp_ms: 1,
      last_updated_timestamp_ms: 1,
      artifact_uri: '',
      status: 'LOGGED_MODEL_READY',
    },
    data: { metrics: [dataSet === undefined ? metric : { ...metric, dataset_name: dataSet }] },
  } as unknown as LoggedModel;
}

const FILE = {
  flavors: ['sklearn'],
  inputs: [{ name: 'width', type: 'double', isRequired: true }],
  outputs: [],
  params: [],
  mlflowVersion: undefined,
  pythonVersion: undefined,
  loader: 'mlflow.sklearn',
};

describe('models beside each other', () => {
  const changed = { ...FILE, inputs: [...FILE.inputs, { name: 'note', type: 'string', isRequired: false }] };
  const rows = modelRows([
    { model: model('a', 0.5, 'train'), file: FILE },
    { model: model('b', 0.6, 'train'), file: changed },
  ]);
  const found = (id: string) => rows.find((row) => row.id === id);

  it('have the fields of their signatures, in their order', () => {
    expect(found('input.width')?.differs).toBe(false);
    expect(found('input.note')?.values).toEqual([undefined, 'string?']);
  });

  it('have their metrics by data set', () => {
    expect(found('metric.accuracy · train')?.values).toEqual([0.5, 0.6]);
    expect(modelRows([{ model: model('a', 0.5), file: undefined }]).some(({ id }) => id === 'metric.accuracy')).toBe(
      true,
    );
  });
});
