import { useState } from 'react';
import { VALUE_VIEWS, type ValueView as View } from '@/lib/trace-look';
import { CopyButton } from '@/ui/copy-button';
import { JsonTree } from '@/ui/json-tree';
import { LongText } from '@/ui/long-text';
import { Switcher } from '@/ui/switcher';
import { messagesOf } from '../api/chat';
import { useTraceMessages } from '../messages';
import { Conversation } from './conversation';
import styles from './value-view.module.css';

type ValueViewProps = {
  title: string;
  value: unknown;
  /** How it is shown, as far as it can be; where nothing keeps that, it keeps it itself. */
  look?: { view: View; onView: (view: View) => void };
};

/** What went in or out: as a conversation where it is one, as a tree, or as it is written. */
export function ValueView({ title, value, look }: ValueViewProps) {
  const t = useTraceMessages();
  const [own, setOwn] = useState<View>('chat');
  const wanted = look?.view ?? own;
  const messages = messagesOf(value);
  const isPlain = typeof value !== 'object' || value === null;
  const options = VALUE_VIEWS.filter((view) => (view === 'chat' ? messages : view === 'tree' ? !isPlain : true));
  const view = options.includes(wanted) ? wanted : (options[0] ?? 'raw');
  return (
    <section className={styles['value']}>
      <header className={styles['header']}>
        <h3>{title}</h3>
        {options.length > 1 && (
          <Switcher
            label={t('view')}
            value={view}
            options={options.map((option) => [option, t(`view.${option}`)] as const)}
            onChange={look?.onView ?? setOwn}
          />
        )}
        {value !== undefined && <CopyButton text={rawOf(value)} />}
      </header>
      {value === undefined || value === null ? (
        <p className="muted">{t('nothing')}</p>
      ) : view === 'chat' && messages ? (
        <Conversation messages={messages} />
      ) : view === 'tree' ? (
        <JsonTree value={value} />
      ) : (
        <div className={styles['raw']}>
          <LongText text={rawOf(value)} mono={!isPlain} />
        </div>
      )}
    </section>
  );
}

function rawOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
