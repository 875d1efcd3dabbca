import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '@/ui/button';
import { TextArea } from '@/ui/text-field';
import type { Message } from '../api/template';
import { usePromptMessages } from '../messages';
import styles from './messages-editor.module.css';

const ROLES = ['system', 'user', 'assistant', 'tool'];

type MessagesEditorProps = { messages: readonly Message[]; onChange: (messages: Message[]) => void };

/** The messages of a chat, each with who says it. */
export function MessagesEditor({ messages, onChange }: MessagesEditorProps) {
  const t = usePromptMessages();
  const change = (place: number, changed: Partial<Message>) =>
    onChange(messages.map((message, index) => (index === place ? { ...message, ...changed } : message)));
  return (
    <div className={styles['messages']}>
      {messages.map(({ role, content }, place) => {
        const number = place + 1;
        return (
          <fieldset key={place} className={styles['message']}>
            <legend className="visually-hidden">{t('messageNumber', { number })}</legend>
            <div className={styles['top']}>
              <select
                aria-label={t('roleOf', { number })}
                value={role}
                onChange={(event) => change(place, { role: event.target.value })}
              >
                {[...new Set([...ROLES, role])].map((option) => (
                  <option key={option}>{option}</option>
                ))}
              </select>
              <IconButton
                label={t('removeMessage', { number })}
                disabled={messages.length === 1}
                onClick={() => onChange(messages.filter((_, index) => index !== place))}
              >
                <Trash2 />
              </IconButton>
            </div>
            <TextArea
              label={t('contentOf', { number })}
              value={content}
              onChange={(text) => change(place, { content: text })}
              spellCheck={false}
              className={styles['content']}
            />
          </fieldset>
        );
      })}
      <Button onClick={() => onChange([...messages, { role: 'user', content: '' }])}>
        <Plus />
        {t('addMessage')}
      </Button>
    </div>
  );
}
