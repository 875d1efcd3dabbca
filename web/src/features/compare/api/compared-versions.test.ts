import { describe, expect, test } from 'vitest';
import type { ModelVersion } from '@/lib/registry';
import type { Run } from './compared-runs';
import { versionRows, type ComparedVersion } from './compared-versions';

function version(number: string, more: Partial<ModelVersion> = {}): ModelVersion {
  return {
    name: 'churn',
    version: number,
    current_stage: 'None',
    run_id: '',
    run_link: '',
    source: '',
    status: 'READY',
    ...more,
  };
}

function run(metrics: Record<string, number>): Run {
  const logged = Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: 0, step: 0 }));
  return { info: { run_id: 'r' }, data: { metrics: logged, params: [{ key: 'depth', value: '3' }] } } as unknown as Run;
}

function found(rows: ReturnType<typeof versionRows>, id: string) {
  return rows.find((row) => row.id === id);
}

describe('versions side by side', () => {
  test('what is said of a version stands beside that of the other, and what is the same does not differ', () => {
    const rows = versionRows([
      { version: version('1', { current_stage: 'Archived', aliases: ['old'] }) },
      { version: version('2', { current_stage: 'Production' }) },
    ]);
    expect(found(rows, 'attribute.stage')?.values).toEqual(['Archived', 'Production']);
    expect(found(rows, 'attribute.aliases')?.values).toEqual(['@old', undefined]);
    expect(found(rows, 'attribute.model')?.differs).toBe(false);
  });

  test('parameters and metrics are those of the runs; a version without a run has none', () => {
    const compared: ComparedVersion[] = [
      { version: version('1'), run: run({ accuracy: 0.5 }) },
      { version: version('2') },
    ];
    const rows = versionRows(compared);
    expect(found(rows, 'metric.accuracy')?.values).toEqual([0.5, undefined]);
    expect(found(rows, 'param.depth')?.values).toEqual(['3', undefined]);
  });
});
