import type { Page } from '@playwright/test';
import { expect } from './page';

type Held = {
  /** Waits until so many requests are held. */
  come: (count?: number) => Promise<void>;
  letGo: () => void;
};

/** Holds requests back until they are let go, for what happens meanwhile. */
export async function held(page: Page, address: RegExp): Promise<Held> {
  const waiting: (() => void)[] = [];
  await page.route(address, async (route) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    await route.continue();
  });
  return {
    come: (count = 1) => expect.poll(() => waiting.length).toBe(count),
    letGo: () => waiting.splice(0).forEach((resolve) => resolve()),
  };
}
