import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button';
import { useUiMessages } from './messages';
import styles from './selection-bar.module.css';

type SelectionBarProps = { label: string; count: number; onClear: () => void; children?: ReactNode };

/** What can be done with the chosen rows of a table, and how many they are. */
export function SelectionBar({ label, count, onClear, children }: SelectionBarProps) {
  const t = useUiMessages();
  return (
    <div className={styles['bar']} role="toolbar" aria-label={label}>
      <span>{t('selected', { count })}</span>
      <IconButton label={t('unselect')} onClick={onClear}>
        <X />
      </IconButton>
      {children}
    </div>
  );
}
