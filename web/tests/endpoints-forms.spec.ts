import type { Page } from '@playwright/test';
import { ENDPOINTS, named, removed, served } from './endpoints';
import { expect, expectAccessible, test } from './page';

const form = (page: Page, name: string) => page.getByRole('dialog', { name: `What ${name} serves` });

/** After so long a form whose request has no answer can be left. */
const SLOW_MILLIS = 5_000;

/** Lets the page never find that the server is slow, however long this test takes. A paused clock would stop it whole. */
async function neverSlow(page: Page): Promise<void> {
  await page.addInitScript((millis) => {
    const later = window.setTimeout.bind(window);
    const unlessSlow = (work: () => void, delay?: number) => (delay === millis ? 0 : later(work, delay));
    window.setTimeout = unlessSlow as typeof window.setTimeout;
  }, SLOW_MILLIS);
}

test('who leaves a form of an endpoint is asked before what they wrote is dropped', async ({ page, request }) => {
  const name = named('left');
  await served(request, name, { version: '1' });
  await page.goto(`/#/endpoints/${name}`);
  const dialog = form(page, name);
  const edit = page.getByRole('button', { name: 'Edit', exact: true });
  await edit.click();
  await expect(dialog.getByLabel('Version or alias')).toHaveValue('1');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await edit.click();
  const entity = dialog.getByLabel('Name of the entity');
  await entity.fill('mine');
  await page.keyboard.press('Escape');
  const question = dialog.getByRole('alert');
  await expect(question).toHaveText('Drop what you wrote?');
  await expect(dialog.getByRole('button', { name: 'Keep writing' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await page.mouse.click(5, 5); // beside it
  await expect(question).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep writing' }).click();
  await expect(entity).toHaveValue('mine');
  await entity.fill('version-1');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();

  await edit.click();
  await entity.fill('mine');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Drop it' }).click();
  await expect(dialog).toBeHidden();
  await expect(edit).toBeFocused();

  await page.goto('/#/endpoints');
  await page.getByRole('button', { name: 'New endpoint' }).click();
  const made = page.getByRole('dialog', { name: 'New endpoint' });
  await made.getByRole('textbox', { name: 'Name', exact: true }).fill('mine');
  await made.getByRole('button', { name: 'Close' }).click();
  await expect(made.getByRole('alert')).toHaveText('Drop what you wrote?');
  await made.getByRole('button', { name: 'Drop it' }).click();
  await expect(made).toBeHidden();
  await removed(request, name);
});

test('an open menu of a form takes Esc first', async ({ page, request }) => {
  const name = named('menus');
  await served(request, name, { version: '1' });
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = form(page, name);
  const menu = page.getByRole('menu');
  await dialog.getByLabel('Name of the entity').fill('mine');
  for (const button of ['Choose a version or an alias', 'Requests at a time']) {
    await dialog.getByRole('button', { name: button }).click();
    await expect(menu).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole('alert')).toBeHidden();
  }
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('alert')).toHaveText('Drop what you wrote?');
  await removed(request, name);
});

test('a form that waits for the server stays, and shows what came of it', async ({ page, request }) => {
  const name = named('waits');
  await served(request, name, { version: '1' });
  const answers: (() => void)[] = [];
  await page.route(`**${ENDPOINTS.replace('/api', '')}/${name}/config`, async (route) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    const refused = { error_code: 'INVALID_PARAMETER_VALUE', message: 'Not today.' };
    await (answers.length === 1 ? route.fulfill({ status: 400, json: refused }) : route.continue());
  });
  await neverSlow(page);
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = form(page, name);
  await dialog.getByLabel('Name of the entity').fill('mine');
  const send = async (nth: number) => {
    await dialog.getByRole('button', { name: 'Serve this' }).click();
    await expect.poll(() => answers.length).toBe(nth);
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeDisabled();
    await expect(dialog.getByRole('button', { name: 'Close' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    answers[nth - 1]?.();
  };
  await send(1);
  await expect(dialog.getByRole('alert')).toContainText('Not today.');
  await expect(dialog.getByLabel('Name of the entity')).toHaveValue('mine');
  await send(2);
  await expect(dialog).toBeHidden();
  await expect(page.getByText('The new configuration is being loaded.')).toBeVisible();
  await removed(request, name);
});

test('a form whose request gets no answer can be left after some seconds', async ({ page, request }) => {
  const name = named('hangs');
  await served(request, name, { version: '1' });
  let asked = 0;
  await page.route(`**${ENDPOINTS.replace('/api', '')}/${name}/config`, () => {
    asked++;
  });
  await page.clock.install();
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = form(page, name);
  await dialog.getByLabel('Name of the entity').fill('mine');
  await dialog.getByRole('button', { name: 'Serve this' }).click();
  await expect.poll(() => asked).toBe(1);
  await page.clock.fastForward('00:06');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Drop it' }).click();
  await expect(dialog).toBeHidden();
  await removed(request, name);
});

test('a model that is typed over and is the same again keeps its version', async ({ page, request }) => {
  const name = named('typed');
  await served(request, name, { version: '1' });
  await page.goto(`/#/endpoints/${name}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = form(page, name);
  const [model, version] = [dialog.getByLabel('Registered model'), dialog.getByLabel('Version or alias')];
  await expect(version).toHaveValue('1');
  await model.press('End');
  await model.press('x');
  await expect(version).toHaveValue('');
  await model.press('Backspace');
  await expect(version).toHaveValue('1');
  await model.fill('iris-classifier');
  await expect(version).toHaveValue(/./); // of that model, as is proposed
  await model.fill('wine-quality');
  await expect(version).toHaveValue('1');
  await page.keyboard.press('Escape'); // nothing is changed, so nothing is asked
  await expect(dialog).toBeHidden();
  await removed(request, name);
});
