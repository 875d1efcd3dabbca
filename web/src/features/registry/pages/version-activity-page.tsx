import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { modelVersionRoute } from '@/lib/routes';
import { sessionQuery } from '@/lib/session';
import { IconButton } from '@/ui/button';
import type { ModelActivity } from '../api/activity';
import { useManagesModel } from '../api/manager';
import { ActivityList } from '../components/activity-list';
import { DeleteComment, EditComment } from '../components/comment-dialogs';
import { CommentForm } from '../components/comment-form';
import styles from '../components/lists.module.css';
import { useApprovalMessages } from '../messages-approvals';

const route = getRouteApi('/models/$modelName/versions/$version/activity');

/** What was done to a version, and what people say about it. */
export function VersionActivityPage() {
  const t = useApprovalMessages();
  const { modelName: name, version } = modelVersionRoute.useParams();
  const { what, by, live } = route.useSearch();
  const show = route.useNavigate();
  const session = useQuery(sessionQuery).data;
  const isManager = useManagesModel(name);
  const [asked, setAsked] = useState<{ comment: ModelActivity; isDeletion: boolean }>();
  const isOwn = ({ user_id: user }: ModelActivity) =>
    session !== undefined && (!session.accounts || session.user?.username === user);
  const Asked = asked?.isDeletion === true ? DeleteComment : EditComment;
  const actions = (activity: ModelActivity) =>
    activity.kind === 'NEW_COMMENT' && (
      <>
        {isOwn(activity) && (
          <IconButton label={t('editComment')} onClick={() => setAsked({ comment: activity, isDeletion: false })}>
            <Pencil />
          </IconButton>
        )}
        {(isOwn(activity) || isManager) && (
          <IconButton label={t('deleteComment')} onClick={() => setAsked({ comment: activity, isDeletion: true })}>
            <Trash2 />
          </IconButton>
        )}
      </>
    );
  return (
    <div className={styles['column']}>
      <CommentForm place={{ name, version }} />
      <ActivityList
        about={{ name, version }}
        wanted={{ what, by }}
        onWanted={(changed) => void show({ search: (before) => ({ ...before, ...changed }), replace: true })}
        isLive={live}
        actions={actions}
      />
      {asked && <Asked comment={asked.comment} onClose={() => setAsked(undefined)} />}
    </div>
  );
}
