import { expect, expectAccessible, shown, test } from './page';

const API = '/ajax-api/2.0/mlflow';
type Request = Parameters<Parameters<typeof test>[2]>[0]['request'];

/** A prompt of its own, with a version for each template. */
async function madePrompt(request: Request, templates = ['Hello, {{name}}!', 'Hi, {{name}}.']): Promise<string> {
  const name = `made-${Date.now()}-${Math.round(Math.random() * 1e6)}`;
  const isPrompt = { key: 'mlflow.prompt.is_prompt', value: 'true' };
  await request.post(`${API}/registered-models/create`, { data: { name, tags: [isPrompt] } });
  for (const template of templates) {
    const tags = [
      isPrompt,
      { key: '_mlflow_prompt_type', value: 'text' },
      { key: 'mlflow.prompt.text', value: template },
    ];
    const data = { name, source: 'dummy-source', description: `says ${template}`, tags };
    await request.post(`${API}/model-versions/create`, { data });
  }
  return name;
}

function at(name: string, rest = ''): string {
  return `/#/prompts/${name}${rest}`;
}

test('prompts are found by a part of the name and by a filter, and models are not among them', async ({ page }) => {
  await page.goto('/#/');
  await page.getByRole('link', { name: 'Prompts', exact: true }).click();
  const prompts = page.getByRole('grid', { name: 'Prompts' });
  const search = page.getByRole('searchbox', { name: 'Search prompts' });
  await search.fill('assist');
  await expect(prompts.getByRole('link', { name: 'reply-104' })).toBeHidden();
  const row = prompts.getByRole('row').filter({ hasText: 'assistant' });
  await expect(row).toContainText('Version 2');
  await expect(row).toContainText('@production → 1');
  await expect(row).toContainText('support');
  await search.fill("tags.team = 'support' OR name = 'greeting'");
  await expect(prompts.getByRole('link', { name: 'greeting' })).toBeVisible();
  await expect(prompts.getByRole('link', { name: 'assistant' })).toBeVisible();
  await expect(page).toHaveURL(/greeting/);
  await page.reload();
  await expect(search).toHaveValue("tags.team = 'support' OR name = 'greeting'");
  await search.fill('tags.team =');
  await expect(page.getByRole('alert')).toBeVisible();
  await search.fill('iris-classifier'); // a model
  await expect(page.getByRole('heading', { name: 'No prompt matches' })).toBeVisible();
});

test('the list of prompts is sorted, and goes on beyond its first page', async ({ page }) => {
  await page.goto('/#/prompts?q=reply-');
  const prompts = page.getByRole('grid', { name: 'Prompts' });
  const byName = prompts.getByRole('columnheader', { name: 'Name' }).getByRole('button').first();
  await byName.click();
  await expect(prompts.getByRole('row').nth(1)).toContainText('reply-104');
  await byName.click();
  await expect(prompts.getByRole('link', { name: 'reply-000' })).toBeVisible();
  await prompts.focus();
  await page.keyboard.press('End');
  await expect(prompts.getByRole('link', { name: 'reply-104' })).toBeVisible();
});

