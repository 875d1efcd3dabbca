import { Undo2 } from 'lucide-react';
import type { SyntheticEvent } from 'react';
import type { LabelSchema } from '@/lib/review-queues';
import { Button } from '@/ui/button';
import { RelativeTime } from '@/ui/relative-time';
import { ErrorNote } from '@/ui/states';
import { faultOf, lacksAnswer, NO_DRAFT, type Drafts } from '../api/answers';
import type { ReviewPlace } from '../api/reviews';
import { useReviewMessages } from '../messages';
import styles from './answer-form.module.css';
import { Question } from './question';

type AnswerFormProps = {
  schemas: readonly LabelSchema[];
  item: NonNullable<ReviewPlace['placed']>['item'];
  drafts: Drafts;
  onDrafts: (drafts: Drafts) => void;
  isLast: boolean;
  isBusy: boolean;
  error: Error | null;
  onSubmit: () => void;
  onSkip: (() => void) | undefined;
  onDecline: () => void;
  onReopen: () => void;
};

/** What is asked about a trace. Ctrl Enter saves, from within any field. */
export function AnswerForm(props: AnswerFormProps) {
  const { schemas, item, drafts, onDrafts, isLast, isBusy, error, onSubmit, onSkip, onDecline, onReopen } = props;
  const t = useReviewMessages();
  const hasFault = schemas.some((schema) => {
    const draft = drafts[schema.schema_id] ?? NO_DRAFT;
    return faultOf(schema, draft.value) !== undefined || lacksAnswer(schema, draft);
  });
  const isEmpty = schemas.length > 0 && schemas.every((schema) => drafts[schema.schema_id]?.value === undefined);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isBusy && !hasFault && !isEmpty) onSubmit();
  };
  return (
    <form className={styles['form']} aria-label={t('answers')} onSubmit={submit} data-answers>
      <div className={styles['questions']}>
        <Head item={item} onReopen={onReopen} />
        {schemas.length === 0 && <p className="muted">{t('noQuestions')}</p>}
        {schemas.map((schema) => (
          <Question
            key={schema.schema_id}
            schema={schema}
            draft={drafts[schema.schema_id] ?? NO_DRAFT}
            onChange={(draft) => onDrafts({ ...drafts, [schema.schema_id]: draft })}
          />
        ))}
        {error && <ErrorNote error={error} />}
      </div>
      <footer className={styles['footer']}>
        <Button type="submit" kind="primary" busy={isBusy} disabled={hasFault || isEmpty} title={t('submitHint')}>
          {t(schemas.length === 0 ? 'markReviewed' : isLast ? 'submitLast' : 'submit')}
        </Button>
        <Button disabled={!onSkip} title={t('skipHint')} onClick={onSkip}>
          {t('skip')}
        </Button>
        <Button disabled={item.status === 'DECLINED' || isBusy} title={t('declineHint')} onClick={onDecline}>
          {t('decline')}
        </Button>
      </footer>
    </form>
  );
}

/** Who reviewed the trace before, if somebody did. */
function Head({ item, onReopen }: Pick<AnswerFormProps, 'item' | 'onReopen'>) {
  const t = useReviewMessages();
  const { status, completed_by: by, completed_time_ms: millis } = item;
  return (
    <div className={styles['head']}>
      <h2>{t('answers')}</h2>
      {status !== 'PENDING' && (
        <>
          <span role="status">{t(status === 'COMPLETE' ? 'reviewedBy' : 'declinedBy', { name: by ?? '?' })}</span>
          <span className="muted">
            <RelativeTime millis={millis} />
          </span>
          <Button kind="quiet" onClick={onReopen}>
            <Undo2 />
            {t('reopen')}
          </Button>
        </>
      )}
    </div>
  );
}
