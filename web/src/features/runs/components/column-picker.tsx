import { useQuery } from '@tanstack/react-query';
import { ColumnGroup, ColumnPicker, type OfferColumn } from '@/ui/column-picker';
import { ATTRIBUTES } from '../api/layout';
import { runKeys, type KeyKind } from '../api/table';
import { useRunMessages } from '../messages';

const KINDS = ['metrics', 'params', 'tags'] as const;
const SHOWN_KEYS = 100;

type RunColumnPickerProps = {
  experimentId: string;
  shown: readonly string[];
  onChange: (shown: string[]) => void;
  onReset: () => void;
};

/** Which columns the table of runs has: those of the run, and the keys of the experiment. */
export function RunColumnPicker({ experimentId, ...props }: RunColumnPickerProps) {
  return (
    <ColumnPicker {...props}>
      {(text, offer) => (
        <>
          <Attributes text={text} offer={offer} />
          {KINDS.map((kind) => (
            <Keys key={kind} experimentId={experimentId} kind={kind} text={text} offer={offer} />
          ))}
        </>
      )}
    </ColumnPicker>
  );
}

type PartProps = { text: string; offer: OfferColumn };

function Attributes({ text, offer }: PartProps) {
  const t = useRunMessages();
  const found = ATTRIBUTES.map((id) => ({ id, name: nameOf(id, t) })).filter(({ name }) =>
    name.toLowerCase().includes(text.toLowerCase()),
  );
  if (found.length === 0) return null;
  return (
    <ColumnGroup name={t('kind.attributes')}>
      {found.map(({ id, name }) => offer(id, name, id === 'run_name'))}
    </ColumnGroup>
  );
}

type KeysProps = PartProps & { experimentId: string; kind: KeyKind };

function Keys({ experimentId, kind, text, offer }: KeysProps) {
  const t = useRunMessages();
  const { data } = useQuery({
    ...runKeys(experimentId, kind, text, SHOWN_KEYS),
    placeholderData: (before) => before,
  });
  if (data?.keys.length === 0) return null;
  return (
    <ColumnGroup name={t(`kind.${kind}`)} note={data?.more === true ? t('moreKeys') : undefined}>
      {data?.keys.filter((key) => key !== 'mlflow.source.name').map((key) => offer(`${kind}.${key}`, key))}
    </ColumnGroup>
  );
}

function nameOf(id: (typeof ATTRIBUTES)[number], t: ReturnType<typeof useRunMessages>): string {
  const names = {
    run_name: t('name'),
    status: t('status'),
    start_time: t('started'),
    duration: t('duration'),
    end_time: t('ended'),
    user_id: t('user'),
    'tags.mlflow.source.name': t('source'),
    run_id: t('runId'),
    datasets: t('datasets'),
    models: t('models'),
  };
  return names[id];
}
