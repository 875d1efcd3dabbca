import { expect, test } from 'vitest';
import { rowsOf } from './baseline';

test('a file is named with its columns of predictions', () => {
  expect(rowsOf(' runs:/1/train.json ', ' label, score ,')).toBe(
    '{"artifact":"runs:/1/train.json","predictions":["label","score"]}',
  );
  expect(rowsOf('runs:/1/train.json', ' ')).toBe('{"artifact":"runs:/1/train.json","predictions":[]}');
});
