import { Dialog } from '@base-ui/react/dialog';
import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, Maximize2, X } from 'lucide-react';
import { AddToQueue } from '@/ui/add-to-queue';
import { IconButton } from '@/ui/button';
import type { TraceLook } from '@/lib/trace-look';
import { useTraceMessages } from '../messages';
import styles from './trace-drawer.module.css';
import { TraceView } from './trace-view';

type TraceDrawerProps = {
  experimentId: string;
  /** Empty while it is closed. */
  traceId: string;
  title: string;
  look: TraceLook;
  onLook: (look: Partial<TraceLook>) => void;
  onClose: () => void;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
};

/** A trace above the list that it was opened from; the list stays where it was. */
export function TraceDrawer(props: TraceDrawerProps) {
  const { experimentId, traceId, title, look, onLook, onClose, onPrevious, onNext } = props;
  const t = useTraceMessages();
  return (
    <Dialog.Root open={traceId !== ''} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['drawer']}>
          <header className={styles['header']}>
            <Dialog.Title className={styles['title']} title={title}>
              {title}
            </Dialog.Title>
            <IconButton label={t('previous')} disabled={!onPrevious} onClick={onPrevious}>
              <ArrowUp />
            </IconButton>
            <IconButton label={t('next')} disabled={!onNext} onClick={onNext}>
              <ArrowDown />
            </IconButton>
            {traceId !== '' && <AddToQueue experimentId={experimentId} traceIds={[traceId]} isSmall />}
            <Link
              to="/experiments/$experimentId/traces/$traceId"
              params={{ experimentId, traceId }}
              search={look}
              aria-label={t('openPage')}
              title={t('openPage')}
              className={styles['link']}
            >
              <Maximize2 aria-hidden />
            </Link>
            <Dialog.Close render={<IconButton label={t('close')} />}>
              <X />
            </Dialog.Close>
          </header>
          {traceId !== '' && <TraceView traceId={traceId} look={look} onLook={onLook} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