test('the keyboard and the palette lead to a prompt', async ({ page }) => {
  await page.goto('/#/prompts?q=greeting');
  await expect(page.getByRole('link', { name: 'greeting' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'greeting' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to' })).toBeFocused();
  await page.keyboard.type('assistant');
  await page.getByRole('option', { name: /^assistant Prompts$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'assistant' })).toBeVisible();
});

test('a chat is shown message by message, with what is to be filled in, its settings and its tags', async ({
  page,
}) => {
  await page.goto('/#/prompts/assistant/versions/2');
  await expect(page.getByRole('heading', { level: 1, name: 'Version 2' })).toBeVisible();
  await expect(page.getByRole('article', { name: 'system' })).toContainText('You are a {{ style }} assistant.');
  await expect(page.getByRole('article', { name: 'user' }).locator('mark')).toHaveText('{{question}}');
  await expect(page.getByText('To be filled in: style, question')).toBeVisible();
  await expect(page.getByText('Answers in the form of a schema')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Model settings' })).toContainText('small-model');
  await expect(page.getByRole('region', { name: 'Form of answers' })).toContainText('sure');
  await expect(page.getByRole('region', { name: 'Tags' })).toContainText('checked');
  await expect(page.getByText('mlflow.genai.load_prompt("prompts:/assistant/2")')).toBeVisible();
  await page.getByRole('button', { name: 'curl' }).click();
  await expect(page.getByText('model-versions/get')).toBeVisible();
});

test('runs and traces that used a version lead there and back', async ({ page }) => {
  await page.goto('/#/prompts/assistant/versions/1');
  await page.getByRole('list', { name: 'Runs that used it' }).getByRole('link', { name: 'asks the assistant' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'asks the assistant' })).toBeVisible();
  await page.getByRole('link', { name: 'assistant/1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 1' })).toBeVisible();
  await page.getByRole('list', { name: 'Traces that used it' }).getByRole('link', { name: 'ask' }).first().click();
  await page.getByRole('link', { name: 'assistant/1' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 1' })).toBeVisible();
  await page.goto('/#/prompts/assistant/versions/2');
  await expect(page.getByText('No run has loaded this version.', { exact: false })).toBeVisible();
  await expect(page.getByText('No trace has loaded this version.', { exact: false })).toBeVisible();
});

test('a prompt is created, gets another version, and is deleted', async ({ page, request }) => {
  const name = `new-${Date.now()}`;
  await page.goto('/#/prompts');
  await page.getByRole('button', { name: 'New prompt' }).click();
  const asked = page.getByRole('dialog');
  await asked.getByRole('textbox', { name: 'Name' }).fill('no name of a prompt');
  await asked.getByRole('textbox', { name: 'Template' }).fill('Hello, {{name}}!');
  await expect(asked.getByText('To be filled in: name')).toBeVisible();
  await expect(asked.getByRole('button', { name: 'Create' })).toBeDisabled();
  await asked.getByRole('textbox', { name: 'Name' }).fill(name);
  await asked.getByRole('textbox', { name: 'Commit message' }).fill('the first');
  await asked.getByText('Model and form of answers').click();
  await asked.getByRole('textbox', { name: 'Model settings' }).fill('{');
  await expect(asked.getByRole('button', { name: 'Create' })).toBeDisabled();
  await asked.getByRole('textbox', { name: 'Model settings' }).fill('{ "model_name": "small", "temperature": 0.5 }');
  await asked.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 1' })).toBeVisible();
  await expect(shown(page, 'the first')).toBeVisible();

  await page.getByRole('button', { name: 'New version' }).click();
  const next = page.getByRole('dialog', { name: `New version of ${name}` });
  await expect(next.getByRole('textbox', { name: 'Template' })).toHaveValue('Hello, {{name}}!');
  await next.getByRole('button', { name: 'Chat' }).click();
  await expect(next.getByRole('textbox', { name: 'Content of message 1' })).toHaveValue('Hello, {{name}}!');
  await next.getByRole('combobox', { name: 'Who says message 1' }).selectOption('system');
  await next.getByRole('button', { name: 'Add a message' }).click();
  await next.getByRole('textbox', { name: 'Content of message 2' }).fill('{{question}}');
  await next.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Version 2' })).toBeVisible();
  await expect(page.getByRole('article', { name: 'user' })).toContainText('{{question}}');
  const kept = await request.get(`${API}/model-versions/get?name=${name}&version=2`);
  const { tags } = ((await kept.json()) as { model_version: { tags: { key: string; value: string }[] } }).model_version;
  expect(JSON.parse(tags.find(({ key }) => key === 'mlflow.prompt.text')?.value ?? '')).toEqual([
    { role: 'system', content: 'Hello, {{name}}!' },
    { role: 'user', content: '{{question}}' },
  ]);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page
    .getByRole('dialog', { name: /^Delete version 2/ })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const versions = page.getByRole('grid', { name: 'Versions' });
  await expect(versions.getByRole('link', { name: 'Version 1' })).toBeVisible();
  await expect(versions.getByRole('link', { name: 'Version 2' })).toBeHidden();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page
    .getByRole('dialog', { name: /^Delete the prompt/ })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Prompts' })).toBeVisible();
  expect((await request.get(`${API}/registered-models/get?name=${name}`)).status()).toBe(404);
});

test('aliases are set, moved and taken away, and the way back is offered', async ({ page, request }) => {
  const name = await madePrompt(request);
  await page.goto(at(name, '/versions/1'));
  const aliases = page.getByRole('region', { name: /Aliases/ });
  await aliases.getByRole('button', { name: 'Set an alias' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Alias' }).fill('production');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(aliases.getByRole('listitem')).toContainText('@production');
  await expect(page.getByText(`"prompts:/${name}@production"`)).toBeVisible();
  await page.goto(at(name));
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await aliases.getByRole('button', { name: 'Move the alias production', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Version' }).fill('2');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(aliases.getByRole('listitem')).toContainText('Version 2');
  await aliases.getByRole('button', { name: 'Remove the alias production' }).click();
  await expect(aliases.getByRole('listitem')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(aliases.getByRole('listitem')).toContainText('Version 2');
});

test('two versions are compared line by line, and the address says which', async ({ page, request }) => {
  const name = await madePrompt(request, ['Hello, {{name}}!\nBye.', 'Hi, {{name}}!\nBye.', 'Hi, {{name}}!\nBye.']);
  await page.goto(at(name));
  const versions = page.getByRole('grid', { name: 'Versions' });
  await versions.getByRole('row').filter({ hasText: 'Version 1' }).getByRole('checkbox').click();
  await expect(page.getByRole('button', { name: 'Compare' })).toBeDisabled();
  await versions.getByRole('row').filter({ hasText: 'Version 2' }).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Compare' }).click();
  const template = page.getByRole('region', { name: 'Template' });
  await expect(template).toContainText('Hello, {{name}}!');
  await expect(template).toContainText('Hi, {{name}}!');
  await expect(page).toHaveURL(/before=%221%22/);
  await page.getByRole('combobox', { name: 'Before' }).selectOption('Version 3');
  await expect(template).toContainText('The same in both.');
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Before' })).toHaveValue('3');
  await page.goto(at(name, '/compare'));
  await expect(page.getByRole('combobox', { name: 'After' })).toHaveValue('3');
  await expect(page.getByRole('combobox', { name: 'Before' })).toHaveValue('2');
});

test('a prompt is described and tagged', async ({ page, request }) => {
  const name = await madePrompt(request);
  await page.goto(at(name));
  await page.getByRole('button', { name: 'Add a description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('What it is **for**');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('strong', { hasText: 'for' })).toBeVisible();
  const tags = page.getByRole('region', { name: /Tags/ });
  await tags.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Key' }).fill('team');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Value' }).fill('support');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(tags).toContainText('support');
});

test('a hostile template is shown as it is written', async ({ page, request }) => {
  const hostile = '<img src=x onerror=window.attacked=1> {{name}} [x](javascript:window.attacked=1)';
  const name = await madePrompt(request, [hostile, `${hostile}!`]);
  await page.goto(at(name, '/versions/1'));
  await expect(page.getByRole('region', { name: 'Template' })).toContainText(hostile);
  await page.goto(at(name, '/compare'));
  await expect(page.getByRole('region', { name: 'Template' })).toContainText('onerror');
});

test('a prompt that is not there says so, and a model leads to its own page', async ({ page }) => {
  await page.goto(at('absent'));
  await expect(page.getByRole('alert')).toContainText('absent');
  await page.goto(at('iris-classifier'));
  await page.getByRole('link', { name: 'Open the model' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'iris-classifier' })).toBeVisible();
});

test('prompts can be read by everyone, in light and dark', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('/#/prompts');
    await expect(page.getByRole('grid', { name: 'Prompts' })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/#/prompts/assistant');
    await expect(page.getByRole('grid', { name: 'Versions' })).toBeVisible();
    await expectAccessible(page);
    await page.goto('/#/prompts/assistant/versions/2');
    await expect(page.getByRole('article', { name: 'system' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'New version' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
  }
});
