import { GitCompareArrows } from 'lucide-react';
import { ButtonLink } from '@/ui/button';
import { SelectionBar } from '@/ui/selection-bar';

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
  if (count === 0) return null;
  return (
    <SelectionBar label={label} count={count} onClear={onClear}>
      {versions.length > 0 && (
        <ButtonLink href={`#/compare/versions?versions=${encodeURIComponent(JSON.stringify(versions))}`}>
          <GitCompareArrows aria-hidden />
          {action}
        </ButtonLink>
      )}
    </SelectionBar>
  );
}
