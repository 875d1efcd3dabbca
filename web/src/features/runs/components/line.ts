import type { RunGroup } from '../api/groups';
import type { TableRun } from '../api/table';

/** One line of the table: a run, or a group of them. */
export type Line = {
  id: string;
  /** How many others it stands below. */
  depth: number;
  run?: TableRun;
  group?: RunGroup;
  /** It was put to the top. */
  isPinned?: boolean;
};
