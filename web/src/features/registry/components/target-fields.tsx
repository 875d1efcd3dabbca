import { useState } from 'react';
import { ChoiceMenu } from '@/ui/choice-menu';
import { Switcher } from '@/ui/switcher';
import { TextField } from '@/ui/text-field';
import type { Target } from '../api/requests';
import { STAGES, type Stage } from '../api/versions';
import { useApprovalMessages } from '../messages-approvals';
import styles from './lists.module.css';
import { useWish } from './wish';

/** What somebody chose so far: a stage, or an alias. */
export function useTarget() {
  const [kind, setKind] = useState<'stage' | 'alias'>('stage');
  const [stage, setStage] = useState<Stage>('Production');
  const [alias, setAlias] = useState('');
  const target: Target = kind === 'stage' ? { stage } : { alias: alias.trim() };
  return { kind, setKind, stage, setStage, alias, setAlias, target, isWhole: kind === 'stage' || alias.trim() !== '' };
}

/** Where one chooses a stage, or writes an alias. */
export function TargetFields({ label, fields }: { label: string; fields: ReturnType<typeof useTarget> }) {
  const t = useApprovalMessages();
  const { stageWord } = useWish();
  return (
    <div className={styles['fields']}>
      <Switcher
        label={label}
        value={fields.kind}
        options={[
          ['stage', t('aStage')],
          ['alias', t('anAlias')],
        ]}
        onChange={fields.setKind}
      />
      {fields.kind === 'stage' ? (
        <ChoiceMenu
          label={t('stage')}
          value={fields.stage}
          options={STAGES.map((one) => [one, stageWord(one)] as const)}
          onChange={fields.setStage}
        />
      ) : (
        <TextField
          label={t('alias')}
          hint={t('aliasHint')}
          value={fields.alias}
          onChange={fields.setAlias}
          autoComplete="off"
          spellCheck={false}
          required
        />
      )}
    </div>
  );
}
