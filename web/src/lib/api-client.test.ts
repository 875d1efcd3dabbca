// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://127.0.0.1/' });
  vi.stubGlobal('location', new URL('http://127.0.0.1/'));
  vi.stubGlobal('addEventListener', () => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** What becomes of a request that fails so. */
async function failed(failure: Error) {
  vi.stubGlobal('fetch', () => Promise.reject(failure));
  const { ask } = await import('./api-client');
  const { onlineState } = await import('./online-state');
  onlineState.set(false);
  const error = await ask('http://127.0.0.1/health').catch((thrown: unknown) => thrown);
  return { name: (error as Error).name, isOffline: onlineState.isOffline() };
}

it('does not take a server for away that is not waited for any longer', async () => {
  for (const name of ['AbortError', 'TimeoutError']) {
    expect(await failed(new DOMException('', name))).toEqual({ name, isOffline: false });
  }
});

it('takes a server for away that nobody reaches', async () => {
  expect(await failed(new TypeError('Failed to fetch'))).toEqual({ name: 'ApiError', isOffline: true });
});
