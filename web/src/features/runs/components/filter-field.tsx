import { Autocomplete } from '@base-ui/react/autocomplete';
import { useQuery } from '@tanstack/react-query';
import { ListFilter, X } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ApiError } from '@/lib/api-client';
import { quotedKey } from '@/lib/filter';
import { IconButton } from '@/ui/button';
import { useUiMessages } from '@/ui/messages';
import { RequestId } from '@/ui/states';
import { completionOf, FIELDS, NUMBER_OPERATORS, STATUSES, TEXT_OPERATORS, type Completion } from '../api/completion';
import { isFilter } from '../api/filter-text';
import { runKeys } from '../api/table';
import { useRunMessages } from '../messages';
import styles from './filter-field.module.css';

const PAUSE_MILLIS = 500;
const FEW = 12;
const ENTITIES = ['metrics.', 'params.', 'tags.', 'datasets.name'];

type FilterFieldProps = {
  experimentId: string;
  value: string;
  onChange: (value: string) => void;
  error: Error | null;
};

type Suggestion = { text: string; whole: string };

/** Finds runs by words of their names, or by the filter language, whose fields, keys and operators it offers. */
export function FilterField({ experimentId, value, onChange, error: failure }: FilterFieldProps) {
  const t = useRunMessages();
  const ui = useUiMessages();
  const error = failure instanceof ApiError && failure.isFault ? failure : null;
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  const [isOpen, setOpen] = useState(false);
  const [cursor, setCursor] = useState(value.length);
  const highlighted = useRef<Suggestion>(undefined);
  const input = useRef<HTMLInputElement>(null);
  if (known !== value) {
    setKnown(value);
    setDraft(value);
  }
  useEffect(() => {
    if (draft === value) return undefined;
    const timer = setTimeout(() => onChange(draft), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [draft, value, onChange]);

  const suggestions = useSuggestions(experimentId, draft, cursor);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && highlighted.current === undefined) {
      setOpen(false);
      onChange(draft);
    }
    if (event.key === 'Escape' && !(isOpen && suggestions.length > 0)) {
      if (draft === '') input.current?.blur();
      setDraft('');
      onChange('');
    }
  };
  const clear = () => {
    setDraft('');
    onChange('');
    input.current?.focus();
  };

  return (
    <div className={styles['field']}>
      <Autocomplete.Root
        items={suggestions}
        filter={null}
        value={draft}
        onValueChange={(text, { reason }) => {
          setDraft(text);
          setCursor(reason === 'item-press' ? text.length : (input.current?.selectionStart ?? text.length));
        }}
        itemToStringValue={(suggestion: Suggestion) => suggestion.whole}
        onItemHighlighted={(suggestion) => {
          highlighted.current = suggestion;
        }}
        open={isOpen && suggestions.length > 0}
        onOpenChange={(isOpening, { reason }) => setOpen(isOpening || reason === 'item-press')}
        openOnInputClick={false}
      >
        <div className={styles['box']} data-error={error !== null || undefined}>
          <ListFilter aria-hidden />
          <Autocomplete.Input
            ref={input}
            aria-label={t('filter')}
            aria-invalid={error !== null || undefined}
            placeholder={t('filterHint')}
            spellCheck={false}
            autoComplete="off"
            data-search
            onKeyDown={onKeyDown}
            onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? draft.length)}
          />
          {draft !== '' && (
            <IconButton label={ui('clear')} className={styles['clear']} onClick={clear}>
              <X />
            </IconButton>
          )}
        </div>
        <Autocomplete.Portal>
          <Autocomplete.Positioner className={styles['positioner']} sideOffset={4} align="start">
            <Autocomplete.Popup className={styles['popup']}>
              <Autocomplete.List>
                {(suggestion: Suggestion) => (
                  <Autocomplete.Item key={suggestion.text} value={suggestion} className={styles['item']}>
                    {suggestion.text}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
      {error !== null && <FilterFault text={value} error={error} />}
    </div>
  );
}

function useSuggestions(experimentId: string, text: string, cursor: number): Suggestion[] {
  const asked = useDeferredValue(text);
  const place = Math.min(cursor, asked.length);
  const completion = completionOf(asked.slice(0, place));
  const isKey = completion.expects === 'key';
  const keys = useQuery({
    ...runKeys(experimentId, isKey ? completion.kind : 'metrics', isKey ? completion.prefix : '', FEW),
    enabled: isKey,
    placeholderData: (before) => before,
  });
  if (completion.expects === 'nothing') return [];
  const before = asked.slice(0, completion.from);
  const after = asked.slice(place);
  return offered(completion, isKey ? (keys.data?.keys ?? []) : [], isFilter(asked))
    .filter((suggestion) => suggestion.trim() !== completion.prefix)
    .slice(0, FEW)
    .map((suggestion) => ({ text: suggestion.trim(), whole: `${before}${suggestion}${after}` }));
}

function offered(completion: Completion, keys: readonly string[], isSure: boolean): string[] {
  switch (completion.expects) {
    case 'field': {
      const prefix = completion.prefix.toLowerCase();
      if (prefix === '' && isSure) return [...ENTITIES, ...FIELDS.map((field) => `${field} `)];
      const all = [...ENTITIES, ...FIELDS.map((field) => `${field} `)];
      return all.filter((field) => field.startsWith(prefix));
    }
    case 'key':
      return keys.map((key) => `${completion.kind}.${quotedKey(key)} `);
    case 'operator': {
      const all = completion.isNumber ? NUMBER_OPERATORS : TEXT_OPERATORS;
      return all.filter((operator) => operator.startsWith(completion.prefix.toUpperCase())).map((text) => `${text} `);
    }
    case 'value':
      return /status$/.test(completion.field)
        ? STATUSES.filter((status) => status.startsWith(completion.prefix)).map((status) => `${status} `)
        : [];
    case 'join':
      return ['AND ', 'OR '].filter((word) => word.startsWith(completion.prefix.toUpperCase()));
    case 'nothing':
      return [];
  }
}

const AROUND = 24;

/** What is wrong with a filter, and where. */
function FilterFault({ text, error }: { text: string; error: Error }) {
  const place = Number(/at column (\d+)/.exec(error.message)?.[1] ?? Number.NaN) - 1;
  return (
    <p role="alert" className={styles['fault']}>
      {!Number.isNaN(place) && (
        <code>
          {text.slice(Math.max(0, place - AROUND), place)}
          <mark>{text.slice(place, place + 1) || ' '}</mark>
          {text.slice(place + 1, place + AROUND)}
        </code>
      )}
      <span>{error.message}</span>
      <RequestId error={error} />
    </p>
  );
}
