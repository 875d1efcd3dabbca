import type { RunGroup } from '../api/groups';
import type { TableRun } from '../api/table';

/** One line of the table: a run, a group of them, or what says that there are others. */
export type Line = {
  id: string;
  /** How many others it stands below. */
  depth: number;
  run?: TableRun;
  group?: RunGroup;
  /** It stands for others that are not shown: below the row of this id, or further groups where it is empty. */
  rest?: string;
  /** It was put to the top. */
  isPinned?: boolean;
};
