import { test, type Page } from '@playwright/test';
import { loading, LONG, MANY, note, opened, reaction, repeat, scroll } from './measuring';

const TIMES = 5;

test.describe.configure({ timeout: 300_000 });

const runsOf = (experiment: string) => `/#/experiments/${experiment}/runs`;
/** By selectors that cost the page nothing: those by role read all of it, again and again. */
const firstName = (page: Page) => page.locator('[role=row] a').first();
const rows = (page: Page) => page.locator('[role=row]').count();

test('the table of very many runs', async ({ browser, page }) => {
  await repeat('first rows, cold', TIMES, () =>
    opened(browser, (fresh) =>
      loading(fresh, async () => {
        await fresh.goto(runsOf(MANY));
        await firstName(fresh).waitFor();
        return rows(fresh);
      }),
    ),
  );
  await page.goto(runsOf(MANY));
  await firstName(page).waitFor();
  await page.waitForTimeout(1_000);
  await scroll(page, 'scroll', 700, 500);
  await repeat('sort by a metric', TIMES, async () => {
    await page.goto(`${runsOf(MANY)}?sort=${encodeURIComponent('{"id":"start_time","descending":true}')}`);
    await firstName(page).waitFor();
    await page.waitForTimeout(500);
    const before = await firstName(page).innerText();
    const header = page.getByRole('columnheader', { name: 'loss', exact: true }).getByRole('button').first();
    return reaction(
      page,
      () => header.click(),
      () => changed(page, before),
    );
  });
  await repeat('filter', TIMES, async () => {
    await page.goto(runsOf(MANY));
    await firstName(page).waitFor();
    await page.waitForTimeout(500);
    const before = await firstName(page).innerText();
    const field = page.getByRole('combobox', { name: 'Filter' });
    await field.fill("metrics.loss < 0.2 AND params.model = 'vit'");
    return reaction(
      page,
      () => field.press('Enter'),
      () => changed(page, before),
    );
  });
});

/** Until another run is first; how many rows there are. */
async function changed(page: Page, before: string): Promise<number> {
  await page.waitForFunction((text) => {
    const name = document.querySelector<HTMLElement>('[role=row] a');
    return name !== null && name.innerText !== text;
  }, before);
  return rows(page);
}

test('a chart of long series', async ({ browser, page }) => {
  await repeat('50 series of 100,000 points, cold', TIMES, () =>
    opened(browser, (fresh) =>
      loading(fresh, async () => {
        await fresh.goto(`${runsOf(LONG)}?show=charts`);
        return drawn(fresh, 0);
      }),
    ),
  );
  await repeat('50 series of 100,000 points, from the table', TIMES, async () => {
    await page.goto('about:blank');
    await page.goto(`${runsOf(LONG)}?show=table`);
    await firstName(page).waitFor();
    await page.waitForTimeout(500);
    return reaction(
      page,
      () => page.getByRole('button', { name: 'Charts', exact: true }).click(),
      () => drawn(page, 0),
    );
  });
  let at = 0.2;
  await repeat('zoom into a tenth', TIMES, async () => {
    const box = await page.locator('.u-over').boundingBox();
    if (!box) throw new Error('The chart is not there');
    await page.mouse.move(box.x + box.width * at, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * (at + 0.1), box.y + box.height / 2, { steps: 4 });
    at += 0.1;
    const shown = await points(page);
    const measured = await reaction(
      page,
      () => page.mouse.up(),
      () => drawn(page, shown),
    );
    await page.locator('.u-over').dblclick();
    await page.waitForTimeout(1_000);
    return measured;
  });
  note('points drawn', [1], await points(page));
});

const points = async (page: Page) => Number(await page.getByRole('application').first().getAttribute('data-points'));

/** Until the chart has other points than it had; how many it has. */
async function drawn(page: Page, before: number): Promise<number> {
  await page.waitForFunction((shown) => {
    const chart = document.querySelector('[role=application]');
    return (
      chart !== null &&
      Number(chart.getAttribute('data-points')) > 0 &&
      Number(chart.getAttribute('data-points')) !== shown
    );
  }, before);
  return points(page);
}
