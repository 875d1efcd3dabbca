import { GitPullRequestArrow } from 'lucide-react';
import { useState } from 'react';
import { SERVER } from '@/lib/api-client';
import { modelVersionRoute } from '@/lib/routes';
import { shellWord } from '@/lib/snippet';
import { Button } from '@/ui/button';
import { Snippet } from '@/ui/copy-button';
import { EmptyState } from '@/ui/states';
import { AskDialog } from '../components/ask-dialog';
import styles from '../components/lists.module.css';
import { RequestList } from '../components/request-list';
import { useApprovalMessages } from '../messages-approvals';

/** What people ask for a version, and the way to ask. */
export function VersionRequestsPage() {
  const t = useApprovalMessages();
  const { modelName: name, version } = modelVersionRoute.useParams();
  const { live } = modelVersionRoute.useSearch();
  const [isAsking, setAsking] = useState(false);
  const body = JSON.stringify({ name, version, alias: 'champion', comment: t('why') });
  return (
    <div className={styles['column']}>
      <div>
        <Button kind="primary" onClick={() => setAsking(true)}>
          <GitPullRequestArrow />
          {t('askFor')}
        </Button>
      </div>
      <RequestList
        label={t('requests')}
        requests={{ name, version }}
        isLive={live}
        empty={
          <EmptyState icon={<GitPullRequestArrow />} title={t('noRequests')}>
            <p className="muted">{t('noRequestsText')}</p>
            <Snippet
              code={`curl ${shellWord(`${SERVER}/api/3.0/cairn/registry/requests/create`)} \\\n  -H 'Content-Type: application/json' \\\n  -d ${shellWord(body)}`}
            />
          </EmptyState>
        }
      />
      {isAsking && <AskDialog place={{ name, version }} onClose={() => setAsking(false)} />}
    </div>
  );
}
