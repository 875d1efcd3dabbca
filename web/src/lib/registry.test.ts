import { expect, test } from 'vitest';
import { folderOfRun } from './registry';

test('a version was made of a folder of its run, in whatever words its source says so', () => {
  const runId = 'abc';
  const folders = ['runs:/abc/model', 'mlflow-artifacts:/1/abc/artifacts/sub/model', 's3://bucket/model'].map(
    (source) => folderOfRun({ source, run_id: runId }),
  );
  expect(folders).toEqual(['model', 'sub/model', undefined]);
  expect(folderOfRun({ source: 'runs:/abc/model', run_id: '' })).toBeUndefined();
});
