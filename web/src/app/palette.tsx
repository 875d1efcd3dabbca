import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useCallback, useRef, useState, type RefCallback } from 'react';
import styles from './palette.module.css';
import { useAppMessages } from './messages';
import { useTargets, type Target } from './palette-targets';

type PaletteProps = { open: boolean; onClose: () => void; onHelp: () => void };

/** Goes anywhere by a name or an id, and does what the frame around the screens can do. */
export function Palette({ open, onClose, onHelp }: PaletteProps) {
  const t = useAppMessages();
  const before = useRef<Element>(null);
  // At once, so that what is typed just behind the key is not lost.
  const focus = useCallback((input: HTMLInputElement | null) => {
    if (!input) return;
    before.current = document.activeElement;
    input.focus();
  }, []);
  const giveBack = () => (before.current instanceof HTMLElement ? before.current : true);
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']} aria-label={t('palette')} finalFocus={giveBack}>
          <Targets input={focus} onClose={onClose} onHelp={onHelp} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type TargetsProps = Omit<PaletteProps, 'open'> & { input: RefCallback<HTMLInputElement> };

function Targets({ input, onClose, onHelp }: TargetsProps) {
  const t = useAppMessages();
  const [text, setText] = useState('');
  const targets = useTargets(text.trim(), onHelp);
  return (
    <Autocomplete.Root
      inline
      open
      items={targets}
      filter={null}
      value={text}
      onValueChange={setText}
      itemToStringValue={(target: Target) => target.label}
      autoHighlight="always"
    >
      <Autocomplete.Input
        ref={input}
        className={styles['input']}
        placeholder={t('paletteHint')}
        aria-label={t('palette')}
      />
      <Autocomplete.Empty className={styles['empty']}>{t('nothingFound')}</Autocomplete.Empty>
      <Autocomplete.List className={styles['list']}>
        {(target: Target) => (
          <Autocomplete.Item
            key={target.key}
            value={target}
            className={styles['item']}
            onClick={() => {
              onClose();
              target.go();
            }}
          >
            <span className="truncate">{target.label}</span>
            <span className="muted">{target.kind}</span>
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}
