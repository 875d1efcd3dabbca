import type { Node } from './api/lineage';

/** What lineage is known of. */
export const KINDS = [
  'MODEL_VERSION',
  'PROMPT_VERSION',
  'CATALOG_VERSION',
  'RUN',
  'LOGGED_MODEL',
  'DATASET',
  'TABLE',
  'NOTEBOOK',
  'JOB',
  'PIPELINE',
  'ENDPOINT',
  'CONNECTION',
  'FUNCTION',
  'INDEX',
] as const satisfies readonly Node['kind'][];

/** How many nodes are asked for at first, and the most that the server tells. */
export const FEW = 100;
export const ALL = 1_000;
