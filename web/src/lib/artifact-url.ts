import { SERVER } from './api-client';

/** Where a file of a run can be read. */
export function runFileUrl(runId: string, path: string, parameters: Record<string, string> = {}): string {
  return `${SERVER}/get-artifact?${new URLSearchParams({ run_id: runId, path, ...parameters }).toString()}`;
}
