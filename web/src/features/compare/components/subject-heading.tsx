import { Crosshair, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/ui/button';
import { useCompareMessages } from '../messages';
import styles from './subject-heading.module.css';

type SubjectHeadingProps = {
  name: string;
  /** Leads to what is compared. */
  link: ReactNode;
  isBaseline: boolean;
  onBaseline: () => void;
  onRemove: () => void;
};

/** The name of a run or model above its column, and what can be done with it. */
export function SubjectHeading({ name, link, isBaseline, onBaseline, onRemove }: SubjectHeadingProps) {
  const t = useCompareMessages();
  return (
    <span className={styles['heading']}>
      {link}
      <IconButton
        label={isBaseline ? t('isBaseline', { name }) : t('baseline', { name })}
        aria-pressed={isBaseline}
        className={isBaseline ? styles['chosen'] : undefined}
        onClick={onBaseline}
      >
        <Crosshair />
      </IconButton>
      <IconButton label={t('remove', { name })} onClick={onRemove}>
        <X />
      </IconButton>
    </span>
  );
}
