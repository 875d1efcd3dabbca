import { Dialog } from '@/ui/dialog';
import styles from './help-dialog.module.css';
import { useAppMessages } from './messages';

const KEYS = [
  ['Ctrl K', 'help.palette'],
  ['/', 'help.search'],
  ['j  k', 'help.rows'],
  ['Enter', 'help.open'],
  ['x', 'help.select'],
  ['Esc', 'help.close'],
  ['?', 'help.help'],
] as const;

export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useAppMessages();
  return (
    <Dialog open={open} onClose={onClose} title={t('help')}>
      <dl className={styles['keys']}>
        {KEYS.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
