import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil, UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import { programNamesQuery } from '@/lib/principals';
import { useIsAdmin } from '@/lib/session';
import { Button, IconButton } from '@/ui/button';
import { Line, Rows } from '@/ui/rows';
import { SearchField } from '@/ui/search-field';
import { Section } from '@/ui/section';
import { FailedState, LoadingState } from '@/ui/states';
import { notify, notifyError } from '@/ui/toast';
import { addressOf } from '../address';
import { grantsQuery, useGrant, type GrantedOn, type Grantee, type Origin } from '../api/grants';
import { placeOf } from '../api/things';
import { useCatalogMessages } from '../messages';
import { GrantDialog } from './grant-dialog';
import styles from './grants.module.css';
import { PrivilegeBadge } from './privilege';

/** So many are shown at a time. */
const MANY = 50;

type GrantsProps = {
  on: GrantedOn;
  /** What it is called. */
  name: string;
};

/** Who is granted what on a thing, and what reaches it from what it lies in; the way to change the former. */
export function Grants({ on, name }: GrantsProps) {
  const t = useCatalogMessages();
  const { data: grantees, error, refetch } = useQuery(grantsQuery(on));
  const programs = useQuery({ ...programNamesQuery, enabled: useIsAdmin() }).data;
  const [text, setText] = useState('');
  const [most, setMost] = useState(MANY);
  const [asked, setAsked] = useState<{ of?: Grantee }>();
  const found = grantees?.filter((one) => one.name.toLowerCase().includes(text.trim().toLowerCase())) ?? [];
  return (
    <Section
      title={t('grants')}
      {...(grantees && { count: grantees.length })}
      actions={
        <Button kind="primary" onClick={() => setAsked({})}>
          <UserPlus />
          {t('grant')}
        </Button>
      }
    >
      <p className="muted">{t('grantsHint')}</p>
      {error && !grantees && <FailedState error={error} onRetry={() => void refetch()} />}
      {!error && !grantees && <LoadingState />}
      {grantees && grantees.length > 0 && (
        <div className={styles['bar']}>
          <SearchField label={t('searchGrants')} value={text} onChange={setText} />
        </div>
      )}
      {grantees && found.length === 0 && (
        <p className="muted">{t(grantees.length === 0 ? 'noGrants' : 'noGrantFound')}</p>
      )}
      <Rows label={t('grants')}>
        {found.slice(0, most).map((one) => (
          <Granted
            key={one.name}
            on={on}
            grantee={one}
            program={programs?.get(one.name)}
            onChange={() => setAsked({ of: one })}
          />
        ))}
      </Rows>
      {found.length > most && (
        <div>
          <Button kind="quiet" onClick={() => setMost(most + MANY)}>
            {t('showMore', { count: Math.min(MANY, found.length - most) })}
          </Button>
        </div>
      )}
      {asked && <GrantDialog on={on} name={name} grantee={asked.of} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}

type GrantedProps = {
  on: GrantedOn;
  grantee: Grantee;
  /** What it is called, if it is a program and that is known. */
  program: string | undefined;
  onChange: () => void;
};

function Granted({ on, grantee: { name, own, inherited }, program, onChange }: GrantedProps) {
  const t = useCatalogMessages();
  const grant = useGrant(on);
  const revoke = () =>
    grant.mutate(
      { principal: name, add: [], remove: own },
      {
        onSuccess: () => {
          const undo = () => grant.mutate({ principal: name, add: own, remove: [] }, { onError: notifyError });
          notify(t('revoked', { name }), { label: t('undo'), run: undo });
        },
        onError: notifyError,
      },
    );
  return (
    <Line
      facts={
        <>
          {own.length > 0 && (
            <span className={styles['privileges']}>
              {inherited.length > 0 && t('here')}
              {own.map((privilege) => (
                <PrivilegeBadge key={privilege} privilege={privilege} />
              ))}
            </span>
          )}
          {inherited.map(({ origin, privileges }) => (
            <span key={origin.kind} className={styles['privileges']}>
              <From origin={origin} />
              {privileges.map((privilege) => (
                <PrivilegeBadge key={privilege} privilege={privilege} />
              ))}
            </span>
          ))}
        </>
      }
      actions={
        <>
          <IconButton label={t('change', { name })} onClick={onChange}>
            <Pencil />
          </IconButton>
          {own.length > 0 && (
            <IconButton label={t('revoke', { name })} onClick={revoke}>
              <X />
            </IconButton>
          )}
        </>
      }
    >
      {program === undefined ? (
        name
      ) : (
        <>
          {program} <span className="muted">{name}</span>
        </>
      )}
    </Line>
  );
}

/** What a privilege was granted on. */
function From({ origin: { kind, name } }: { origin: Origin }) {
  const t = useCatalogMessages();
  if (kind === 'metastore') return <Link to="/catalogue/permissions">{t('fromAll')}</Link>;
  return <Link {...addressOf(placeOf(name))}>{t('from', { kind: t(`kind.${kind}`), name })}</Link>;
}
