import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useState, useSyncExternalStore, type ReactNode, type SyntheticEvent } from 'react';
import { slowRequests } from '@/lib/slow-requests';
import { Button, IconButton } from './button';
import styles from './dialog.module.css';
import { DropQuestion } from './drop-question';
import { useUiMessages } from './messages';
import { ErrorNote } from './states';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  wide?: boolean;
  /** Takes the whole window. */
  full?: boolean;
  /** It cannot be closed for now. */
  held?: boolean;
};

/** A window above the page; Esc and a click beside it close it, and the focus goes back to where it was. */
export function Dialog({ open, onClose, title, children, wide = false, full = false, held = false }: DialogProps) {
  const t = useUiMessages();
  return (
    <Base.Root open={open} onOpenChange={(isOpen) => !isOpen && !held && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup className={[styles['popup'], wide ? styles['wide'] : '', full ? styles['full'] : ''].join(' ')}>
          <header className={styles['header']}>
            <Base.Title>{title}</Base.Title>
            <Base.Close render={<IconButton label={t('close')} />} disabled={held}>
              <X />
            </Base.Close>
          </header>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

type FormDialogProps = Omit<DialogProps, 'held'> & {
  /** The word on the button that does it. */
  action: ReactNode;
  onSubmit: () => void;
  /** It stays until the outcome is there, so that nobody misses it, unless that takes so long that nobody may want to wait. */
  busy: boolean;
  /** It can be left while it is busy, which ends the work. */
  mayLeave?: boolean;
  /** Something was written that is asked about before it is dropped. */
  isChanged?: boolean;
  error: Error | null;
  danger?: boolean;
  disabled?: boolean;
  /** What stays in sight with the buttons, however long the rest is. */
  foot?: ReactNode;
};

/** A dialog that asks for something, or whether to go on; it stays until that is done. */
export function FormDialog(props: FormDialogProps) {
  const { action, onSubmit, busy, error, danger = false, disabled = false, foot, children, ...others } = props;
  const { mayLeave = false, isChanged = false, ...dialog } = others;
  const t = useUiMessages();
  const [isAsking, setAsking] = useState(false);
  const isSlow = useSyncExternalStore(slowRequests.subscribe, slowRequests.since) !== undefined;
  const isHeld = busy && !mayLeave && !isSlow;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!busy && !disabled && !isAsking) onSubmit();
  };
  const leave = () => (isChanged ? setAsking(true) : dialog.onClose());
  return (
    <Dialog {...dialog} onClose={leave} held={isHeld}>
      <form onSubmit={submit} className={styles['form']}>
        {children}
        <div className={foot === undefined && !isAsking ? styles['end'] : `${styles['end']} ${styles['stays']}`}>
          {error !== null && <ErrorNote error={error} />}
          <footer className={styles['footer']}>
            {isAsking ? (
              <DropQuestion onDrop={dialog.onClose} onKeep={() => setAsking(false)} />
            ) : (
              <>
                {foot !== undefined && <div className={styles['foot']}>{foot}</div>}
                <Button onClick={leave} disabled={isHeld}>
                  {t('cancel')}
                </Button>
                <Button type="submit" kind={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled}>
                  {action}
                </Button>
              </>
            )}
          </footer>
        </div>
      </form>
    </Dialog>
  );
}
