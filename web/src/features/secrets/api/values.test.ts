import { expect, test } from 'vitest';
import type { ServingEndpoint } from '@/lib/endpoints';
import { bytesOf, referenceTo, usersOf } from './values';

function endpoint(name: string, value: string, place = 'config'): ServingEndpoint {
  return {
    name,
    [place]: { served_entities: [{ environment_vars: { LEVEL: 'debug', KEY: value } }] },
  } as unknown as ServingEndpoint;
}

test('the endpoints that use a secret are those with a variable that refers to it, whatever its case', () => {
  const all = [endpoint('one', '{{secrets/Prod/OPENAI}}'), endpoint('two', '{{secrets/prod/other}}')];
  expect(usersOf(all, 'prod', 'openai').map(({ name }) => name)).toEqual(['one']);
});

test('white space in a reference does not matter, and what is to be served uses a secret as well', () => {
  const all = [
    endpoint('spaced', '{{ secrets/prod/openai\t}}'),
    endpoint('pending', '{{secrets/prod/openai}}', 'pending_config'),
    endpoint('longer', '{{secrets/prod/openai2}}'),
    endpoint('text', 'see {{secrets/prod/openai}}'),
  ];
  const changing = { ...endpoint('changing', 'none'), pending_config: all[0]?.config } as ServingEndpoint;
  const names = usersOf([...all, changing], 'prod', 'openai').map(({ name }) => name);
  expect(names).toEqual(['spaced', 'pending', 'changing']);
});

test('a reference is what a variable of a model says', () => {
  expect(referenceTo('prod', 'openai')).toBe('{{secrets/prod/openai}}');
});

test('bytes are counted, not letters', () => {
  expect(bytesOf('鍵')).toBe(3);
});
