import { Plus, Trash2 } from 'lucide-react';
import { betweenNames, count } from '@/lib/format';
import { Button, IconButton } from '@/ui/button';
import { CheckBox } from '@/ui/check-box';
import { ChoiceMenu } from '@/ui/choice-menu';
import { TextField } from '@/ui/text-field';
import {
  isAnswering,
  nameOf,
  newEntity,
  PLACES,
  SIZES,
  sumOf,
  twins,
  withShadow,
  without,
  type EntityDraft,
} from '../api/draft';
import { useEndpointMessages } from '../messages';
import { useRolloutMessages } from '../messages-rollout';
import { useShadowMessages } from '../messages-shadow';
import styles from './entity-fields.module.css';
import { ModelField } from './model-field';
import { VariableFields } from './variable-fields';
import { VersionField } from './version-field';

type EntityFieldsProps = {
  entities: readonly EntityDraft[];
  onChange: (entities: EntityDraft[]) => void;
  /** By what requests are divided; empty for chance. */
  splitKey: string;
  onSplitKey: (key: string) => void;
};

/** What an endpoint is to serve: versions of models, each with its share of the requests. */
export function EntityFields({ entities, onChange, splitKey, onSplitKey }: EntityFieldsProps) {
  const t = useEndpointMessages();
  const rollout = useRolloutMessages();
  const sum = sumOf(entities);
  const same = [...twins(entities)];
  const set = (changed: EntityDraft) => onChange(entities.map((one) => (one.key === changed.key ? changed : one)));
  const next = Math.max(-1, ...entities.map(({ key }) => key)) + 1;
  return (
    <div className={styles['entities']}>
      {entities.map((entity, place) => (
        <Entity
          key={entity.key}
          entity={entity}
          place={place}
          isAlone={entities.length === 1}
          taken={entities.filter((one) => one !== entity && one.model === entity.model).map((one) => one.version)}
          others={entities.filter((one) => one !== entity && isAnswering(one))}
          isShadowed={entities.some((one) => one.shadowOf === entity.key)}
          onChange={set}
          onShadow={(of) => onChange(withShadow(entities, entity.key, of))}
          onRemove={() => onChange(without(entities, entity.key))}
        />
      ))}
      <div className={styles['foot']}>
        <Button onClick={() => onChange([...entities, newEntity(next, entities[0]?.model, '', 0)])}>
          <Plus />
          {t('addEntity')}
        </Button>
        {entities.length > 1 && (
          <span role="status" className={sum === 100 ? 'muted' : styles['bad']}>
            {Number.isNaN(sum) ? t('badShare') : t(sum === 100 ? 'sum' : 'badSum', { sum: count(sum) })}
          </span>
        )}
      </div>
      {entities.filter(isAnswering).length > 1 && (
        <TextField
          label={rollout('splitKey')}
          hint={rollout('splitKeyHint')}
          value={splitKey}
          onChange={onSplitKey}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      {same.length > 0 && <p className={styles['bad']}>{t('sameName', { name: same.join(betweenNames()) })}</p>}
    </div>
  );
}

type EntityProps = {
  entity: EntityDraft;
  place: number;
  isAlone: boolean;
  taken: readonly string[];
  /** The others whose answers callers get. */
  others: readonly EntityDraft[];
  isShadowed: boolean;
  onChange: (entity: EntityDraft) => void;
  onShadow: (of: number | undefined) => void;
  onRemove: () => void;
};

function Entity({ entity, place, isAlone, taken, others, isShadowed, onChange, onShadow, onRemove }: EntityProps) {
  const t = useEndpointMessages();
  const rollout = useRolloutMessages();
  const shadow = useShadowMessages();
  const { model, version, name, size, share } = entity;
  return (
    <fieldset className={styles['entity']}>
      <legend>{t('entityNumber', { number: place + 1 })}</legend>
      <ModelField
        value={model}
        onChange={(chosen, offered) =>
          onChange({ ...entity, model: chosen, ...(offered !== undefined && { version: offered }) })
        }
      />
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
          <div className={styles['size']}>
            <span>{t('size')}</span>
            <ChoiceMenu
              label={t('size')}
              value={size ?? 'Small'}
              options={SIZES.map((one) => [one, t(`size.${one}`)] as const)}
              onChange={(chosen) => onChange({ ...entity, size: chosen })}
            />
          </div>
        )}
        {entity.kept.cairn_placement != null && ( // which a server with a cluster says of each
          <div className={styles['size']}>
            <span>{t('place')}</span>
            <ChoiceMenu
              label={t('place')}
              value={entity.kept.cairn_placement}
              options={PLACES.map((one) => [one, t(`place.${one}`)] as const)}
              onChange={(chosen) => onChange({ ...entity, kept: { ...entity.kept, cairn_placement: chosen } })}
            />
          </div>
        )}
        <CheckBox
          name={rollout('scaleToZero')}
          isOn={entity.kept.scale_to_zero_enabled === true}
          onToggle={(isOn) => onChange({ ...entity, kept: { ...entity.kept, scale_to_zero_enabled: isOn } })}
        />
        {!isAlone && !isShadowed && others.length > 0 && (
          <div className={styles['size']}>
            <span>{shadow('role')}</span>
            <ChoiceMenu
              label={shadow('role')}
              value={String(entity.shadowOf ?? '')}
              options={[
                ['', shadow('answers')] as const,
                ...others.map((one) => [String(one.key), shadow('shadowOf', { name: nameOf(one) })] as const),
              ]}
              onChange={(of) => onShadow(of === '' ? undefined : Number(of))}
            />
          </div>
        )}
        {!isAlone && (
          <>
            {isAnswering(entity) && (
              <div className={styles['share']}>
                <TextField
                  label={t('share')}
                  inputMode="numeric"
                  value={share}
                  onChange={(chosen) => onChange({ ...entity, share: chosen })}
                  autoComplete="off"
                  required
                />
              </div>
            )}
            <IconButton label={t('removeEntity', { number: place + 1 })} onClick={onRemove}>
              <Trash2 />
            </IconButton>
          </>
        )}
      </div>
      <VariableFields variables={entity.variables} onChange={(variables) => onChange({ ...entity, variables })} />
    </fieldset>
  );
}
