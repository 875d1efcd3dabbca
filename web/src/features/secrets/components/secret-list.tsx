import { useQuery } from '@tanstack/react-query';
import { Plus, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { endpointsQuery, RESTING_MILLIS, type ServingEndpoint } from '@/lib/endpoints';
import { Button, IconButton } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { EndpointLinks } from '@/ui/endpoint-links';
import { RelativeTime } from '@/ui/relative-time';
import { Line, Rows } from '@/ui/rows';
import { SearchField } from '@/ui/search-field';
import { Section } from '@/ui/section';
import { referenceTo, usersOf, type Secret } from '../api/values';
import { useSecretMessages } from '../messages';
import { DeleteSecret } from './delete-dialogs';
import styles from './parts.module.css';
import { PutSecret } from './put-secret';

/** So many are shown at a time. */
const MANY = 100;

type SecretListProps = {
  scope: string;
  secrets: readonly Secret[];
  isWritable: boolean;
  text: string;
  onText: (text: string) => void;
};

/** The secrets of a scope by their keys, each with what stands for it elsewhere. */
export function SecretList({ scope, secrets, isWritable, text, onText }: SecretListProps) {
  const t = useSecretMessages();
  const [most, setMost] = useState(MANY);
  const [isAdding, setAdding] = useState(false);
  const [replaced, setReplaced] = useState<string>();
  const [deleted, setDeleted] = useState<string>();
  const endpoints = useQuery({ ...endpointsQuery, refetchInterval: RESTING_MILLIS }).data ?? [];
  const found = secrets.filter(({ key }) => key.toLowerCase().includes(text.toLowerCase()));
  return (
    <Section
      title={t('secrets')}
      count={secrets.length}
      actions={
        isWritable && (
          <Button onClick={() => setAdding(true)}>
            <Plus />
            {t('newSecret')}
          </Button>
        )
      }
    >
      {(secrets.length > 0 || text !== '') && (
        <div className={styles['bar']}>
          <SearchField label={t('search')} value={text} onChange={onText} />
        </div>
      )}
      {found.length === 0 && <p className="muted">{t(secrets.length === 0 ? 'noSecrets' : 'noneFound')}</p>}
      {secrets.length > 0 && <p className="muted">{t('referenceHint')}</p>}
      <Rows label={t('secrets')}>
        {found.slice(0, most).map((secret) => (
          <SecretLine
            key={secret.key}
            scope={scope}
            secret={secret}
            users={usersOf(endpoints, scope, secret.key)}
            isWritable={isWritable}
            onReplace={() => setReplaced(secret.key)}
            onDelete={() => setDeleted(secret.key)}
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
      {isAdding && <PutSecret scope={scope} secrets={secrets} onClose={() => setAdding(false)} />}
      {replaced !== undefined && (
        <PutSecret scope={scope} secrets={secrets} replaced={replaced} onClose={() => setReplaced(undefined)} />
      )}
      {deleted !== undefined && <DeleteSecret scope={scope} secret={deleted} onClose={() => setDeleted(undefined)} />}
    </Section>
  );
}

type SecretLineProps = {
  scope: string;
  secret: Secret;
  /** The endpoints that one sees of which a model is given the secret. */
  users: readonly ServingEndpoint[];
  isWritable: boolean;
  onReplace: () => void;
  onDelete: () => void;
};

function SecretLine({ scope, secret, users, isWritable, onReplace, onDelete }: SecretLineProps) {
  const t = useSecretMessages();
  const { key, last_updated_timestamp: put = 0 } = secret;
  const reference = referenceTo(scope, key);
  return (
    <Line
      facts={
        <>
          {t('changed')} <RelativeTime millis={put} /> · <code className={styles['reference']}>{reference}</code>
          {users.length > 0 && (
            <>
              {' · '}
              {t('usedBy')} <EndpointLinks endpoints={users} />
            </>
          )}
        </>
      }
      actions={
        <span className={styles['actions']}>
          <CopyButton text={reference} label={t('copyOf', { key })} />
          {isWritable && (
            <>
              <IconButton label={t('replaceOf', { key })} onClick={onReplace}>
                <RefreshCw />
              </IconButton>
              <IconButton label={t('deleteOf', { key })} onClick={onDelete}>
                <Trash2 />
              </IconButton>
            </>
          )}
        </span>
      }
    >
      {key}
    </Line>
  );
}
