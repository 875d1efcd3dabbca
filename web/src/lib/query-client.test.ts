import { MutationObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { createQueryClient } from './query-client';

test('what was sent, such as a secret, is forgotten when nothing shows it any longer', async () => {
  const client = createQueryClient();
  const observer = new MutationObserver(client, { mutationFn: (secret: string) => Promise.resolve(secret.length) });
  const stop = observer.subscribe(() => {});
  expect(await observer.mutate('hidden')).toBe(6);
  stop();
  await expect.poll(() => client.getMutationCache().getAll(), { timeout: 4_000 }).toEqual([]);
});
