import { expect, test } from 'vitest';
import { linkedPrompts } from './prompts';

test('prompts that something used are read from its tag', () => {
  const tag = '[{"name": "greeting", "version": "2"}, {"name": "farewell", "version": "1"}]';
  expect(linkedPrompts(tag)).toEqual([
    { name: 'greeting', version: '2' },
    { name: 'farewell', version: '1' },
  ]);
});

test('a tag that says something else names no prompt', () => {
  expect(['', '{', '7', '{"name": "greeting"}', '[null, 7, {"name": 1, "version": "2"}]'].map(linkedPrompts)).toEqual(
    Array.from({ length: 5 }, () => []),
  );
  expect(linkedPrompts(undefined)).toEqual([]);
});
