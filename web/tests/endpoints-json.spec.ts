import { named, removed, served } from './endpoints';
import { expect, test } from './page';

const EXACT = '{"id": 9007199254740993, "rate": 1.0, "most": 1e400, "note": "see [ 1 ]"}';
const LINES = ['"id": 9007199254740993,', '"rate": 1.0,', '"most": 1e400,', '"note": "see [ 1 ]"'];

test('JSON is shown and sent as it was written, to the last digit', async ({ page, request }) => {
  const name = named('exact');
  await served(request, name, { version: '1' });
  await page.route('**/*serving_input_example.json*', (route) => route.fulfill({ body: EXACT }));
  let sent: string | null = null;
  await page.route(`**/serving-endpoints/${name}/invocations`, (route) => {
    sent = route.request().postData();
    return route.fulfill({ body: EXACT, headers: { 'content-type': 'application/json' } });
  });
  await page.goto(`/#/endpoints/${name}/query`);
  const example = ['{', ...LINES.map((line) => `  ${line}`), '}'].join('\n');
  await expect(page.getByRole('textbox', { name: 'Body of the request' })).toHaveValue(example);
  await expect(page.getByRole('region', { name: 'From a program' })).toContainText(
    '{"id":9007199254740993,"rate":1.0,"most":1e400,"note":"see [ 1 ]"}',
  );
  await page.getByRole('button', { name: 'Send' }).click();
  const answer = page.getByRole('textbox', { name: 'Answer' });
  for (const line of LINES) await expect(answer).toContainText(line);
  expect(sent).toBe(example);
  await removed(request, name);
});
