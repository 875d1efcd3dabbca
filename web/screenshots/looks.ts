import type { Page } from '@playwright/test';

/** Where the pictures go, a folder for each way to look at a screen. */
export const FOLDER = process.env['CAIRN_SCREENSHOTS'] ?? 'target/screenshots';
export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

type Look = { folder: string; theme?: 'light' | 'dark'; size?: typeof WIDE; language?: string; fails?: boolean };

export const LOOKS: Look[] = [
  { folder: 'light' },
  { folder: 'dark', theme: 'dark' },
  { folder: 'phone', size: PHONE },
  { folder: 'japanese', language: 'ja' },
  { folder: 'error', fails: true },
  { folder: 'error-dark', theme: 'dark', fails: true },
  { folder: 'error-phone', size: PHONE, fails: true },
  { folder: 'japanese-phone', size: PHONE, language: 'ja' },
];

/** Waits until nothing that is on its way is left, and what was drawn stands still. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(400);
  await page
    .waitForFunction(() => document.querySelector('[role=status], [aria-busy=true]') === null, undefined, {
      timeout: 5_000,
    })
    .catch(() => undefined); // a screen that goes on loading is a picture worth having
  await page.waitForTimeout(600);
}
