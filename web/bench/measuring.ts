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

/** How long something took, and what was found at its end. */
export type Measured = { millis: number; found: number };

/** Does something so many times; the median counts. */
export async function repeat(name: string, times: number, once: () => Promise<Measured>): Promise<void> {
  const all: Measured[] = [];
  for (let time = 0; time < times; time++) all.push(await once());
  note(
    name,
    all.map(({ millis }) => millis),
    all[times - 1]?.found ?? 0,
  );
}

/** How long a page takes to load something and to paint it, from the start of the navigation, by its own clock. */
export async function loading(page: Page, load: () => Promise<number>): Promise<Measured> {
  const found = await load();
  return { millis: await painted(page), found };
}

/**
 * How long it takes from a person's last input until a page has painted its answer, by the page's own clock: what this
 * program takes to find the place of a click, and to hear of the answer, is not counted.
 */
export async function reaction(
  page: Page,
  input: () => Promise<void>,
  answer: () => Promise<number>,
): Promise<Measured> {
  await page.evaluate(() => {
    const keep = (event: Event) => Object.assign(window, { lastInput: event.timeStamp });
    for (const kind of ['mouseup', 'click', 'keydown']) addEventListener(kind, keep, { capture: true });
  });
  await input();
  const found = await answer();
  const end = await painted(page);
  return { millis: end - (await page.evaluate(() => (window as unknown as { lastInput: number }).lastInput)), found };
}

/** When the frame of what is in the page now has passed, by its clock, which begins with its navigation. */
function painted(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))),
  );
}

/** Lets a page be opened by a browser that knows nothing of it yet. */
export async function opened(browser: Browser, look: (page: Page) => Promise<Measured>): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const measured = await look(await context.newPage());
  await context.close();
  return measured;
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
