import { Popover } from '@base-ui/react/popover';
import { useQuery } from '@tanstack/react-query';
import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { SearchField } from '@/ui/search-field';
import { ATTRIBUTES } from '../api/layout';
import { runKeys, type KeyKind } from '../api/table';
import { useRunMessages } from '../messages';
import styles from './column-picker.module.css';

const KINDS = ['metrics', 'params', 'tags'] as const;
const SHOWN_KEYS = 100;

/** Columns of a table, beyond which it would be of no use. */
export const MOST_COLUMNS = 200;

type ColumnPickerProps = {
  experimentId: string;
  shown: readonly string[];
  onChange: (shown: string[]) => void;
  /** Goes back to the columns that the table chooses itself. */
  onReset: () => void;
};

/** Which columns the table has: those of the run, and the keys of the experiment, found by a part of their name. */
export function ColumnPicker(props: ColumnPickerProps) {
  const t = useRunMessages();
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <Button>
            <Columns3 />
            {t('columns')}
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner className={styles['positioner']} sideOffset={4} align="end">
          <Popover.Popup className={styles['popup']} aria-label={t('columnsTitle')}>
            <Choices {...props} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices({ experimentId, shown, onChange, onReset }: ColumnPickerProps) {
  const t = useRunMessages();
  const [text, setText] = useState('');
  const chosen = new Set(shown);
  const isFull = shown.length >= MOST_COLUMNS;
  const toggle = (id: string, isOn: boolean) => onChange(isOn ? [...shown, id] : shown.filter((other) => other !== id));
  const choice = (id: string, name: string) => (
    <Choice
      key={id}
      name={name}
      isOn={chosen.has(id)}
      isDisabled={id === 'run_name' || (isFull && !chosen.has(id))}
      onToggle={(isOn) => toggle(id, isOn)}
    />
  );
  const attributes = ATTRIBUTES.map((id) => ({ id, name: nameOf(id, t) })).filter(({ name }) =>
    name.toLowerCase().includes(text.toLowerCase()),
  );
  return (
    <>
      <div className={styles['head']}>
        <SearchField label={t('findColumn')} value={text} onChange={setText} />
        <Button kind="quiet" onClick={onReset}>
          {t('resetColumns')}
        </Button>
      </div>
      {isFull && <p className="muted">{t('hasMost', { count: MOST_COLUMNS })}</p>}
      <div className={styles['kinds']}>
        {attributes.length > 0 && (
          <fieldset>
            <legend>{t('kind.attributes')}</legend>
            {attributes.map(({ id, name }) => choice(id, name))}
          </fieldset>
        )}
        {KINDS.map((kind) => (
          <Keys key={kind} experimentId={experimentId} kind={kind} text={text} choice={choice} />
        ))}
      </div>
    </>
  );
}

type KeysProps = {
  experimentId: string;
  kind: KeyKind;
  text: string;
  choice: (id: string, name: string) => React.ReactNode;
};

function Keys({ experimentId, kind, text, choice }: KeysProps) {
  const t = useRunMessages();
  const { data } = useQuery({
    ...runKeys(experimentId, kind, text, SHOWN_KEYS),
    placeholderData: (before) => before,
  });
  if (data?.keys.length === 0) return null;
  return (
    <fieldset>
      <legend>{t(`kind.${kind}`)}</legend>
      {data?.keys.filter((key) => key !== 'mlflow.source.name').map((key) => choice(`${kind}.${key}`, key))}
      {data?.more === true && <p className="muted">{t('moreKeys')}</p>}
    </fieldset>
  );
}

type ChoiceProps = { name: string; isOn: boolean; isDisabled: boolean; onToggle: (isOn: boolean) => void };

function Choice({ name, isOn, isDisabled, onToggle }: ChoiceProps) {
  return (
    <label className={styles['choice']} title={name}>
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onToggle(event.target.checked)}
      />
      <span className="truncate">{name}</span>
    </label>
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
