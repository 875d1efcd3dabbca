import { useState } from 'react';
import type { Experiment } from '@/api/schema.gen';
import { CHOSEN_LEVELS, levelsOf, type Level } from '@/lib/permissions';
import type { Role } from '@/lib/roles';
import { ChoiceMenu } from '@/ui/choice-menu';
import { FormDialog } from '@/ui/dialog';
import { ExperimentPicker } from '@/ui/experiment-picker';
import { usePermissionMessages } from '@/ui/permissions/messages';
import { usePermissionWords, wordOf } from '@/ui/permissions/words';
import { RadioList } from '@/ui/radio-list';
import { Switcher } from '@/ui/switcher';
import { TextField } from '@/ui/text-field';
import { useAddPermission } from '../api/roles';
import { useRoleMessages } from '../messages';

/** What a role can give something on; the first three also on single ones. */
const TYPES = [
  'workspace',
  'experiment',
  'registered_model',
  'prompt',
  'run',
  'trace',
  'assessment',
  'logged_model',
  'review_queue',
  'registered_model_version',
  'serving_endpoint',
] as const;
type Type = (typeof TYPES)[number];
const SINGLE: readonly Type[] = ['experiment', 'registered_model', 'prompt'];

/** Lets a role give something more. */
export function AddPermissionDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  const t = useRoleMessages();
  const words = usePermissionWords();
  const add = useAddPermission(role.id);
  const [type, setType] = useState<Type>('experiment');
  const [scope, setScope] = useState<'all' | 'one'>('all');
  const [experiment, setExperiment] = useState<Experiment>();
  const [name, setName] = useState('');
  const [level, setLevel] = useState<Level>('READ');
  const isOne = scope === 'one' && SINGLE.includes(type);
  const pattern = !isOne ? '*' : type === 'experiment' ? experiment?.experiment_id : name.trim();
  return (
    <FormDialog
      open
      title={t('addPermission')}
      action={t('add')}
      busy={add.isPending}
      error={add.error}
      disabled={pattern === undefined || pattern === ''}
      onClose={onClose}
      onSubmit={() => add.mutate({ type, pattern: pattern ?? '', level }, { onSuccess: onClose })}
    >
      <div>
        <ChoiceMenu
          label={t('on')}
          value={type}
          options={TYPES.map((option) => [option, option === 'workspace' ? t('whole') : words.kind(option)] as const)}
          onChange={(chosen) => {
            setType(chosen);
            setLevel(chosen === 'workspace' ? 'USE' : 'READ');
          }}
        />
      </div>
      {SINGLE.includes(type) && (
        <Switcher
          label={t('scope')}
          value={scope}
          options={[
            ['all', t('scope.all')],
            ['one', t('scope.one')],
          ]}
          onChange={setScope}
        />
      )}
      {isOne && type === 'experiment' && (
        <ExperimentPicker label={t('experiment')} chosen={experiment} onChoose={setExperiment} />
      )}
      {isOne && type !== 'experiment' && (
        <TextField label={t('name')} value={name} onChange={setName} autoComplete="off" required />
      )}
      <Levels type={type} level={level} onChange={setLevel} />
    </FormDialog>
  );
}

type LevelsProps = { type: Type; level: Level; onChange: (level: Level) => void };

function Levels({ type, level, onChange }: LevelsProps) {
  const t = usePermissionMessages();
  const levels = type === 'serving_endpoint' ? levelsOf(type) : CHOSEN_LEVELS;
  return (
    <RadioList<Level>
      label={t('level')}
      value={level}
      onChange={onChange}
      options={
        type === 'workspace'
          ? (['USE', 'MANAGE'] as const).map(
              (option) => [option, t(`level.${option}`), t(`workspace.${option}`)] as const,
            )
          : levels.map((option) => {
              const word = wordOf(type, option);
              return [option, t(`level.${word}`), t(`level.${word}.hint`)] as const;
            })
      }
    />
  );
}
