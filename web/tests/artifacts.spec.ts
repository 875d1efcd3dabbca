import type { Page } from '@playwright/test';
import { artifacts, open } from './files';
import { expect, expectAccessible, test } from './page';

const API = '/ajax-api/2.0/mlflow';

test('folders open as one clicks them, and the address holds what is shown', async ({ page, request }) => {
  await page.goto(await artifacts(request));
  const tree = page.getByRole('tree', { name: 'Files' });
  await tree.getByText('files', { exact: true }).click();
  await tree.getByText('train.py').click();
  await expect(page.getByRole('textbox', { name: 'files/train.py' })).toContainText('def train');
  await expect(page).toHaveURL(/artifacts\/files\/train\.py$/);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'files/train.py' })).toContainText('def train');
  await expect(tree.getByText('config.json')).toBeVisible();
});

test('the keyboard walks through the tree', async ({ page, request }) => {
  await page.goto(await artifacts(request));
  const tree = page.getByRole('tree', { name: 'Files' });
  await expect(tree.getByRole('treeitem', { name: 'files' })).toBeVisible();
  await page.keyboard.press('j');
  await tree.press('End');
  await tree.press('Home');
  await tree.press('ArrowDown');
  await tree.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: 'files' })).toHaveAttribute('aria-expanded', 'true');
  await tree.press('ArrowRight');
  await tree.press('ArrowLeft');
  await tree.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { name: 'files' })).toHaveAttribute('aria-expanded', 'false');
});

