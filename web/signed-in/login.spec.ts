import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, test } from '../tests/page';
import { call, PASSWORD, signIn, user } from './people';

const run = promisify(execFile);

/** What a person runs, from the folder that the tests run in. */
const CAIRN = '../cairn';

/** With the stock client, whom it is told nothing but the address and the token. */
const LOGS = "import mlflow, sys; print(mlflow.create_experiment(sys.argv[1]), end='')";

test('a command line that a person lets in has a token with which the stock client logs', async ({
  page,
  request,
  baseURL,
}) => {
  test.slow(); // it starts two Java machines and a Python
  const server = baseURL ?? '';
  const name = `grace.${Date.now()}`;
  await user(request, name);
  const home = await mkdtemp(join(tmpdir(), 'cairn-login-'));
  const environment: NodeJS.ProcessEnv = { ...process.env, XDG_CONFIG_HOME: home };
  delete environment['CAIRN_URL']; // these tests' own, which the command would take for settings that it does not know
  delete environment['CAIRN_SET_UP'];
  const login = spawn(CAIRN, ['login', '--print', server], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = text(login.stdout);
  try {
    let address = '';
    for await (const line of createInterface(login.stderr)) {
      if (line.startsWith('Open ')) address = line.slice('Open '.length).trim();
      if (line.includes('Waiting')) break;
    }
    expect(address).toContain(`${server}/#/device?code=`);
    await signIn(page, name, PASSWORD, address);
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page.getByRole('heading', { name: 'The command line is let in' })).toBeVisible();
    const token = (await printed).trim();
    expect(token).toMatch(/^cairn_\S+$/);

    const { stdout: python } = await run('../conformance/run', ['--python']);
    const { stdout: id } = await run(python.trim(), ['-c', LOGS, `logged by ${name}`], {
      env: { ...process.env, MLFLOW_TRACKING_URI: server, MLFLOW_TRACKING_TOKEN: token },
    });
    const path = `2.0/mlflow/experiments/get?experiment_id=${id}`;
    const { experiment } = await call<{ experiment: { name: string } }>(request, 'GET', path, { as: name });
    expect(experiment.name).toBe(`logged by ${name}`);

    const again = await run(CAIRN, ['login', '--print', server], { env: environment });
    expect(again.stdout.trim()).toBe(token);
  } finally {
    login.kill();
    await rm(home, { recursive: true, force: true });
  }
});
