import type { Browser, Page } from '@playwright/test';
import { appendFileSync } from 'node:fs';

const SCROLLED_MILLIS = 4_000;

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: bench/ui.py measure sets it.`);
  return value;
}

/** The experiment of very many runs, and that of long series. */
export const MANY = setting('BENCH_MANY');
export const LONG = setting('BENCH_LONG');

/** Keeps what something took, in milliseconds, and what was found meanwhile, which shows that it was done. */
export function note(name: string, millis: number[], found: number): void {
  appendFileSync(setting('BENCH_FIGURES'), `${JSON.stringify({ case: name, millis, found })}\n`);
}

/** Does something so many times, and measures the part that it hands over to be measured; the median counts. */
export async function repeat(
  name: string,
  times: number,
  once: (measured: (work: () => Promise<number>) => Promise<void>) => Promise<void>,
): Promise<void> {
  const millis: number[] = [];
  let found = 0;
  for (let time = 0; time < times; time++) {
    await once(async (work) => {
      const began = performance.now();
      found = await work();
      millis.push(performance.now() - began);
    });
  }
  note(name, millis, found);
}

/** Lets a page be opened by a browser that knows nothing of it yet. */
export async function opened(browser: Browser, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await look(await context.newPage());
  await context.close();
}

/** Turns the wheel over a list; notes the time of each frame of the page meanwhile. */
export async function scroll(page: Page, name: string, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  await page.evaluate(() => {
    const frames: number[] = [];
    let before = performance.now();
    const tick = (now: number) => {
      frames.push(now - before);
      before = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { frames });
  });
  const until = performance.now() + SCROLLED_MILLIS;
  while (performance.now() < until) {
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(30);
  }
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames);
  note(`${name}: frames`, frames, frames.length);
  note(`${name}: longest frame`, [Math.max(...frames)], frames.filter((frame) => frame > 100).length);
}
