import { Link } from '@tanstack/react-router';
import { UserPlus, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { calledBy, usePatchPrincipal, type Principal, type Reference } from '@/lib/principals';
import { Button, IconButton } from '@/ui/button';
import { Line, Rows } from '@/ui/rows';
import { SearchField } from '@/ui/search-field';
import { Section } from '@/ui/section';
import { notify, notifyError } from '@/ui/toast';
import { useGroupMessages } from '../group-messages';
import { AddMembersDialog } from './add-members-dialog';
import styles from './parts.module.css';

/** So many are shown at a time. */
const MANY = 100;

type MembersProps = { group: Principal; text: string; onText: (text: string) => void };

/** Who is in a group by themselves. */
export function Members({ group, text, onText }: MembersProps) {
  const t = useGroupMessages();
  const patch = usePatchPrincipal('Groups', group.id);
  const [most, setMost] = useState(MANY);
  const [isAdding, setAdding] = useState(false);
  const { members = [] } = group;
  const found = members.filter(({ display }) => display.toLowerCase().includes(text.toLowerCase()));
  const remove = ({ value, display }: Reference) =>
    patch.mutate(
      { op: 'remove', path: `members[value eq "${value}"]` },
      { onSuccess: () => notify(t('removed', { name: display })), onError: notifyError },
    );
  return (
    <Section
      title={t('members')}
      count={members.length}
      actions={
        <Button onClick={() => setAdding(true)}>
          <UserPlus />
          {t('addMembers')}
        </Button>
      }
    >
      {(members.length > 0 || text !== '') && (
        <div className={styles['bar']}>
          <SearchField label={t('searchMembers')} value={text} onChange={onText} />
        </div>
      )}
      {found.length === 0 && <p className="muted">{t(members.length === 0 ? 'noMembers' : 'noMemberFound')}</p>}
      <Rows label={t('members')}>
        {found.slice(0, most).map((member) => (
          <Line
            key={member.value}
            facts={member.type === 'direct' ? undefined : t(member.type)}
            actions={
              <IconButton label={t('removeOf', { name: member.display })} onClick={() => remove(member)}>
                <X />
              </IconButton>
            }
          >
            <MemberName member={member} />
          </Line>
        ))}
      </Rows>
      {found.length > most && (
        <div>
          <Button kind="quiet" onClick={() => setMost(most + MANY)}>
            {t('showMore', { count: Math.min(MANY, found.length - most) })}
          </Button>
        </div>
      )}
      {isAdding && (
        <AddMembersDialog
          title={t('addMembersTo', { name: calledBy(group) })}
          group={group}
          onClose={() => setAdding(false)}
        />
      )}
    </Section>
  );
}

/** Leads to the page of what has one. */
function MemberName({ member: { value, display, type } }: { member: Reference }): ReactNode {
  if (type === 'Group') {
    return (
      <Link to="/groups/$groupId" params={{ groupId: value }}>
        {display}
      </Link>
    );
  }
  if (type !== 'ServicePrincipal') return display;
  return (
    <Link to="/service-principals/$principalId" params={{ principalId: value }}>
      {display}
    </Link>
  );
}
