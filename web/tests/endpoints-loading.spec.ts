import { expect, test } from './page';

test('what is loaded again, as after a start of the server, is not told as an update of what answers', async ({
  page,
}) => {
  await page.route(/2\.0\/serving-endpoints\/blossoms$/, async (route) => {
    const answered = await route.fetch();
    const told = (await answered.json()) as object;
    const state = { ready: 'NOT_READY', config_update: 'IN_PROGRESS' };
    await route.fulfill({ response: answered, json: { ...told, state } });
  });
  await page.goto('/#/endpoints/blossoms');
  await expect(page.getByRole('status').filter({ hasText: 'It is being loaded, and answers soon.' })).toBeVisible();
  await expect(page.getByText('goes on answering')).toBeHidden();
});
