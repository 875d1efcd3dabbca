import { useMemo } from 'react';
import type { TraceInfo } from '@/lib/traces';
import { ColumnGroup, ColumnPicker } from '@/ui/column-picker';
import { ATTRIBUTES, KINDS, knownKeys } from '../api/columns';
import { useListMessages } from '../list-messages';
import { useColumnName } from './trace-columns';

type TraceColumnPickerProps = {
  shown: readonly string[];
  onChange: (shown: string[]) => void;
  onReset: () => void;
  /** The names under which traces are assessed. */
  assessed: readonly string[];
  /** Those that are loaded, whose tags and metadata are offered. */
  traces: readonly TraceInfo[];
};

/** Which columns the list of traces has: those of every trace, and the keys that traces have. */
export function TraceColumnPicker({ assessed, traces, ...props }: TraceColumnPickerProps) {
  const t = useListMessages();
  const name = useColumnName();
  const { shown } = props;
  const keys = useMemo(() => ({ assessment: assessed, ...knownKeys(traces, shown) }), [assessed, traces, shown]);
  return (
    <ColumnPicker {...props}>
      {(text, offer) => {
        const wanted = text.toLowerCase();
        const groups = [
          [t('columns.attributes'), ATTRIBUTES as readonly string[]] as const,
          ...KINDS.map((kind) => [t(`columns.${kind}`), keys[kind].map((key) => `${kind}.${key}`)] as const),
        ];
        return groups.map(([title, ids]) => {
          const found = ids.filter((id) => name(id).toLowerCase().includes(wanted));
          if (found.length === 0) return null;
          return (
            <ColumnGroup key={title} name={title}>
              {found.map((id) => offer(id, name(id), id === 'request'))}
            </ColumnGroup>
          );
        });
      }}
    </ColumnPicker>
  );
}
