import { count } from '@/lib/format';
import type { QueueProgress } from '@/lib/review-queues';
import { Progress } from '@/ui/progress';
import { useReviewMessages } from '../messages';
import styles from './reviews.module.css';

/** How many traces a queue has, and how many of them need nobody any more. */
export function figuresOf({ pending = 0, complete = 0, declined = 0 }: QueueProgress) {
  return { total: pending + complete + declined, done: complete + declined };
}

/** How far the review of a queue is. */
export function QueueProgressBar({ queue }: { queue: QueueProgress }) {
  const t = useReviewMessages();
  const { total, done } = figuresOf(queue);
  return (
    <span className={styles['progress']}>
      <Progress label={t('progress')} done={done} total={total} />
      {t('progressOf', { done: count(done), total: count(total) })}
    </span>
  );
}
