import { expect, test } from 'vitest';
import { madeExample } from './example';

const field = (name: string, type: string) => ({ name, type, isRequired: true });

test('columns get a value of their type each', () => {
  const inputs = [field('age', 'long'), field('name', 'string'), field('weight', 'double')];
  const split = { columns: ['age', 'name', 'weight'], data: [[1, 'text', 0.5]] };
  expect(madeExample({ inputs })).toEqual({ dataframe_split: split });
});

test('columns without names are told by their place', () => {
  expect(madeExample({ inputs: [field('0', 'long'), field('1', 'boolean')] })).toEqual({
    dataframe_split: { data: [[1, true]] },
  });
});

test('a tensor gets its shape, and one of what has any length', () => {
  expect(madeExample({ inputs: [field('0', 'float32 [-1,3]')] })).toEqual({ inputs: [[0.5, 0.5, 0.5]] });
  expect(madeExample({ inputs: [field('a', 'int64 [2]'), field('b', 'str [-1]')] })).toEqual({
    inputs: { a: [1, 1], b: ['text'] },
  });
  expect(madeExample({ inputs: [field('0', 'float32 [-1,4096,4096]')] })).toEqual({ inputs: [] });
});

test('a model that does not say what it takes has none', () => {
  expect(madeExample({ inputs: [] })).toBeUndefined();
});
