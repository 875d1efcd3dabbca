import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { configOf, endpointQuery, isAskedBy, versionOf, type ServingEndpoint } from '@/lib/endpoints';
import { endpointRoute } from '@/lib/routes';
import { begun, keepBegun } from '@/lib/stored';
import { useHasAccounts } from '@/lib/session';
import { workspace } from '@/lib/workspace';
import { Button } from '@/ui/button';
import { ChoiceMenu } from '@/ui/choice-menu';
import { Snippet } from '@/ui/copy-button';
import { Section } from '@/ui/section';
import { ErrorNote, Skeleton } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { TextArea } from '@/ui/text-field';
import { exampleQuery, NO_EXAMPLE, type Example } from '../api/example';
import { useInvoke } from '../api/invoke';
import { LANGUAGES, snippetOf } from '../api/snippets';
import { Answer } from '../components/answer';
import { useEndpointMessages } from '../messages';
import styles from './query-page.module.css';

const route = getRouteApi('/endpoints/$endpointName/query');

/** Asks an endpoint, or one of its entities, and shows what it answers; and how programs do that. */
export function QueryPage() {
  const { endpointName } = endpointRoute.useParams();
  const { data: endpoint } = useSuspenseQuery(endpointQuery(endpointName));
  const { entity: wanted } = route.useSearch();
  const entities = configOf(endpoint).served_entities ?? [];
  const entity = entities.some(({ name }) => name === wanted) ? wanted : '';
  const asked = entities.find(({ name }) => name === entity) ?? entities[0];
  const version = asked && versionOf(asked);
  const example = useQuery({
    ...exampleQuery(asked?.entity_name ?? '', version ?? ''),
    enabled: version !== undefined,
    placeholderData: (before) => before, // what is written and answered stays on the page
  });
  const shown = example.isLoading ? undefined : (example.data ?? NO_EXAMPLE);
  return <Playground endpoint={endpoint} entity={entity} example={shown} />;
}

type PlaygroundProps = {
  endpoint: ServingEndpoint;
  entity: string;
  /** Undefined while the first one is on its way. */
  example: Example | undefined;
};

function Playground({ endpoint, entity, example }: PlaygroundProps) {
  const t = useEndpointMessages();
  const { code } = route.useSearch();
  const show = route.useNavigate();
  const withToken = useHasAccounts();
  const invoke = useInvoke(endpoint.name);
  const kept = `cairn.query ${workspace} ${endpoint.id} ${endpoint.creation_timestamp}`;
  const [written, setWritten] = useState(() => begun(kept));
  const body = written ?? example?.body ?? '';
  const write = (text: string) => {
    const changed = text === example?.body ? null : text;
    setWritten(changed);
    keepBegun(kept, changed);
  };
  const mayAsk = isAskedBy(endpoint);
  const send = () => invoke.mutate({ entity, body });
  const targets = [
    ['', t('wholeEndpoint')] as const,
    ...(configOf(endpoint).served_entities ?? []).map(({ name }) => [name ?? '', name ?? ''] as const),
  ];
  return (
    <div className={styles['page']}>
      <div className={styles['sides']}>
        <Section
          title={t('request')}
          actions={
            <div className={styles['actions']}>
              <ChoiceMenu
                label={t('askWhom')}
                value={entity}
                options={targets}
                onChange={(chosen) => void show({ search: (before) => ({ ...before, entity: chosen }), replace: true })}
              />
              <Button onClick={() => write(example?.body ?? '')} disabled={!example || body === example.body}>
                <Undo2 />
                {t('toExample')}
              </Button>
              <Button kind="primary" busy={invoke.isPending} disabled={!mayAsk || body.trim() === ''} onClick={send}>
                <Send />
                {t('send')}
              </Button>
            </div>
          }
        >
          {example || written !== null ? (
            <TextArea
              label={t('body')}
              className={styles['body']}
              dir="ltr"
              spellCheck={false}
              value={body}
              onChange={write}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
                event.preventDefault();
                if (mayAsk && !invoke.isPending && body.trim() !== '') send();
              }}
            />
          ) : (
            <Skeleton />
          )}
          <p className="muted">{mayAsk ? example && t(`from.${example.from}`) : t('mayNotAsk')}</p>
        </Section>
        <Section title={t('answer')}>
          {invoke.error ? (
            <ErrorNote error={invoke.error} />
          ) : invoke.isPending ? (
            <Skeleton />
          ) : invoke.data ? (
            <Answer outcome={invoke.data} />
          ) : (
            <p className="muted">{t('noAnswer')}</p>
          )}
        </Section>
      </div>
      <Section
        title={t('code')}
        actions={
          <Switcher
            label={t('codeLanguage')}
            value={code}
            options={LANGUAGES.map(([one, name]) => [one, one === 'client' ? t('client') : name] as const)}
            onChange={(chosen) => void show({ search: (before) => ({ ...before, code: chosen }), replace: true })}
          />
        }
      >
        <Snippet code={snippetOf(code, { endpoint: endpoint.name, entity, body, withToken })} />
        {code === 'client' && entity !== '' && <p className="muted">{t('clientWhole')}</p>}
      </Section>
    </div>
  );
}
