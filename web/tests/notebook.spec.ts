import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, expectAccessible, test } from './page';
import { experimentId, traceId } from './traces';

/** What a stock client puts below a cell of a notebook. */
const ADDRESS = '/static-files/lib/notebook-trace-renderer/index.html';

test('a notebook of another place shows the traces of a cell', async ({ page, request, baseURL }) => {
  const ids = [await traceId(request, "status = 'ERROR'"), await traceId(request, "status = 'OK'")];
  const experiment = await experimentId(request);
  const query = ids.map((id) => `trace_id=${id}&experiment_id=${experiment}`).join('&');
  const frameOf = `<iframe title="trace" width="1000" height="500" src="${baseURL ?? ''}${ADDRESS}?${query}&version=3">`;
  const notebook = createServer((_, answer) =>
    answer.setHeader('Content-Type', 'text/html').end(`<title>notebook</title>${frameOf}</iframe>`),
  );
  await new Promise<void>((resolve) => notebook.listen(0, 'localhost', resolve));
  await page.goto(`http://localhost:${(notebook.address() as AddressInfo).port}/`);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText('Trace 1 of 2')).toBeVisible();
  await expect(frame.getByRole('treeitem', { name: /lookup_order/ })).toBeVisible();
  await frame.getByRole('button', { name: 'Next trace' }).click();
  await expect(frame.getByText('Trace 2 of 2')).toBeVisible();
  await expect(frame.getByRole('treeitem').first()).toBeVisible();

  // Nothing can be changed in what somebody else's page may lay something over.
  await expect(frame.getByRole('button', { name: /Assess|Add|Delete|Edit|Remove/ })).toHaveCount(0);

  const opened = page.waitForEvent('popup');
  await frame.getByRole('link', { name: 'Open in Cairn' }).click();
  const beside = await opened;
  await expect(beside).toHaveURL(new RegExp(`/#/experiments/${experiment}/traces/${ids[1] ?? ''}`));
  await beside.close();
  notebook.close();
});

test('a trace of a notebook can be read by everyone, and one that is gone is said to be', async ({ page, request }) => {
  await page.goto(`${ADDRESS}?trace_id=${await traceId(request, "status = 'OK'")}&version=3`);
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${ADDRESS}?trace_id=tr-${'0'.repeat(32)}`);
  await expect(page.getByRole('heading', { name: 'This is not there (any more)' })).toBeVisible();
  await page.goto(ADDRESS);
  await expect(page.getByRole('heading', { name: 'No trace is asked for' })).toBeVisible();
});
