import { Waypoints } from 'lucide-react';
import { PREAMBLE } from '@/lib/snippet';
import { Snippet } from '@/ui/copy-button';
import { EmptyState } from '@/ui/states';
import { useTraceMessages } from '../messages';

const CODE = `${PREAMBLE}
mlflow.set_experiment("first")

@mlflow.trace
def answer(question: str) -> str:
    return "42"

answer("What is the answer?")`;

export function NoTraces({ isSearch }: { isSearch: boolean }) {
  const t = useTraceMessages();
  if (isSearch) {
    return (
      <EmptyState icon={<Waypoints />} title={t('noneFound')}>
        <p className="muted">{t('noneFoundText')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Waypoints />} title={t('emptyTitle')}>
      <p className="muted">{t('emptyText')}</p>
      <Snippet code={CODE} />
    </EmptyState>
  );
}
