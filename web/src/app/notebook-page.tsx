import { ChevronLeft, ChevronRight, ExternalLink, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { NO_LOOK } from '@/lib/trace-look';
import { screenAddress } from '@/lib/workspace';
import { TraceView } from '@/features/traces/components/trace-view';
import { ButtonLink, IconButton } from '@/ui/button';
import { EmptyState } from '@/ui/states';
import { useAppMessages } from './messages';
import styles from './notebook-page.module.css';

/** Traces below a cell of a notebook: to look at, with a way to the UI, where they can be worked with. */
export function NotebookPage({ traceIds }: { traceIds: readonly string[] }) {
  const t = useAppMessages();
  const [place, setPlace] = useState(0);
  const [look, setLook] = useState(NO_LOOK);
  const traceId = traceIds[place];
  if (traceId === undefined) return <EmptyState icon={<Waypoints />} title={t('noTraces')} />;
  const go = (to: number) => {
    setPlace(to);
    setLook(NO_LOOK);
  };
  return (
    <main className={styles['page']}>
      <header className={styles['bar']}>
        {traceIds.length > 1 && (
          <>
            <IconButton label={t('traceBefore')} disabled={place === 0} onClick={() => go(place - 1)}>
              <ChevronLeft />
            </IconButton>
            <output className="numeric">{t('traceOf', { place: place + 1, count: traceIds.length })}</output>
            <IconButton label={t('nextTrace')} disabled={place === traceIds.length - 1} onClick={() => go(place + 1)}>
              <ChevronRight />
            </IconButton>
          </>
        )}
        <ButtonLink href={screenAddress(`/traces/${encodeURIComponent(traceId)}`)} className={styles['open']}>
          <ExternalLink aria-hidden />
          {t('openTrace')}
        </ButtonLink>
      </header>
      <TraceView
        traceId={traceId}
        look={look}
        onLook={(changed) => setLook((before) => ({ ...before, ...changed }))}
        isOnlyLookedAt
      />
    </main>
  );
}
