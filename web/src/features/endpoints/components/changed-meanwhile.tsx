import { useEffect, useRef } from 'react';
import type { EndpointConfig } from '@/lib/endpoints';
import { Button } from '@/ui/button';
import { DiffView } from '@/ui/diff-view';
import { textOf } from '../api/configs';
import { useEndpointMessages } from '../messages';
import styles from '../pages/pages.module.css';

type ChangedMeanwhileProps = { before: EndpointConfig; now: EndpointConfig; onTake: () => void };

/** Tells who writes a configuration what another one changed since they began, and lets them begin with that. */
export function ChangedMeanwhile({ before, now, onTake }: ChangedMeanwhileProps) {
  const t = useEndpointMessages();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [now]); // it may be out of sight, in a long form
  return (
    <div ref={place} className={styles['notice']} data-tone="warning" role="alert" tabIndex={-1}>
      {t('changedMeanwhile')}
      <DiffView name="configuration" label={t('whatChanged')} before={textOf(before)} after={textOf(now)} />
      <div>
        <Button onClick={onTake}>{t('takeTheirs')}</Button>
      </div>
    </div>
  );
}
