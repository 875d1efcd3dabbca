import { MapPinOff } from 'lucide-react';
import { EmptyState } from '@/ui/states';
import { useAppMessages } from './messages';

export function NotFoundPage() {
  const t = useAppMessages();
  return (
    <EmptyState icon={<MapPinOff />} title={t('notFound')}>
      <p className="muted">{t('notFoundHint')}</p>
    </EmptyState>
  );
}
