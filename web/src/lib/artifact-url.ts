import { SERVER } from './api-client';
import { inWorkspace } from './workspace';

/** Where a file of a run can be read. */
export function runFileUrl(runId: string, path: string, parameters: Record<string, string> = {}): string {
  const query = new URLSearchParams({ run_id: runId, path, ...parameters });
  return inWorkspace(`${SERVER}/get-artifact?${query.toString()}`);
}
