import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { calledBy, principalQuery, type Principal } from '@/lib/principals';
import { Badge } from '@/ui/badge';
import { CopyId } from '@/ui/copy-button';
import { Page } from '@/ui/page';
import { RolesOf } from '@/ui/permissions/roles-of';
import { RelativeTime } from '@/ui/relative-time';
import { Facts } from '@/ui/section';
import { FailedState, LoadingState } from '@/ui/states';
import { GroupLinks } from '../components/group-links';
import { ProgramMenu } from '../components/program-menu';
import { ProgramTokens } from '../components/program-tokens';
import { Secrets } from '../components/secrets';
import { useProgramMessages } from '../program-messages';
import styles from '../components/parts.module.css';

const route = getRouteApi('/service-principals/$principalId');

/** The account of one program: with what it signs in, and what it may do. */
export function ProgramPage() {
  const { principalId } = route.useParams();
  const { data: program, error, refetch } = useQuery(principalQuery('ServicePrincipals', principalId));
  if (program) return <Loaded key={program.id} program={program} />;
  return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
}

function Loaded({ program }: { program: Principal }) {
  const t = useProgramMessages();
  const navigate = useNavigate();
  const { id, applicationId = '', active, groups = [], externalId, meta } = program;
  return (
    <Page
      title={calledBy(program)}
      crumbs={[{ text: t('title'), to: { to: '/service-principals' } }]}
      aside={active === false && <Badge tone="warning">{t('disabled')}</Badge>}
      actions={<ProgramMenu program={program} onDeleted={() => void navigate({ to: '/service-principals' })} />}
    >
      <div className={styles['facts']}>
        <Facts
          facts={[
            [
              t('applicationId'),
              <div key="id">
                <CopyId id={applicationId} />
                <small className="muted">{t('applicationIdHint')}</small>
              </div>,
            ],
            [t('directory'), externalId !== undefined && <code key="directory">{externalId}</code>],
            [t('made'), meta?.created !== undefined && <RelativeTime key="made" millis={Date.parse(meta.created)} />],
            [t('groups'), groups.length > 0 ? <GroupLinks key="groups" groups={groups} /> : t('noGroups')],
          ]}
        />
      </div>
      <Secrets id={id} applicationId={applicationId} />
      <ProgramTokens applicationId={applicationId} />
      <RolesOf of={{ name: applicationId, isGroup: false }} />
    </Page>
  );
}
