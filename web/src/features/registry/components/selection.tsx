import { GitCompareArrows, X } from 'lucide-react';
import { ButtonLink, IconButton } from '@/ui/button';
import { useRegistryMessages } from '../messages';
import styles from './selection.module.css';

type SelectionProps = {
  label: string;
  count: number;
  /** What is compared, each as `name/version`. */
  versions: readonly string[];
  action: string;
  onClear: () => void;
};

/** What can be done with the chosen models or versions. */
export function Selection({ label, count, versions, action, onClear }: SelectionProps) {
  const t = useRegistryMessages();
  if (count === 0) return null;
  return (
    <div className={styles['bar']} role="toolbar" aria-label={label}>
      <span>{t('selected', { count })}</span>
      <IconButton label={t('unselect')} onClick={onClear}>
        <X />
      </IconButton>
      {versions.length > 0 && (
        <ButtonLink href={`#/compare/versions?versions=${encodeURIComponent(JSON.stringify(versions))}`}>
          <GitCompareArrows aria-hidden />
          {action}
        </ButtonLink>
      )}
    </div>
  );
}
