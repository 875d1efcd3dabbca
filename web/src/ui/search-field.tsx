import { Search, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { IconButton } from './button';
import { useUiMessages } from './messages';
import styles from './search-field.module.css';

const PAUSE_MILLIS = 250;

type SearchFieldProps = {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
};

/** A search that answers while one types, after a short pause. `/` leads to it, Esc empties it. */
export function SearchField({ label, placeholder, value, onChange }: SearchFieldProps) {
  const t = useUiMessages();
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  if (known !== value) {
    setKnown(value);
    setDraft(value);
  }

  // What is drawn anew meanwhile, with another function, does not begin the pause again.
  const change = useRef(onChange);
  useLayoutEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    if (draft === value) return undefined;
    const timer = setTimeout(() => change.current(draft), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [draft, value]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onChange(draft);
    if (event.key === 'Escape') {
      if (draft === '') input.current?.blur();
      else onChange('');
      setDraft('');
    }
  };

  return (
    <div className={styles['search']}>
      <Search aria-hidden className={styles['icon']} />
      <input
        ref={input}
        type="search"
        dir="auto"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={draft}
        data-search
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {draft !== '' && (
        <IconButton
          label={t('clear')}
          className={styles['clear']}
          onClick={() => {
            setDraft('');
            onChange('');
          }}
        >
          <X />
        </IconButton>
      )}
    </div>
  );
}
