import { useState } from 'react';
import { CodeView } from '@/ui/code-view';
import { RelativeTime } from '@/ui/relative-time';
import { numberOf } from '../api/figures';
import { pretty } from '../api/json-text';
import { toggled, withOpened, type ShadowExample } from '../api/shadows';
import { useShadowMessages } from '../messages-shadow';
import styles from '../pages/pages.module.css';

/** What was asked and answered is for who manages the endpoint. */
type ShadowExamplesProps = { examples: readonly ShadowExample[]; of: string; entity: string };

/** The last requests that a shadow answered in another way, each to open. */
export function ShadowExamples({ examples, of, entity }: ShadowExamplesProps) {
  const t = useShadowMessages();
  const [opened, setOpened] = useState<readonly ShadowExample[]>([]);
  return (
    <>
      <h3>{t('examples')}</h3>
      <ul className={styles['examples']}>
        {withOpened(examples, opened).map((example) => (
          <li key={example.request_id}>
            <code>{example.request_id}</code> · <RelativeTime millis={numberOf(example.timestamp)} /> ·{' '}
            {example.column ?? t('anError')}
            {example.request != null && (
              <details
                onToggle={({ currentTarget: { open } }) => setOpened((before) => toggled(before, example, open))}
              >
                <summary>{t('whatWasAsked')}</summary>
                {(
                  [
                    [t('asked'), example.request],
                    [t('answerOf', { name: of }), example.answer],
                    [t('answerOf', { name: entity }), example.shadow_answer],
                  ] as const
                ).map(([label, text]) => (
                  <div key={label}>
                    <small className="muted">{label}</small>
                    <CodeView name="example.json" label={label} text={pretty(text ?? '')} grows />
                  </div>
                ))}
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