test('a folder of thousands of files is listed as one scrolls', async ({ page, request }) => {
  await page.goto(`${await artifacts(request)}/files/many/part-00000.txt`);
  const tree = page.getByRole('tree', { name: 'Files' });
  await expect(tree.getByText('part-00001.txt')).toBeVisible();
  await expect(async () => {
    await tree.press('End');
    await expect(tree.getByText('train.py')).toBeVisible({ timeout: 500 });
    await tree.evaluate((element) => element.scrollBy(0, -700));
    await expect(tree.getByText('part-01999.txt')).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('text and code of any kind are read, long ones in part', async ({ page, request }) => {
  await open(page, request, 'log.txt');
  await expect(page.getByRole('note')).toContainText('The first 512 KB of 1.4 MB');
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect(page.getByRole('note')).toBeHidden();
  await open(page, request, 'no-extension');
  await expect(page.getByRole('textbox', { name: 'files/no-extension' })).toContainText('plain words');
  await open(page, request, '日本語.txt');
  await expect(page.getByText('こんにちは')).toBeVisible();
});

test('what is no text is said to be none, and can be downloaded', async ({ page, request }) => {
  await open(page, request, 'bytes.bin');
  await expect(page.getByRole('heading', { name: 'No preview' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('bytes.bin');
});

test('a folder is downloaded as one file', async ({ page, request }) => {
  await page.goto(`${await artifacts(request)}/files/bomb`);
  const link = page.getByRole('link', { name: 'Download as zip' });
  const download = page.waitForEvent('download');
  await link.click();
  expect((await download).suggestedFilename()).toBe('bomb.zip');
});

test('Markdown is rendered and runs nothing', async ({ page, request }) => {
  await open(page, request, 'read me.md');
  await expect(page.getByRole('heading', { name: 'A title' })).toBeVisible();
  await expect(page.getByText(/<script>/)).toBeVisible();
  await page.getByText('link', { exact: true }).click();
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await expect(page.getByText('# A title')).toBeVisible();
});

test('JSON is a tree, and text where it is broken', async ({ page, request }) => {
  await open(page, request, 'config.json');
  const tree = page.getByRole('tree', { name: 'files/config.json' });
  await expect(tree.getByText('"<b>net</b>"')).toBeVisible();
  await tree.getByRole('treeitem', { name: /layers/ }).click();
  await expect(tree.getByText('units:')).toBeHidden();
  await open(page, request, 'broken.json');
  await expect(page.getByText('{"a": [1, 2')).toBeVisible();
});

test('pictures are zoomed, and a script in one does not run', async ({ page, request }) => {
  await open(page, request, 'figure.png');
  await expect(page.getByText('640 × 480')).toBeVisible();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(page.getByText('150%')).toBeVisible();
  await open(page, request, 'drawing.svg');
  await expect(page.getByText('80 × 60')).toBeVisible();
});

test('a page of HTML is shown with its looks, and runs nothing until it is asked to, then without the session', async ({
  page,
  request,
  faults,
}) => {
  await open(page, request, 'page.html');
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('heading', { name: 'A report' })).toBeVisible();
  const reached = () =>
    page
      .frames()
      .at(-1)
      ?.evaluate(() => [self.origin, 'attacked' in window]);
  expect(await reached()).toEqual(['null', false]);

  await page.getByRole('button', { name: 'Run its scripts' }).click();
  await expect(page.getByText('without your session')).toBeVisible();
  await expect(frame.getByRole('heading', { name: 'A report' })).toBeVisible();
  expect(await reached()).toEqual(['null', true]);

  // What the browser tells of its refusals is what is wanted.
  const refused = /^(Blocked script execution in|Loading the image|Failed to set a named property 'attacked')/;
  const told = faults.splice(0);
  expect(told.some((fault) => refused.test(fault))).toBe(true);
  expect(told.filter((fault) => !refused.test(fault))).toEqual([]);
});

test('a PDF is drawn', async ({ page, request }) => {
  await open(page, request, 'figure.pdf');
  await expect(page.locator('canvas[data-drawn]')).toBeVisible();
});

test('a notebook shows its texts and pictures, and runs none of its outputs', async ({ page, request }) => {
  await open(page, request, 'notebook.ipynb');
  await expect(page.getByRole('heading', { name: 'A notebook' })).toBeVisible();
  await expect(page.getByText("print('hello')")).toBeVisible();
  await expect(page.getByText('ValueError: no')).toBeVisible();
  await expect(page.getByText('application/javascript')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Output' })).toBeVisible();
});

test('tables of CSV and Parquet are read in part', async ({ page, request }) => {
  await open(page, request, 'table.csv');
  await expect(page.getByText('5,000 rows, 3 columns')).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'row, 1', exact: true })).toBeVisible();
  for (const name of ['table.parquet', 'packed.parquet']) {
    await open(page, request, name);
    await expect(page.getByText('3,000 rows, 2 columns')).toBeVisible();
    await expect(page.getByRole('gridcell', { name: 'word 2', exact: true })).toBeVisible();
  }
});

test('a zip file is listed without being unpacked', async ({ page, request }) => {
  await open(page, request, 'bundle.zip');
  await expect(page.getByText('50 entries')).toBeVisible();
  await expect(page.getByText('inside/part-7.txt')).toBeVisible();
});

test('GeoJSON is drawn', async ({ page, request }) => {
  await open(page, request, 'places.geojson');
  await expect(page.getByText('3 shapes')).toBeVisible();
  await expect(page.getByRole('img', { name: 'files/places.geojson' }).locator('path')).toHaveCount(2);
});

test('an MLmodel file that would grow without end is shown as text', async ({ page, request }) => {
  await open(page, request, 'bomb/MLmodel');
  await expect(page.getByText('a0: &a0')).toBeVisible();
});

test('a run without files says how to log one', async ({ page, request }) => {
  const address = (await artifacts(request)).split('/');
  const data = { experiment_id: address[3], run_name: 'no files', start_time: Date.now() };
  const made = await request.post(`${API}/runs/create`, { data });
  const { run } = (await made.json()) as { run: { info: { run_id: string } } };
  await page.goto(`/#/experiments/${address[3] ?? ''}/runs/${run.info.run_id}/artifacts`);
  await expect(page.getByRole('heading', { name: 'No files yet' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`files can be read by everyone, ${colorScheme}`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, request, 'train.py');
    await expect(page.getByText('def')).toBeVisible();
    await expectAccessible(page);
    await open(page, request, 'table.csv');
    await expect(page.getByText('5,000 rows')).toBeVisible();
    await expectAccessible(page);
  });
}

test('an address of a folder leads to it, open, without an error on the way', async ({ page, request }) => {
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(answer.url());
  });
  await page.goto(`${await artifacts(request)}/files/bomb`);
  await expect(page.getByRole('link', { name: 'Download as zip' })).toBeVisible();
  await expect(page.getByRole('tree', { name: 'Files' }).getByText('MLmodel')).toBeVisible();
  await page.goto(`${await artifacts(request)}/files/many/part-01999.txt`); // which is far behind the first page of rows
  await expect(page.getByText('1999')).toBeVisible();
  expect(refused).toEqual([]);
});

test('sound is played', async ({ page, request }) => {
  await open(page, request, 'tone.wav');
  const sound = page.locator('audio');
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeCloseTo(0.5, 1);
  await sound.evaluate((audio: HTMLAudioElement) => audio.play());
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.ended)).toBe(true);
});

test('a film is played', async ({ page, request }) => {
  const address = (await artifacts(request)).split('/');
  const made = await request.post(`${API}/runs/create`, {
    data: { experiment_id: address[3], start_time: Date.now() },
  });
  const { info } = ((await made.json()) as { run: { info: { run_id: string; artifact_uri: string } } }).run;
  await page.goto('/#/experiments');
  const root = info.artifact_uri.replace('mlflow-artifacts:/', '/ajax-api/2.0/mlflow-artifacts/artifacts/');
  const put = await request.put(`${root}/film.webm`, { data: Buffer.from(await film(page)) });
  expect(put.ok()).toBe(true);
  await page.goto(`/#/experiments/${address[3] ?? ''}/runs/${info.run_id}/artifacts/film.webm`);
  const shown = page.locator('video');
  await expect.poll(() => shown.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBe(64);
  await shown.evaluate((video: HTMLVideoElement) => video.play());
  await expect.poll(() => shown.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0);
});

/** A short film that the browser records itself. */
async function film(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    const paint = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const end = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.start();
    for (let frame = 0; frame < 12; frame++) {
      paint?.fillRect(frame * 4, frame * 3, 8, 8);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    recorder.stop();
    await end;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
}

test('nobody else hears that a report was opened, until its reader lets it load from the network', async ({
  page,
  request,
  faults,
}) => {
  const outside: string[] = [];
  await page.route(/^https:\/\/reports\.example/, async (route) => {
    outside.push(new URL(route.request().url()).pathname);
    await route.fulfill({ contentType: 'text/javascript', body: 'document.title = "loaded"' });
  });
  await open(page, request, 'report.html');
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('heading', { name: 'A report with a library' })).toBeVisible();
  await page.getByRole('button', { name: 'Run its scripts' }).click();
  await expect(frame.getByText('own script ran')).toBeVisible();
  await frame.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByText('without the network')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Run its scripts' }).click();
  await expect(frame.getByText('own script ran')).toBeVisible();
  await frame.getByRole('button', { name: 'Let itself do more' }).click();
  await expect(frame.getByText('waiting')).toBeVisible(); // it stands still again
  expect(outside).toEqual([]);

  await page.reload();
  await page.getByRole('button', { name: 'Run its scripts' }).click();
  await page.getByRole('button', { name: 'Let it load from the network' }).click();
  await expect(page.getByText('tells others your address')).toBeVisible();
  await expect(frame.getByText('own script ran')).toBeVisible();
  await expect.poll(() => outside).toContain('/library.js');
  expect(outside).not.toContain('/left');
  faults.splice(0); // what the browser tells of its refusals is what is wanted
});
