import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TraceInfo } from '@/lib/traces';
import { ColumnGroup, ColumnPicker, type OfferColumn } from '@/ui/column-picker';
import { ATTRIBUTES, KINDS, knownKeys } from '../api/columns';
import { tellingTracesQuery } from '../api/traces';
import { useListMessages } from '../list-messages';
import { useColumnName } from './trace-columns';

type Known = {
  experimentId: string;
  shown: readonly string[];
  /** The names under which traces are assessed. */
  assessed: readonly string[];
  /** Those that are loaded. */
  traces: readonly TraceInfo[];
};

type TraceColumnPickerProps = Known & { onChange: (shown: string[]) => void; onReset: () => void };

/** Which columns the list of traces has: those of every trace, and the keys that traces of the experiment have. */
export function TraceColumnPicker({ shown, onChange, onReset, ...known }: TraceColumnPickerProps) {
  return (
    <ColumnPicker shown={shown} onChange={onChange} onReset={onReset}>
      {(text, offer) => <Offered {...known} shown={shown} text={text.trim()} offer={offer} />}
    </ColumnPicker>
  );
}

function Offered({ experimentId, shown, assessed, traces, text, offer }: Known & { text: string; offer: OfferColumn }) {
  const t = useListMessages();
  const name = useColumnName();
  const { data: others } = useQuery(tellingTracesQuery(experimentId));
  const keys = useMemo(
    () => ({ assessment: assessed, ...knownKeys([...traces, ...(others ?? [])], shown) }),
    [assessed, traces, others, shown],
  );
  const wanted = text.toLowerCase();
  const groups = [
    [t('columns.attributes'), ATTRIBUTES as readonly string[]] as const,
    ...KINDS.map((kind) => [t(`columns.${kind}`), keys[kind].map((key) => `${kind}.${key}`)] as const),
  ];
  const typed = (['tags', 'metadata'] as const).filter((kind) => text !== '' && !keys[kind].includes(text));
  return (
    <>
      {groups.map(([title, ids]) => {
        const found = ids.filter((id) => name(id).toLowerCase().includes(wanted));
        if (found.length === 0) return null;
        return (
          <ColumnGroup key={title} name={title}>
            {found.map((id) => offer(id, name(id), id === 'request'))}
          </ColumnGroup>
        );
      })}
      {typed.length > 0 && (
        <ColumnGroup name={t('columns.typed')}>
          {typed.map((kind) => offer(`${kind}.${text}`, t(`typed.${kind}`, { key: text })))}
        </ColumnGroup>
      )}
    </>
  );
}
