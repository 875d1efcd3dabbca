import type { Page } from '@playwright/test';
import { expect } from './page';

type Held = {
  /** Waits until so many requests are held. */
  come: (count?: number) => Promise<void>;
  letGo: () => void;
  /** Lets those go that are held, and holds no more. */
  end: () => Promise<void>;
};

/** Holds requests back until they are let go, for what happens meanwhile. */
export async function held(page: Page, address: RegExp): Promise<Held> {
  const waiting: (() => void)[] = [];
  await page.route(address, async (route) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    await route.continue().catch(() => undefined); // perhaps nobody waits for it any more
  });
  const letGo = () => waiting.splice(0).forEach((resolve) => resolve());
  return {
    come: (count = 1) => expect.poll(() => waiting.length).toBe(count),
    letGo,
    end: async () => {
      await page.unroute(address);
      letGo();
    },
  };
}
