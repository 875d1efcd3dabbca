import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { placesQuery, type EndpointConfig } from '@/lib/endpoints';
import { textOf } from '../api/configs';
import { configFrom, draftOf, isWhole, newEntity, splitKeyOf, type EntityDraft } from '../api/draft';

/** What a form holds of a configuration, and which of several entities is open in it. */
export type Drafts = ReturnType<typeof useDrafts>;

type Begin = EndpointConfig | { model: string; version: string };
type Draft = { entities: EntityDraft[]; splitKey: string };

/** What a form says, beginning with a configuration, or with one entity of a model. */
export function useDrafts(begin: Begin) {
  const [begun, setBegun] = useState(() => draftFrom(begin));
  const [draft, setDraft] = useState(begun);
  const [opened, setOpened] = useState<number>();
  const { data: places, error } = useQuery(placesQuery);
  const { entities, splitKey } = draft;
  return {
    entities,
    setEntities: (changed: EntityDraft[]) => setDraft((now) => ({ ...now, entities: changed })),
    splitKey,
    setSplitKey: (changed: string) => setDraft((now) => ({ ...now, splitKey: changed })),
    /** The key of an entity; undefined where all are closed. */
    opened,
    setOpened,
    /** Drops what was written, and begins with something else. */
    beginWith: (other: Begin) => {
      const anew = draftFrom(other);
      setBegun(anew);
      setDraft(anew);
      setOpened(undefined);
    },
    /** Whether it says something else than it began with. */
    isChanged: !saysTheSame(begun, draft, places),
    /** Where models may run, the usual place first. */
    places: places ?? [],
    /** Why it is not known where models may run. */
    error: places ? null : error,
    /** Whether the server can be asked for it. */
    isReady: places !== undefined && isWhole(entities),
    config: () => configFrom(entities, splitKey, places),
  };
}

function saysTheSame(one: Draft, other: Draft, places?: readonly string[]): boolean {
  const said = ({ entities, splitKey }: Draft) => textOf(configFrom(entities, splitKey, places));
  return said(one) === said(other);
}

function draftFrom(begin: Begin): Draft {
  return 'model' in begin
    ? { entities: [newEntity(0, begin.model, begin.version)], splitKey: '' }
    : { entities: draftOf(begin), splitKey: splitKeyOf(begin) };
}
