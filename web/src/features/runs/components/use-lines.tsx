import { useMemo } from 'react';
import { metricValue } from '@/lib/format';
import type { Column } from '@/ui/data-table/columns';
import { aggregateOf, isLeastBest } from '../api/groups';
import type { RunsSearch } from '../api/search';
import type { Line } from './line';
import { GroupName, RestName, RunName } from './run-name';
import { useRunColumns } from './use-columns';

export type LineActions = {
  toggle: (line: Line) => void;
  pin: (runId: string) => void;
  hide: (runId: string) => void;
};

/** Whether what is below a line is shown; undefined where there is nothing. */
export function openness(line: Line, open: ReadonlySet<string>, nested: boolean): boolean | undefined {
  const children = line.run?.children ?? 0;
  const hasBelow = line.group !== undefined || (nested && children > 0 && line.isPinned !== true);
  return hasBelow ? open.has(line.id) : undefined;
}

/** The columns of a table whose lines are runs and groups of them. */
export function useLines(ids: readonly string[], search: RunsSearch, actions: LineActions): Column<Line>[] {
  const plain = useRunColumns(ids);
  const { open, nested, group, hidden, aggregate, sort } = search;
  return useMemo(() => {
    const opened = new Set(open);
    const unseen = new Set(hidden);
    const isTree = nested || group !== '';
    return plain.map((column): Column<Line> => {
      const metric = column.id.startsWith('metrics.') ? column.id.slice('metrics.'.length) : undefined;
      const cell = (line: Line) => {
        if (column.id === 'run_name' && line.group) {
          return <GroupName line={line} group={line.group} isOpen={opened.has(line.id)} {...actions} />;
        }
        if (line.group) {
          const value = metric && aggregateOf(line.group, metric, aggregate, isLeastBest(sort));
          return value === undefined || value === '' ? null : <span title={String(value)}>{metricValue(value)}</span>;
        }
        if (column.id === 'run_name' && line.rest !== undefined) return <RestName line={line} of={line.rest} />;
        if (!line.run) return null;
        if (column.id !== 'run_name') return column.cell(line.run);
        return (
          <RunName
            line={line}
            run={line.run}
            isOpen={openness(line, opened, nested)}
            hasRoom={isTree}
            isHidden={unseen.has(line.id)}
            {...actions}
          />
        );
      };
      return { ...column, cell };
    });
  }, [plain, open, hidden, nested, group, aggregate, sort, actions]);
}
