import type { ReactNode } from 'react';
import { CheckBox } from '@/ui/check-box';
import { ChoiceMenu } from '@/ui/choice-menu';
import { TextField } from '@/ui/text-field';
import { nameOf, placeOf, placesOf, SIZES, withModel, type EntityDraft } from '../api/draft';
import { useEndpointMessages } from '../messages';
import { useRolloutMessages } from '../messages-rollout';
import { useShadowMessages } from '../messages-shadow';
import styles from './entity-fields.module.css';
import { ModelField } from './model-field';
import { VariableFields } from './variable-fields';
import { VersionField } from './version-field';

type EntityFormProps = {
  entity: EntityDraft;
  /** Versions of its model that others serve. */
  taken: readonly string[];
  /** The others whose answers callers get. */
  others: readonly EntityDraft[];
  isShadowed: boolean;
  /** Where models may run, the usual place first. */
  places: readonly string[];
  onChange: (entity: EntityDraft) => void;
  onShadow: (of: number | undefined) => void;
};

/** What an entity answers with, and how; all but its share. */
export function EntityForm({ entity, taken, others, isShadowed, places, onChange, onShadow }: EntityFormProps) {
  const t = useEndpointMessages();
  const rollout = useRolloutMessages();
  const shadow = useShadowMessages();
  const { model, version, name, size } = entity;
  const place = placeOf(entity, places);
  return (
    <div className={styles['form']}>
      <ModelField value={model} onChange={(chosen) => onChange(withModel(entity, chosen))} />
      <VersionField
        model={model}
        taken={taken}
        value={version}
        onChange={(chosen) => onChange({ ...entity, version: chosen })}
      />
      <div className={styles['last']}>
        <TextField
          label={t('entityName')}
          placeholder={model === '' || version === '' ? '' : nameOf({ ...entity, name: '' })}
          value={name}
          onChange={(chosen) => onChange({ ...entity, name: chosen })}
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
        />
        {entity.kept.max_provisioned_concurrency === undefined && (
          <Choice label={t('size')}>
            <ChoiceMenu
              label={t('size')}
              value={size ?? 'Small'}
              options={SIZES.map((one) => [one, t(`size.${one}`)] as const)}
              onChange={(chosen) => onChange({ ...entity, size: chosen })}
            />
          </Choice>
        )}
        {place !== undefined && (
          <Choice label={t('place')}>
            <ChoiceMenu
              label={t('place')}
              value={place}
              options={placesOf(entity, places).map((one) => [one, t(`place.${one}`)] as const)}
              onChange={(chosen) => onChange({ ...entity, place: chosen })}
            />
          </Choice>
        )}
        <CheckBox
          name={rollout('scaleToZero')}
          isOn={entity.kept.scale_to_zero_enabled === true}
          onToggle={(isOn) => onChange({ ...entity, kept: { ...entity.kept, scale_to_zero_enabled: isOn } })}
        />
        {!isShadowed && others.length > 0 && (
          <Choice label={shadow('role')}>
            <ChoiceMenu
              label={shadow('role')}
              value={String(entity.shadowOf ?? '')}
              options={[
                ['', shadow('answers')] as const,
                ...others.map((one) => [String(one.key), shadow('shadowOf', { name: nameOf(one) })] as const),
              ]}
              onChange={(of) => onShadow(of === '' ? undefined : Number(of))}
            />
          </Choice>
        )}
      </div>
      <VariableFields variables={entity.variables} onChange={(variables) => onChange({ ...entity, variables })} />
    </div>
  );
}

/** A menu below its name. */
function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles['choice']}>
      <span>{label}</span>
      {children}
    </div>
  );
}
