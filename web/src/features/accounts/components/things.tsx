import type { ReactNode } from 'react';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import styles from './things.module.css';

type Thing = {
  id: string;
  name: string;
  mark?: string | undefined;
  facts: ReactNode;
  action: string;
  onAction: () => void;
};

/** What belongs to an account, each with what is known of it and the way to end it. */
export function Things({ label, things }: { label: string; things: readonly Thing[] }) {
  return (
    <ul className={styles['things']} aria-label={label}>
      {things.map(({ id, name, mark, facts, action, onAction }) => (
        <li key={id}>
          <div className={styles['text']}>
            <strong>
              {name} {mark !== undefined && <Badge>{mark}</Badge>}
            </strong>
            <span className="muted">{facts}</span>
          </div>
          <Button onClick={onAction} aria-label={`${action}: ${name}`}>
            {action}
          </Button>
        </li>
      ))}
    </ul>
  );
}
