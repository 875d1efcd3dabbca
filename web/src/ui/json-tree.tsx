import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { LongText } from './long-text';
import styles from './json-tree.module.css';
import { useUiMessages } from './messages';

/** Members of one object or list that are shown at once. */
const AT_ONCE = 100;
const OPEN_LEVELS = 2;

type Names = readonly (readonly [name: string, value: unknown])[];

/** A value of JSON, of any size and depth: what is below a member is in the page only once somebody opens it. */
export function JsonTree({ value, level = 0 }: { value: unknown; level?: number }) {
  const t = useUiMessages();
  const [shown, setShown] = useState(AT_ONCE);
  const members = membersOf(value);
  if (!members) return <Leaf value={value} />;
  if (members.length === 0) return <code className="muted">{Array.isArray(value) ? '[]' : '{}'}</code>;
  return (
    <ul className={styles['members']}>
      {members.slice(0, shown).map(([name, held]) => (
        <Member key={name} name={name} value={held} level={level} />
      ))}
      {members.length > shown && (
        <li>
          <button type="button" className={styles['more']} onClick={() => setShown(shown + 10 * AT_ONCE)}>
            {t('showMore', { count: members.length - shown })}
          </button>
        </li>
      )}
    </ul>
  );
}

function Member({ name, value, level }: { name: string; value: unknown; level: number }) {
  const [isOpen, setOpen] = useState(level < OPEN_LEVELS);
  const members = membersOf(value);
  if (!members || members.length === 0) {
    return (
      <li className={styles['member']}>
        <span className={styles['name']}>{name}</span>
        <JsonTree value={value} />
      </li>
    );
  }
  return (
    <li>
      <button type="button" className={styles['fold']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <ChevronRight aria-hidden />
        <span className={styles['name']}>{name}</span>
        <span className="muted">{Array.isArray(value) ? `[${members.length}]` : `{${members.length}}`}</span>
      </button>
      {isOpen && (
        <div className={styles['below']}>
          <JsonTree value={value} level={level + 1} />
        </div>
      )}
    </li>
  );
}

function membersOf(value: unknown): Names | undefined {
  if (Array.isArray(value)) return value.map((held: unknown, index) => [String(index), held] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === 'string') return <LongText text={value} />;
  return <code className={styles['figure']}>{String(value)}</code>;
}
