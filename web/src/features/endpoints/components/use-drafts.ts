import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { placesQuery, type EndpointConfig } from '@/lib/endpoints';
import { configFrom, draftOf, isWhole, newEntity, splitKeyOf, type EntityDraft } from '../api/draft';

/** What a form holds of a configuration, and which of several entities is open in it. */
export type Drafts = ReturnType<typeof useDrafts>;

/** What a form says, beginning with a configuration that is served, or with one entity of a model. */
export function useDrafts(begin: EndpointConfig | { model: string; version: string }) {
  const served = 'model' in begin ? undefined : begin;
  const [entities, setEntities] = useState<EntityDraft[]>(() =>
    'model' in begin ? [newEntity(0, begin.model, begin.version)] : draftOf(begin),
  );
  const [splitKey, setSplitKey] = useState(() => (served ? splitKeyOf(served) : ''));
  const [opened, setOpened] = useState<number>();
  const { data: places, error } = useQuery(placesQuery);
  return {
    entities,
    setEntities,
    splitKey,
    setSplitKey,
    /** The key of an entity; undefined where all are closed. */
    opened,
    setOpened,
    /** Where models may run, the usual place first. */
    places: places ?? [],
    /** Why it is not known where models may run. */
    error: places ? null : error,
    /** Whether the server can be asked for it. */
    isReady: places !== undefined && isWhole(entities),
    config: () => configFrom(entities, splitKey, places),
  };
}
