import { useMemo } from 'react';
import { duration } from '@/lib/format';
import { Badge } from '@/ui/badge';
import { CodeView } from '@/ui/code-view';
import { RequestId } from '@/ui/states';
import type { Outcome } from '../api/invoke';
import { pretty } from '../api/json-text';
import { useEndpointMessages } from '../messages';
import styles from './answer.module.css';

/** What came of a request: its status, how long it took, who answered, and the answer itself. */
export function Answer({ outcome }: { outcome: Outcome }) {
  const t = useEndpointMessages();
  const { status, millis, servedBy, text, refusal } = outcome;
  const shown = useMemo(() => pretty(text), [text]);
  return (
    <div className={styles['answer']}>
      <div className={styles['facts']} role="status">
        <Badge tone={refusal ? 'danger' : 'success'}>{t('status', { status })}</Badge>
        <span>{duration(Math.round(millis))}</span>
        {servedBy !== '' && <span className="muted">{t('servedBy', { name: servedBy })}</span>}
      </div>
      {refusal ? (
        <p className={styles['refusal']} role="alert">
          {text} <RequestId error={refusal} />
        </p>
      ) : (
        <CodeView name="answer.json" label={t('answer')} text={shown} grows />
      )}
    </div>
  );
}
