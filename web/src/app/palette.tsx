import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { experimentsNamed } from '@/lib/experiments';
import styles from './palette.module.css';
import { useAppMessages } from './messages';

type Target = { key: string; label: string; kind: string; go: () => void };

const RUN_ID = /^[0-9a-f]{32}$/;

/** Goes anywhere by name: pages, experiments, runs by their id. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useAppMessages();
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['popup']} aria-label={t('palette')}>
          <Targets onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Targets({ onClose }: { onClose: () => void }) {
  const t = useAppMessages();
  const [text, setText] = useState('');
  const targets = useTargets(text.trim());
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

function useTargets(text: string): Target[] {
  const t = useAppMessages();
  const navigate = useNavigate();
  const asked = useDeferredValue(text);
  const found = useQuery(experimentsNamed(asked));
  const pages: Target[] = [
    { key: '/', label: t('home'), kind: t('pages'), go: () => void navigate({ to: '/' }) },
    { key: '/experiments', label: t('experiments'), kind: t('pages'), go: () => void navigate({ to: '/experiments' }) },
    { key: '/trash', label: t('trash'), kind: t('pages'), go: () => void navigate({ to: '/trash' }) },
    { key: '/system', label: t('system'), kind: t('pages'), go: () => void navigate({ to: '/system' }) },
  ];
  const runs: Target[] = RUN_ID.test(text)
    ? [
        {
          key: text,
          label: t('runId', { id: text }),
          kind: '',
          go: () => void navigate({ to: '/runs/$runId', params: { runId: text } }),
        },
      ]
    : [];
  const experiments = (found.data ?? []).map((experiment) => ({
    key: experiment.experiment_id,
    label: experiment.name,
    kind: t('experiments'),
    go: () => void navigate({ to: '/experiments/$experimentId', params: { experimentId: experiment.experiment_id } }),
  }));
  const named = pages.filter((page) => page.label.toLowerCase().includes(text.toLowerCase()));
  return [...runs, ...named, ...experiments];
}
