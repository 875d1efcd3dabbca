import { GitCompareArrows, X } from 'lucide-react';
import { ButtonLink, IconButton } from '@/ui/button';
import { useModelMessages } from '../messages';
import styles from './model-selection.module.css';

/** What can be done with the chosen models. */
export function ModelSelection({ ids, onClear }: { ids: readonly string[]; onClear: () => void }) {
  const t = useModelMessages();
  if (ids.length === 0) return null;
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('selectedModels')}>
      <span>{t('selected', { count: ids.length })}</span>
      <IconButton label={t('unselect')} onClick={onClear}>
        <X />
      </IconButton>
      <ButtonLink href={`#/compare/models?models=${encodeURIComponent(JSON.stringify(ids))}`}>
        <GitCompareArrows aria-hidden />
        {t('compare')}
      </ButtonLink>
    </div>
  );
}
