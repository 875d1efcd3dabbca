import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useId, useState, type SyntheticEvent } from 'react';
import { absoluteTime, localTime } from '@/lib/format';
import type { RegisteredModel } from '@/lib/registry';
import { modelVersionRoute } from '@/lib/routes';
import { Button } from '@/ui/button';
import { ChoiceMenu } from '@/ui/choice-menu';
import { Section } from '@/ui/section';
import { ErrorNote, Skeleton } from '@/ui/states';
import { Switcher } from '@/ui/switcher';
import { TextField } from '@/ui/text-field';
import { versionsAtQuery, type Moment } from '../api/activity';
import { STAGES } from '../api/versions';
import { useApprovalMessages } from '../messages-approvals';
import styles from './lists.module.css';
import { useWish } from './wish';

const route = getRouteApi('/models/$modelName/activity');

/** Which versions of a model were in a stage, or had an alias, at some time. */
export function VersionsAt({ model }: { model: RegisteredModel }) {
  const t = useApprovalMessages();
  const { stageWord } = useWish();
  const id = useId();
  const asked = route.useSearch();
  const show = route.useNavigate();
  const [kind, setKind] = useState<'alias' | 'stage'>(asked.stage === '' ? 'alias' : 'stage');
  const [stage, setStage] = useState(asked.stage || 'Production');
  const [alias, setAlias] = useState(asked.alias || (model.aliases?.[0]?.alias ?? ''));
  const [time, setTime] = useState(() => localTime(asked.at || Date.now()));
  const at = new Date(time).getTime();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const moment = kind === 'stage' ? { at, stage, alias: '' } : { at, stage: '', alias: alias.trim() };
    void show({ search: (before) => ({ ...before, ...moment }), replace: true });
  };
  return (
    <Section title={t('then')}>
      <form className={styles['fields']} onSubmit={submit}>
        <p className="muted">{t('thenText')}</p>
        <Switcher
          label={t('then')}
          value={kind}
          options={[
            ['alias', t('alias')],
            ['stage', t('stage')],
          ]}
          onChange={setKind}
        />
        {kind === 'stage' ? (
          <ChoiceMenu
            label={t('stage')}
            value={stage}
            options={STAGES.map((one) => [one as string, stageWord(one)] as const)}
            onChange={setStage}
          />
        ) : (
          <>
            <TextField label={t('alias')} value={alias} onChange={setAlias} list={id} autoComplete="off" required />
            <datalist id={id}>
              {model.aliases?.map((one) => (
                <option key={one.alias} value={one.alias} />
              ))}
            </datalist>
          </>
        )}
        <TextField label={t('time')} type="datetime-local" step={1} value={time} onChange={setTime} required />
        <Button type="submit" disabled={Number.isNaN(at) || (kind === 'alias' && alias.trim() === '')}>
          {t('look')}
        </Button>
      </form>
      {asked.at > 0 && <Answer name={model.name} {...asked} />}
    </Section>
  );
}

function Answer(moment: Moment) {
  const t = useApprovalMessages();
  const { stageWord } = useWish();
  const { name, at, stage, alias } = moment;
  const { data: versions, error } = useQuery(versionsAtQuery(moment));
  const what = stage === '' ? `@${alias}` : stageWord(stage);
  return (
    <div role="status">
      <p className="muted">{t('was', { what, time: absoluteTime(at) })}</p>
      {error && <ErrorNote error={error} />}
      {!error && !versions && <Skeleton />}
      {versions?.length === 0 && <p>{t('wasNone')}</p>}
      {versions?.map((version) => (
        <p key={version}>
          <Link to={modelVersionRoute.to} params={{ modelName: name, version }}>
            {t('versionOf', { version })}
          </Link>
        </p>
      ))}
    </div>
  );
}
