import { Link } from '@tanstack/react-router';
import { modelVersionRoute } from '@/lib/routes';
import { Button } from '@/ui/button';
import { LongText } from '@/ui/long-text';
import { RelativeTime } from '@/ui/relative-time';
import { Line } from '@/ui/rows';
import type { Decision, ModelRequest } from '../api/requests';
import { useApprovalMessages } from '../messages-approvals';
import styles from './lists.module.css';
import { useWish } from './wish';

type RequestLineProps = {
  request: ModelRequest;
  /** All of the list are about one version, which is not named again. */
  isOfOne?: boolean;
  /** What one may do about it; nothing can be done here where it is not given. */
  onDecide?: (decision: Decision) => void;
};

/** What somebody asked for, why, and the way to a decision. */
export function RequestLine({ request, isOfOne = false, onDecide }: RequestLineProps) {
  const t = useApprovalMessages();
  const wish = useWish();
  const { name, version, comment, created_by: user, created_at: time } = request;
  const now = wish.now(request);
  return (
    <Line
      facts={
        <>
          {user || t('somebody')} · <RelativeTime millis={time} />
          {now !== undefined && ` · ${now}`}
          {comment != null && (
            <span className={styles['said']}>
              <LongText text={comment} />
            </span>
          )}
        </>
      }
      actions={
        onDecide && (
          <span className={styles['buttons']}>
            {request.may_decide === true && (
              <>
                <Button onClick={() => onDecide('approve')}>{t('approve')}</Button>
                <Button onClick={() => onDecide('reject')}>{t('reject')}</Button>
              </>
            )}
            {request.may_cancel === true && (
              <Button kind="quiet" onClick={() => onDecide('cancel')}>
                {t('cancel')}
              </Button>
            )}
          </span>
        )
      }
    >
      {isOfOne ? (
        wish.of(request)
      ) : (
        <Link to={`${modelVersionRoute.to}/requests`} params={{ modelName: name, version }} data-row-link>
          {name} · {wish.of(request)}
        </Link>
      )}
    </Line>
  );
}
