import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAnewUntil, useInTurn } from './in-turn';

const PAUSE_MILLIS = 1_000;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Work = (signal: AbortSignal, again: () => void) => Promise<unknown>;

/** A page that does something in turn, and may be paused. */
function page(work: Work) {
  const root = createRoot(document.createElement('div'));
  const asks: (() => void)[] = [];
  function Page({ isOn }: { isOn: boolean }) {
    asks.push(useInTurn(PAUSE_MILLIS, isOn, work));
    return null;
  }
  const show = (isOn: boolean) => {
    act(() => root.render(<Page isOn={isOn} />));
  };
  show(true);
  return { ask: () => asks.at(-1)?.(), pause: () => show(false), goOn: () => show(true) };
}

describe('what a page does in turn', () => {
  it('is not done where it was asked for before the page was paused', async () => {
    const work = vi.fn(() => Promise.resolve());
    const { ask, pause, goOn } = page(work);
    ask();
    pause();
    ask();
    await vi.advanceTimersByTimeAsync(3 * PAUSE_MILLIS);
    expect(work).not.toHaveBeenCalled();
    goOn();
    ask();
    await vi.advanceTimersByTimeAsync(PAUSE_MILLIS);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('is done once more where it asks for that itself', async () => {
    let turns = 0;
    const { ask } = page((_, again) => {
      if (++turns === 1) again();
      return Promise.resolve();
    });
    ask();
    await vi.advanceTimersByTimeAsync(5 * PAUSE_MILLIS);
    expect(turns).toBe(2);
  });

  it('shows no answer that comes after the pause', async () => {
    const client = new QueryClient();
    const answers: ((rows: string) => void)[] = [];
    const queryKey = ['registry', 'one'];
    const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
    const stop = new QueryObserver(client, { queryKey, queryFn }).subscribe(() => undefined);
    answers[0]?.('before');
    await vi.advanceTimersByTimeAsync(0);
    const { ask, pause } = page((signal) => readAnewUntil(signal, client, { queryKey }));
    ask();
    await vi.advanceTimersByTimeAsync(PAUSE_MILLIS);
    expect(answers).toHaveLength(2);
    pause();
    answers[1]?.('after');
    await vi.advanceTimersByTimeAsync(PAUSE_MILLIS);
    expect(client.getQueryData(queryKey)).toBe('before');
    stop();
  });
});
