import { Plus } from 'lucide-react';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/text-field';
import { isAnswering, newEntity, withShadow, without, type EntityDraft } from '../api/draft';
import { useEndpointMessages } from '../messages';
import { useRolloutMessages } from '../messages-rollout';
import styles from './entity-fields.module.css';
import { EntityForm } from './entity-form';
import { EntityLine } from './entity-line';
import type { Drafts } from './use-drafts';

/** What an endpoint is to serve: versions of models, each with its share of the requests. Of several, one is open. */
export function EntityFields({ drafts }: { drafts: Drafts }) {
  const t = useEndpointMessages();
  const rollout = useRolloutMessages();
  const { entities, setEntities, opened, setOpened } = drafts;
  const set = (changed: EntityDraft) => setEntities(entities.map((one) => (one.key === changed.key ? changed : one)));
  const add = () => {
    const key = Math.max(-1, ...entities.map((one) => one.key)) + 1;
    setEntities([...entities, newEntity(key, entities[0]?.model, '', 0)]);
    setOpened(key);
  };
  return (
    <div className={styles['entities']}>
      {entities.map((entity, place) => {
        const isAlone = entities.length === 1;
        const others = entities.filter((one) => one !== entity);
        return (
          <fieldset key={entity.key} className={styles['entity']}>
            <legend className={isAlone ? undefined : 'visually-hidden'}>
              {t('entityNumber', { number: place + 1 })}
            </legend>
            {!isAlone && (
              <EntityLine
                entity={entity}
                place={place}
                of={entities.find(({ key }) => key === entity.shadowOf)}
                isOpen={entity.key === opened}
                onToggle={() => setOpened(entity.key === opened ? undefined : entity.key)}
                onChange={set}
                onRemove={() => setEntities(without(entities, entity.key))}
              />
            )}
            {(isAlone || entity.key === opened) && (
              <EntityForm
                entity={entity}
                taken={others.filter(({ model }) => model === entity.model).map(({ version }) => version)}
                others={others.filter(isAnswering)}
                isShadowed={others.some(({ shadowOf }) => shadowOf === entity.key)}
                places={drafts.places}
                onChange={set}
                onShadow={(of) => setEntities(withShadow(entities, entity.key, of))}
              />
            )}
          </fieldset>
        );
      })}
      <div>
        <Button onClick={add}>
          <Plus />
          {t('addEntity')}
        </Button>
      </div>
      {entities.filter(isAnswering).length > 1 && (
        <TextField
          label={rollout('splitKey')}
          hint={rollout('splitKeyHint')}
          value={drafts.splitKey}
          onChange={drafts.setSplitKey}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </div>
  );
}
