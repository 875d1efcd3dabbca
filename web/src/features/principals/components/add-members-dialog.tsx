import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { calledBy, principalsNamed, usePatchPrincipal, type Kind, type Principal } from '@/lib/principals';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Line, Rows } from '@/ui/rows';
import { SearchField } from '@/ui/search-field';
import { ErrorNote, FailedState, Skeleton } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { useGroupMessages } from '../group-messages';

const KINDS = ['Users', 'ServicePrincipals', 'Groups'] as const satisfies readonly Kind[];

/** So many are offered; of others one types more. */
const FEW = 20;

type AddMembersDialogProps = { title: string; group: Principal; onClose: () => void };

/** Finds people, programs and groups, and puts them into a group, one after the other. */
export function AddMembersDialog({ title, group, onClose }: AddMembersDialogProps) {
  const t = useGroupMessages();
  const [kind, setKind] = useState<Kind>('Users');
  const [text, setText] = useState('');
  const { data, error, refetch } = useQuery(principalsNamed(kind, text));
  const patch = usePatchPrincipal('Groups', group.id);
  const members = new Set(group.members?.map(({ value }) => value));
  const found = data?.rows.filter(({ id }) => id !== group.id) ?? [];
  const add = ({ id }: Principal) => patch.mutate({ op: 'add', path: 'members', value: [{ value: id }] });
  return (
    <Dialog open onClose={onClose} title={title}>
      <Switcher
        label={t('whom')}
        value={kind}
        options={KINDS.map((option) => [option, t(option)] as const)}
        onChange={(chosen) => {
          setKind(chosen);
          setText('');
          patch.reset();
        }}
      />
      <SearchField label={t('searchCandidates')} value={text} onChange={setText} />
      {patch.error && <ErrorNote error={patch.error} />}
      {error && !data && <FailedState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton />}
      {data && found.length === 0 && <p className="muted">{t('noCandidate')}</p>}
      <Rows label={t(kind)}>
        {found.slice(0, FEW).map((one) => (
          <Line
            key={one.id}
            facts={kind === 'ServicePrincipals' ? one.applicationId : undefined}
            actions={
              members.has(one.id) ? (
                <Badge>{t('isIn')}</Badge>
              ) : (
                <Button
                  aria-label={t('addOf', { name: calledBy(one) })}
                  busy={patch.isPending && isAbout(patch.variables, one)}
                  onClick={() => add(one)}
                >
                  {t('add')}
                </Button>
              )
            }
          >
            {calledBy(one)}
          </Line>
        ))}
      </Rows>
      {found.length > FEW && <p className="muted">{t('moreCandidates')}</p>}
    </Dialog>
  );
}

function isAbout({ value }: { value?: unknown }, { id }: Principal): boolean {
  return Array.isArray(value) && value.some((one: { value: string }) => one.value === id);
}
