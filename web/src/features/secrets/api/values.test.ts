import { expect, test } from 'vitest';
import type { ServingEndpoint } from '@/lib/endpoints';
import { bytesOf, referenceTo, usersOf } from './values';

function endpoint(name: string, value: string): ServingEndpoint {
  return {
    name,
    config: { served_entities: [{ environment_vars: { LEVEL: 'debug', KEY: value } }] },
  } as unknown as ServingEndpoint;
}

test('the endpoints that use a secret are those with a variable that refers to it, whatever its case', () => {
  const all = [endpoint('one', '{{secrets/Prod/OPENAI}}'), endpoint('two', '{{secrets/prod/other}}')];
  expect(usersOf(all, 'prod', 'openai').map(({ name }) => name)).toEqual(['one']);
});

test('a reference is what a variable of a model says', () => {
  expect(referenceTo('prod', 'openai')).toBe('{{secrets/prod/openai}}');
});

test('bytes are counted, not letters', () => {
  expect(bytesOf('鍵')).toBe(3);
});
