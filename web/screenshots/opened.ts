import { request as http, type Page } from '@playwright/test';
import { experimentId } from '../tests/traces';
import type { Screen } from './screens';

type Opened = Screen & { open: (page: Page) => Promise<void> };

/** A screen, and what is clicked on it: each name is that of a button or a menu item. */
function clicked(name: string, path: string, ...names: (string | RegExp)[]): Opened {
  const open = async (page: Page) => {
    for (const button of names) {
      const exact = typeof button === 'string';
      const found = page.getByRole('button', { name: button, exact });
      await found
        .or(page.getByRole('menuitem', { name: button, exact }))
        .first()
        .click();
    }
  };
  return { name, path, open };
}

/** What stands above screens. */
export async function opened(baseURL: string): Promise<Opened[]> {
  const api = await http.newContext({ baseURL });
  const churn = await experimentId(api, 'churn-model');
  const agent = await experimentId(api);
  await api.dispose();
  const runs = `/experiments/${churn}/runs`;
  const palette = async (page: Page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('run');
  };
  return [
    { name: 'palette', path: runs, open: palette },
    { name: 'help', path: '/experiments', open: (page) => page.keyboard.press('?') },
    clicked('new-experiment', '/experiments', 'New experiment'),
    clicked('views', '/experiments', 'Views'),
    clicked('experiment-menu', runs, 'More'),
    clicked('experiment-rename', runs, 'More', 'Rename'),
    clicked('experiment-delete', runs, 'More', 'Delete'),
    clicked('experiment-tags', runs, /^(Add|Edit) tags$/),
    clicked('columns', runs, 'Columns'),
    clicked('add-chart', `${runs}?show=charts`, 'Add chart'),
    clicked('trace-filter', `/experiments/${agent}/traces`, /^Status:/),
    clicked('new-endpoint', '/endpoints', 'New endpoint'),
    clicked('endpoint-edit', '/endpoints/wine', 'Edit'),
    clicked('endpoint-delete', '/endpoints/wine', 'More', 'Delete'),
    clicked('purge', '/trash', 'Empty the trash'),
    {
      name: 'trace-drawer',
      path: `/experiments/${agent}/traces`,
      open: (page) => page.getByRole('link', { name: 'Where is my order 4711?' }).click(),
    },
    {
      name: 'failure-message',
      path: '/experiments?view=DELETED_ONLY',
      open: async (page) => {
        const refusal = { error_code: 'PERMISSION_DENIED', message: 'Only its owner may restore it.' };
        const headers = { 'X-Request-Id': '0f9d2c61a7b84e53' };
        await page.route(/restore/, (route) => route.fulfill({ status: 403, headers, json: refusal }));
        await page.getByRole('checkbox', { name: 'Select row' }).first().check();
        await page.getByRole('button', { name: 'Restore', exact: true }).click();
      },
    },
  ];
}
