import { test, type Page } from '@playwright/test';
import { loading, LONG, MANY, opened, reaction, repeat, scroll } from './measuring';

/** It takes a while. */
const TIMES = 3;
const LIMIT = 180_000;

test.describe.configure({ timeout: 900_000 });

const runsOf = (experiment: string, more = '') => `/#/experiments/${experiment}/runs${more}`;
/** It keeps the last order and filter in the browser, unless its address says others. */
const NEWEST_FIRST = '?searchFilter=&orderByKey=attributes.start_time&orderByAsc=false';
const firstName = (page: Page) => page.locator('.ag-pinned-left-cols-container [row-index="0"] a');
const rows = (page: Page) => page.locator('.ag-pinned-left-cols-container [role=row]').count();

test('the table of very many runs', async ({ browser, page }) => {
  await repeat('first rows, cold', TIMES, () =>
    opened(browser, (fresh) =>
      loading(fresh, async () => {
        await fresh.goto(runsOf(MANY));
        await firstName(fresh).waitFor({ timeout: LIMIT });
        return rows(fresh);
      }),
    ),
  );
  await page.goto(runsOf(MANY));
  await firstName(page).waitFor({ timeout: LIMIT });
  await page.waitForTimeout(1_000);
  await scroll(page, 'scroll', 500, 500);
  await repeat('sort by a metric', TIMES, async () => {
    const before = await settled(page);
    await page.getByRole('button', { name: /^Sort/ }).click();
    const choice = page.locator('[data-testid="sort-select-loss"]');
    await choice.waitFor();
    return reaction(
      page,
      () => choice.click(),
      () => changed(page, before),
    );
  });
  await repeat('filter', TIMES, async () => {
    const before = await settled(page);
    const field = page.getByPlaceholder('metrics.rmse < 1');
    await field.fill("metrics.loss < 0.2 AND params.model = 'vit'");
    return reaction(
      page,
      () => field.press('Enter'),
      () => changed(page, before),
    );
  });
});

/** The table as it is first shown; answers the first run's name. */
async function settled(page: Page): Promise<string> {
  await page.goto('about:blank');
  await page.goto(runsOf(MANY, NEWEST_FIRST));
  await firstName(page).waitFor({ timeout: LIMIT });
  await page.waitForTimeout(1_000);
  return firstName(page).innerText();
}

/** Until another run is first; how many rows there are. */
async function changed(page: Page, before: string): Promise<number> {
  await page.waitForFunction(
    (name) => {
      const first = document.querySelector<HTMLElement>('.ag-pinned-left-cols-container [row-index="0"] a');
      return first !== null && first.innerText !== name;
    },
    before,
    { timeout: LIMIT },
  );
  return rows(page);
}

test('a chart of long series', async ({ browser }) => {
  // Of the newest ten runs alone, as it draws no more unless asked to.
  await repeat('50 series of 100,000 points, cold', 1, () =>
    opened(browser, (fresh) =>
      loading(fresh, async () => {
        await fresh.goto(runsOf(LONG, '?compareRunsMode=CHART'));
        const lines = fresh.locator('.js-plotly-plot .scatterlayer .trace');
        await lines.first().waitFor({ state: 'attached', timeout: LIMIT });
        return lines.count();
      }),
    ),
  );
});
