import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { modelVersionRoute, registeredModelRoute } from '@/lib/routes';
import { LongText } from '@/ui/long-text';
import { RelativeTime } from '@/ui/relative-time';
import { Line } from '@/ui/rows';
import type { About, ModelActivity } from '../api/activity';
import { useApprovalMessages } from '../messages-approvals';
import { useActivityText, useActivityWords } from './activity-words';
import styles from './lists.module.css';

type ActivityLineProps = {
  activity: ModelActivity;
  /** What the whole list is about, so that it is not named in each line. */
  about: About;
  actions?: ReactNode;
};

/** Who did what, when, and why. */
export function ActivityLine({ activity, about, actions }: ActivityLineProps) {
  const t = useApprovalMessages();
  const words = useActivityWords();
  const { user_id: user, creation_timestamp: created, last_updated_timestamp: changed } = activity;
  const text = useActivityText()(activity);
  return (
    <Line
      facts={
        <>
          <Where activity={activity} about={about} />
          <RelativeTime millis={created} />
          {changed !== created && ` · ${t('edited')}`}
          {text !== undefined && (
            <span className={styles['said']}>
              <LongText text={text} />
            </span>
          )}
        </>
      }
      actions={actions}
    >
      <strong>{user || t('somebody')}</strong> {words(activity)}
    </Line>
  );
}

/** What it was done to, where one does not look at just that. */
function Where({ activity: { name, version, kind }, about }: { activity: ModelActivity; about: About }) {
  const t = useApprovalMessages();
  const isGone = kind === 'VERSION_DELETED';
  if (about.version !== undefined || (about.name !== undefined && (version == null || isGone))) return null;
  const isOfModel = version == null || isGone;
  const to = (
    isOfModel
      ? { to: registeredModelRoute.to, params: { modelName: name } }
      : { to: modelVersionRoute.to, params: { modelName: name, version } }
  ) as LinkProps;
  const parts = [...(about.name === undefined ? [name] : []), ...(isOfModel ? [] : [t('versionOf', { version })])];
  return (
    <>
      <Link {...to} className={styles['where']} data-row-link>
        {parts.join(' · ')}
      </Link>
      {' · '}
    </>
  );
}
