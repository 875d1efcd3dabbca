import { SERVER } from './api-client';
import { DEFAULT_WORKSPACE, workspace, WORKSPACE_HEADER } from './workspace';

/** How a program begins that is to log to this server, in the workspace of the page. */
export const PREAMBLE = [
  'import mlflow',
  '',
  `mlflow.set_tracking_uri("${SERVER}")`,
  ...(workspace === DEFAULT_WORKSPACE ? [] : [`mlflow.set_workspace("${workspace}")`]),
].join('\n');

/** The environment variable in which the platform's clients look for a token. */
export const TOKEN = 'DATABRICKS_TOKEN';

/** What curl says besides: who asks, where the server has accounts, and the workspace of the page. */
export function curlHeaders(withToken: boolean): string[] {
  return [
    ...(withToken ? [`-H "Authorization: Bearer $${TOKEN}"`] : []),
    ...(workspace === DEFAULT_WORKSPACE ? [] : [`-H ${shellWord(`${WORKSPACE_HEADER}: ${workspace}`)}`]),
  ];
}

/** A text as one word of a shell. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
