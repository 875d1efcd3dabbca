import { useState } from 'react';
import { configOf, shareOf, type ServingEndpoint } from '@/lib/endpoints';
import { ChoiceMenu } from '@/ui/choice-menu';
import { FormDialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { notify } from '@/ui/toast';
import { answering, faultOf, rolloutFrom, stepsOf, USUAL, useStartRollout, type RolloutDraft } from '../api/rollouts';
import { meanings } from '../api/typed-number';
import { useRolloutMessages } from '../messages-rollout';
import styles from './rollout.module.css';

/** Says which entity is to get more of the requests, how fast, and what turns it back. */
export function RolloutDialog({ endpoint, onClose }: { endpoint: ServingEndpoint; onClose: () => void }) {
  const t = useRolloutMessages();
  const start = useStartRollout(endpoint.name);
  const config = configOf(endpoint);
  const entities = answering(config).toSorted((one, other) => shareOf(config, one) - shareOf(config, other));
  const [draft, setDraft] = useState<RolloutDraft>({ ...USUAL, entity: entities[0]?.name ?? '' });
  const chosen = entities.find(({ name }) => name === draft.entity);
  const share = chosen ? shareOf(config, chosen) : 0;
  const rollout = rolloutFrom(draft, share);
  const field = (part: keyof RolloutDraft, rest: { hint?: string; error?: string } = {}) => (
    <TextField
      label={t(`draft.${part}`)}
      value={draft[part]}
      onChange={(value) => setDraft({ ...draft, [part]: value })}
      inputMode={part === 'steps' ? 'text' : 'decimal'}
      autoComplete="off"
      {...rest}
    />
  );
  const number = (part: Exclude<keyof RolloutDraft, 'entity' | 'steps'>) => {
    const fault = faultOf(part, draft[part]);
    return field(part, fault && { error: t(fault, meanings(draft[part])) });
  };
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('startTitle', { name: endpoint.name })}
      action={t('startAction')}
      busy={start.isPending}
      disabled={!rollout}
      error={start.error}
      onSubmit={() => {
        if (!rollout) return;
        start.mutate(rollout, {
          onSuccess: () => {
            notify(t('started', { entity: draft.entity }));
            onClose();
          },
        });
      }}
    >
      <p className="muted">{t('startText')}</p>
      <div className={styles['choice']}>
        <span>{t('draft.entity')}</span>
        <ChoiceMenu
          label={t('draft.entity')}
          value={draft.entity}
          options={entities.map((entity) => {
            const name = entity.name ?? '';
            return [name, t('entityHas', { name, share: shareOf(config, entity) })] as const;
          })}
          onChange={(entity) => setDraft({ ...draft, entity })}
        />
      </div>
      {field('steps', {
        hint: t('stepsHint', { share }),
        ...(stepsOf(draft.steps, share) === undefined && { error: t('badSteps', { share }) }),
      })}
      <div className={styles['fields']}>
        {number('minutes')}
        {number('requests')}
      </div>
      <fieldset className={styles['limits']}>
        <legend>{t('limits')}</legend>
        <div className={styles['fields']}>
          {number('errors')}
          {number('errorsAbove')}
          {number('times')}
          {number('millis')}
        </div>
        <small className="muted">{t('limitsHint')}</small>
      </fieldset>
    </FormDialog>
  );
}
