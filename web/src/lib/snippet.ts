import { SERVER } from './api-client';
import { DEFAULT_WORKSPACE, workspace } from './workspace';

/** How a program begins that is to log to this server, in the workspace of the page. */
export const PREAMBLE = [
  'import mlflow',
  '',
  `mlflow.set_tracking_uri("${SERVER}")`,
  ...(workspace === DEFAULT_WORKSPACE ? [] : [`mlflow.set_workspace("${workspace}")`]),
].join('\n');

/** A text as one word of a shell. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
