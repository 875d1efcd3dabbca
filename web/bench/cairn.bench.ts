import { test, type Page } from '@playwright/test';
import { LONG, MANY, note, opened, repeat, scroll } from './measuring';

const TIMES = 5;

test.describe.configure({ timeout: 300_000 });

const runsOf = (experiment: string) => `/#/experiments/${experiment}/runs`;
const firstRun = (page: Page) => page.getByRole('row').nth(1);
/** The rest of a row changes by itself: it says how long ago something was. */
const firstName = (page: Page) => firstRun(page).getByRole('link').first().innerText();

test('the table of very many runs', async ({ browser, page }) => {
  await repeat('first rows, cold', TIMES, (measured) =>
    opened(browser, (fresh) =>
      measured(async () => {
        await fresh.goto(runsOf(MANY));
        await firstRun(fresh).getByRole('link').waitFor();
        return fresh.getByRole('row').count();
      }),
    ),
  );
  await page.goto(runsOf(MANY));
  await firstRun(page).getByRole('link').waitFor();
  await page.waitForTimeout(1_000);
  await scroll(page, 'scroll', 700, 500);
  await repeat('sort by a metric', TIMES, async (measured) => {
    await page.goto(`${runsOf(MANY)}?sort=${encodeURIComponent('{"id":"start_time","descending":true}')}`);
    await firstRun(page).getByRole('link').waitFor();
    await page.waitForTimeout(500);
    const before = await firstName(page);
    await measured(async () => {
      await page.getByRole('columnheader', { name: 'loss', exact: true }).getByRole('button').first().click();
      await changed(page, before);
      return page.getByRole('row').count();
    });
  });
  await repeat('filter', TIMES, async (measured) => {
    await page.goto(runsOf(MANY));
    await firstRun(page).getByRole('link').waitFor();
    await page.waitForTimeout(500);
    const before = await firstName(page);
    const field = page.getByRole('combobox', { name: 'Filter' });
    await field.fill("metrics.loss < 0.2 AND params.model = 'vit'");
    await measured(async () => {
      await field.press('Enter');
      await changed(page, before);
      return page.getByRole('row').count();
    });
  });
});

/** Until another run is first. */
async function changed(page: Page, before: string): Promise<void> {
  await page.waitForFunction((text) => {
    const name = document.querySelectorAll('[role=row], tr')[1]?.querySelector<HTMLElement>('a');
    return name?.innerText !== undefined && name.innerText !== text;
  }, before);
}

test('a chart of long series', async ({ browser, page }) => {
  await repeat('50 series of 100,000 points, cold', TIMES, (measured) =>
    opened(browser, (fresh) =>
      measured(async () => {
        await fresh.goto(`${runsOf(LONG)}?show=charts`);
        return drawn(fresh, 0);
      }),
    ),
  );
  await repeat('50 series of 100,000 points, from the table', TIMES, async (measured) => {
    await page.goto('about:blank');
    await page.goto(`${runsOf(LONG)}?show=table`);
    await firstRun(page).getByRole('link').waitFor();
    await page.waitForTimeout(500);
    await measured(async () => {
      await page.getByRole('button', { name: 'Charts', exact: true }).click();
      return drawn(page, 0);
    });
  });
  let at = 0.2;
  await repeat('zoom into a tenth', TIMES, async (measured) => {
    const answered = page.waitForResponse((response) => response.url().endsWith('/metrics/plot'));
    const box = await page.locator('.u-over').boundingBox();
    if (!box) throw new Error('The chart is not there');
    await page.mouse.move(box.x + box.width * at, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * (at + 0.1), box.y + box.height / 2, { steps: 4 });
    at += 0.1;
    const shown = await points(page);
    await measured(async () => {
      await page.mouse.up();
      await answered;
      return drawn(page, shown);
    });
    await page.locator('.u-over').dblclick();
    await page.waitForTimeout(1_000);
  });
  note('points drawn', [1], await points(page));
});

const points = async (page: Page) => Number(await page.getByRole('application').first().getAttribute('data-points'));

/** Until the chart has other points than it had, and the frame after that has passed; how many it has. */
async function drawn(page: Page, before: number): Promise<number> {
  await page.waitForFunction((shown) => {
    const chart = document.querySelector('[role=application]');
    return (
      chart !== null &&
      Number(chart.getAttribute('data-points')) > 0 &&
      Number(chart.getAttribute('data-points')) !== shown
    );
  }, before);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return points(page);
}
