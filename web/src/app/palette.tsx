import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import styles from './palette.module.css';
import { useAppMessages } from './messages';
import { useTargets, type Target } from './palette-targets';

type PaletteProps = { open: boolean; onClose: () => void; onHelp: () => void };

/** Goes anywhere by a name or an id, and does what the frame around the screens can do. */
export function Palette({ open, onClose, onHelp }: PaletteProps) {
  const t = useAppMessages();
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']} aria-label={t('palette')}>
          <Targets onClose={onClose} onHelp={onHelp} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Targets({ onClose, onHelp }: Omit<PaletteProps, 'open'>) {
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
      <Autocomplete.Input className={styles['input']} placeholder={t('paletteHint')} aria-label={t('palette')} />
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
