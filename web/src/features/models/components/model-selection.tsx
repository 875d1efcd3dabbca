import { GitCompareArrows } from 'lucide-react';
import { ButtonLink } from '@/ui/button';
import { SelectionBar } from '@/ui/selection-bar';
import { useModelMessages } from '../messages';

/** What can be done with the chosen models. */
export function ModelSelection({ ids, onClear }: { ids: readonly string[]; onClear: () => void }) {
  const t = useModelMessages();
  if (ids.length === 0) return null;
  return (
    <SelectionBar label={t('selectedModels')} count={ids.length} onClear={onClear}>
      <ButtonLink href={`#/compare/models?models=${encodeURIComponent(JSON.stringify(ids))}`}>
        <GitCompareArrows aria-hidden />
        {t('compare')}
      </ButtonLink>
    </SelectionBar>
  );
}
