import { Popover } from '@base-ui/react/popover';
import { Columns3 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { CheckBox } from './check-box';
import styles from './column-picker.module.css';
import { useUiMessages } from './messages';
import { SearchField } from './search-field';

/** Columns of a table, beyond which it would be of no use. */
const MOST_COLUMNS = 200;

/** Offers a column; one that is fixed cannot be left out. */
export type OfferColumn = (id: string, name: string, isFixed?: boolean) => ReactNode;

type ColumnPickerProps = {
  shown: readonly string[];
  onChange: (shown: string[]) => void;
  /** Goes back to the columns that the table chooses itself. */
  onReset: () => void;
  /** The columns that there are, in groups, as far as their names hold a text. */
  children: (text: string, offer: OfferColumn) => ReactNode;
};

/** Which columns a table has, found by a part of their name. */
export function ColumnPicker(props: ColumnPickerProps) {
  const t = useUiMessages();
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

function Choices({ shown, onChange, onReset, children }: ColumnPickerProps) {
  const t = useUiMessages();
  const [text, setText] = useState('');
  const chosen = new Set(shown);
  const isFull = shown.length >= MOST_COLUMNS;
  const offer: OfferColumn = (id, name, isFixed = false) => (
    <CheckBox
      key={id}
      name={name}
      isOn={chosen.has(id)}
      isDisabled={isFixed || (isFull && !chosen.has(id))}
      onToggle={(isOn) => onChange(isOn ? [...shown, id] : shown.filter((other) => other !== id))}
    />
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
      <div className={styles['kinds']}>{children(text, offer)}</div>
    </>
  );
}

type ColumnGroupProps = { name: string; note?: string | undefined; children: ReactNode };

/** Columns of one kind. */
export function ColumnGroup({ name, note, children }: ColumnGroupProps) {
  return (
    <fieldset>
      <legend>{name}</legend>
      {children}
      {note !== undefined && <p className="muted">{note}</p>}
    </fieldset>
  );
}
