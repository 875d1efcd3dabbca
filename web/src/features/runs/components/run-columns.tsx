import { betweenNames, duration, metricValue } from '@/lib/format';
import type { Column } from '@/ui/data-table/columns';
import { CopyId } from '@/ui/copy-button';
import { RelativeTime } from '@/ui/relative-time';
import { RunMark } from '@/ui/run-status';
import type { Messages } from '@/lib/messages';
import type { Attribute } from '../api/layout';
import type { TableRun } from '../api/table';

/** What only some numbers on the wire are. */
export function numberOf(value: number | string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function lengthOf({ start_time: start, end_time: end, status }: TableRun['info']): number | undefined {
  if (start === undefined || start === null) return undefined;
  if (end !== undefined && end !== null) return end - start;
  return status === 'RUNNING' ? Date.now() - start : undefined;
}

type Words = Messages<
  'name' | 'status' | 'started' | 'ended' | 'duration' | 'user' | 'source' | 'runId' | 'datasets' | 'models'
>;
type RunColumn = Omit<Column<TableRun>, 'id'>;

function attribute(id: Attribute, t: Words): RunColumn {
  switch (id) {
    case 'run_name':
      return { name: t('name'), width: 280, sortable: true, fixed: true, cell: ({ info }) => info.run_name };
    case 'status':
      return { name: t('status'), width: 120, sortable: true, cell: ({ info }) => <RunMark info={info} /> };
    case 'start_time':
      return {
        name: t('started'),
        width: 130,
        sortable: true,
        cell: ({ info }) => <RelativeTime millis={info.start_time} />,
      };
    case 'end_time':
      return {
        name: t('ended'),
        width: 130,
        sortable: true,
        cell: ({ info }) => <RelativeTime millis={info.end_time} />,
      };
    case 'duration':
      return {
        name: t('duration'),
        width: 110,
        numeric: true,
        sortable: true,
        cell: ({ info }) => {
          const length = lengthOf(info);
          return length === undefined ? null : <span>{duration(length)}</span>;
        },
      };
    case 'user_id':
      return { name: t('user'), width: 110, sortable: true, cell: ({ info }) => <span>{info.user_id}</span> };
    case 'tags.mlflow.source.name':
      return {
        name: t('source'),
        width: 140,
        sortable: true,
        cell: ({ tags }) => {
          const source = tags?.['mlflow.source.name'] ?? '';
          return <span title={source}>{source.slice(source.lastIndexOf('/') + 1)}</span>;
        },
      };
    case 'run_id':
      return { name: t('runId'), width: 290, sortable: true, cell: ({ info }) => <CopyId id={info.run_id} /> };
    case 'datasets':
      return { name: t('datasets'), width: 200, cell: ({ datasets }) => <Listed texts={datasets} /> };
    case 'models':
      return { name: t('models'), width: 200, cell: ({ models }) => <Listed texts={models} /> };
  }
}

function Listed({ texts = [] }: { texts: string[] | undefined }) {
  const text = texts.join(betweenNames());
  return <span title={text}>{text}</span>;
}

function logged(id: string): RunColumn {
  const dot = id.indexOf('.');
  const kind = id.slice(0, dot);
  const key = id.slice(dot + 1);
  if (kind === 'metrics') {
    return {
      name: key,
      width: 120,
      numeric: true,
      sortable: true,
      cell: ({ metrics }) => {
        const value = numberOf(metrics?.[key]);
        return value === undefined ? null : <span title={String(value)}>{metricValue(value)}</span>;
      },
    };
  }
  return {
    name: key,
    width: 130,
    sortable: true,
    cell: ({ params, tags }) => {
      const value = (kind === 'params' ? params : tags)?.[key] ?? '';
      return <span title={value}>{value}</span>;
    },
  };
}

/** The column of a run's table that has an id. */
export function runColumn(id: string, attributes: ReadonlySet<string>, t: Words): Column<TableRun> {
  return { id, ...(attributes.has(id) ? attribute(id as Attribute, t) : logged(id)) };
}
