import { Bot, MessageSquare, Settings2, User, Wrench } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '@/ui/button';
import { JsonTree } from '@/ui/json-tree';
import { LongText } from '@/ui/long-text';
import { Markdown } from '@/ui/markdown';
import type { Message } from '../api/chat';
import { useTraceMessages } from '../messages';
import styles from './conversation.module.css';

/** Messages that are shown at once: the last ones, which is where a conversation is. */
const AT_ONCE = 30;
/** Characters beyond which a text is shown as it is, rather than as Markdown. */
const LONGEST = 20_000;

const ICONS: Record<string, ReactNode> = {
  user: <User aria-hidden />,
  assistant: <Bot aria-hidden />,
  system: <Settings2 aria-hidden />,
  developer: <Settings2 aria-hidden />,
  tool: <Wrench aria-hidden />,
};

/** What was said, by whom. */
export function Conversation({ messages }: { messages: readonly Message[] }) {
  const t = useTraceMessages();
  const [shown, setShown] = useState(AT_ONCE);
  const hidden = Math.max(0, messages.length - shown);
  return (
    <div className={styles['conversation']}>
      {hidden > 0 && (
        <Button kind="quiet" onClick={() => setShown(shown + 10 * AT_ONCE)}>
          {t('earlier', { count: hidden })}
        </Button>
      )}
      {messages.slice(hidden).map((message, index) => (
        <Said key={hidden + index} message={message} />
      ))}
    </div>
  );
}

function Said({ message: { role, text, calls } }: { message: Message }) {
  return (
    <article className={styles['message']} data-role={role}>
      <h4 className={styles['role']}>
        {ICONS[role] ?? <MessageSquare aria-hidden />}
        {role}
      </h4>
      {text !== '' && (text.length > LONGEST ? <LongText text={text} /> : <Markdown text={text} />)}
      {calls.map((call, index) => (
        <div key={index} className={styles['call']}>
          <span className={styles['role']}>
            <Wrench aria-hidden />
            <code>{call.name}</code>
          </span>
          <JsonTree value={call.input} />
        </div>
      ))}
    </article>
  );
}
