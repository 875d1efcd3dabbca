import { shareOf, type EndpointConfig, type ServedEntity } from '@/lib/endpoints';

export const SIZES = ['Small', 'Medium', 'Large'] as const;
export type Size = (typeof SIZES)[number];

/** Where models run. */
const PLACES = ['server', 'kubernetes'] as const;
export type Place = (typeof PLACES)[number];

/** What the server says of an entity by itself. */
const TOLD: readonly string[] = ['creator', 'creation_timestamp', 'served_version', 'state'];

/** An entity as its author wrote it: without what the server adds, and without what says nothing. */
export function asWritten(entity: ServedEntity): ServedEntity {
  return Object.fromEntries(
    Object.entries(entity).filter(([key, value]) => !TOLD.includes(key) && saysSomething(value)),
  );
}

function saysSomething(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** A variable as it is typed. */
export type VariableDraft = { key: number; name: string; value: string };

/** What a form holds of a served entity: texts as they are typed. */
export type EntityDraft = {
  /** Tells those of a form apart. */
  key: number;
  name: string;
  model: string;
  version: string;
  /** Undefined where nobody said. */
  size: Size | undefined;
  share: string;
  /** Undefined where it runs in the usual place. */
  place: Place | undefined;
  /** Which of the others it is a shadow of, by its key; undefined where it answers. */
  shadowOf?: number | undefined;
  /** Of the environment of its processes. */
  variables: readonly VariableDraft[];
  /** What the form does not show, and leaves as it is. */
  kept: Partial<ServedEntity>;
  /** The version that each model had here before another one was typed. */
  versions?: ReadonlyMap<string, string>;
};

const WHOLE = 100;

export function newEntity(key: number, model = '', version = '', share = WHOLE): EntityDraft {
  const empty = { name: '', size: 'Small', place: undefined, variables: [], kept: {} } as const;
  return { ...empty, key, model, version, share: String(share) };
}

export function draftOf(config: EndpointConfig): EntityDraft[] {
  const all = config.served_entities ?? [];
  return all.map((entity, key) => {
    const [model, version] = [entity.entity_name ?? '', entity.entity_version ?? ''];
    const name = entity.name ?? '';
    const { environment_vars: variables, cairn_placement: place, ...kept } = asWritten(entity);
    return {
      key,
      name: name === nameOf({ name: '', model, version }) ? '' : name, // that one goes with the version
      model,
      version,
      size: SIZES.find((size) => size === entity.workload_size),
      share: String(shareOf(config, entity)),
      place: place === 'kubernetes' ? place : 'server',
      ...(entity.cairn_shadow && { shadowOf: indexOf(all, entity.cairn_shadow.of ?? '') }),
      variables: Object.entries(variables ?? {}).map(([variable, value], place) => ({
        key: place,
        name: variable,
        value,
      })),
      kept,
    };
  });
}

function indexOf(entities: readonly ServedEntity[], name: string): number | undefined {
  const place = entities.findIndex((one) => one.name === name);
  return place === -1 ? undefined : place;
}

/** The name that an entity gets where its author gives it none. */
export function nameOf({ name, model, version }: Pick<EntityDraft, 'name' | 'model' | 'version'>): string {
  if (name.trim() !== '') return name.trim();
  const made = `${model.trim()}-${version.trim()}`.replaceAll(/[^A-Za-z0-9_]+/g, '-').replace(/^[-_]+/, '');
  return made.slice(0, 128) || 'model';
}

/** With another model, and the version that this one had before, if it had one. */
export function withModel(entity: EntityDraft, model: string): EntityDraft {
  const versions = new Map(entity.versions);
  if (entity.version !== '') versions.set(entity.model.trim(), entity.version);
  return { ...entity, model, version: versions.get(model.trim()) ?? '', versions };
}

export const isAnswering = ({ shadowOf }: EntityDraft): boolean => shadowOf === undefined;

/** Without one of them: what was its shadow answers from then on. */
export function without(entities: readonly EntityDraft[], key: number): EntityDraft[] {
  const left = entities.filter((one) => one.key !== key);
  return allToTheOnly(left.map((one) => (one.shadowOf === key ? { ...one, shadowOf: undefined } : one)));
}

/** With one of them as a shadow of another one; undefined makes it answer. Its share is given anew. */
export function withShadow(entities: readonly EntityDraft[], key: number, of: number | undefined): EntityDraft[] {
  return allToTheOnly(entities.map((one) => (one.key === key ? { ...one, shadowOf: of, share: '0' } : one)));
}

/** The only one that answers gets all requests. */
function allToTheOnly(entities: EntityDraft[]): EntityDraft[] {
  const [first, ...rest] = entities.filter(isAnswering);
  if (rest.length > 0) return entities;
  return entities.map((one) => (one === first ? { ...one, share: String(WHOLE) } : one));
}

/** All shares together; NaN where one is no whole number between 0 and 100. */
export function sumOf(entities: readonly EntityDraft[]): number {
  return entities
    .filter(isAnswering)
    .map(numberOf)
    .reduce((sum, share) => sum + share, 0);
}

function numberOf({ share }: EntityDraft): number {
  return /^\d{1,3}$/.test(share.trim()) && Number(share) <= WHOLE ? Number(share) : Number.NaN;
}

/** Whether its share is one, whatever those of the others are. */
export const hasShare = (entity: EntityDraft): boolean => !isAnswering(entity) || !Number.isNaN(numberOf(entity));

/** Whether it says all that the server needs, with all requests going somewhere. */
export function isWhole(entities: readonly EntityDraft[]): boolean {
  const areWhole = entities.every((entity) => missingOf(entity) === undefined);
  return entities.length > 0 && areWhole && twins(entities).size === 0 && sumOf(entities) === WHOLE;
}

/** What an entity has to be given, whatever the others are. */
export function missingOf({ model, version, variables }: EntityDraft): 'model' | 'version' | 'variable' | undefined {
  if (model.trim() === '') return 'model';
  if (version.trim() === '') return 'version';
  return variables.some((one) => faultOf(one, variables) !== undefined) ? 'variable' : undefined;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** What is wrong with the name of a variable, if anything is. */
export function faultOf({ key, name }: VariableDraft, all: readonly VariableDraft[]): 'name' | 'twice' | undefined {
  if (!VARIABLE.test(name.trim())) return 'name';
  return all.some((other) => other.key !== key && other.name.trim() === name.trim()) ? 'twice' : undefined;
}

/** Names that several entities have. */
export function twins(entities: readonly EntityDraft[]): ReadonlySet<string> {
  const names = entities.map(nameOf);
  return new Set(names.filter((name, place) => names.indexOf(name) !== place));
}

/** By what requests are divided; empty for chance. */
export const splitKeyOf = ({ traffic_config: traffic }: EndpointConfig): string => traffic?.cairn_key ?? '';

/** Where the model of an entity may run; empty where there is no choice. */
export function placesOf({ place }: EntityDraft, places: readonly string[]): readonly Place[] {
  return places.length > 0 || place === 'kubernetes' ? PLACES : []; // whose cluster may be gone
}

/** Where the model of an entity is to run; undefined where there is no choice. */
export function placeOf(entity: EntityDraft, places: readonly string[]): Place | undefined {
  const [first] = placesOf(entity, places);
  return first && (entity.place ?? (places[0] === 'kubernetes' ? 'kubernetes' : first));
}

/**
 * As the server takes it.
 *
 * @param places where models may run, the usual place first
 */
export function configFrom(
  entities: readonly EntityDraft[],
  splitKey = '',
  places: readonly string[] = [],
): EndpointConfig {
  const placed = (entity: EntityDraft) => {
    const place = placeOf(entity, places);
    return place && { cairn_placement: place };
  };
  const shadow = ({ shadowOf, kept }: EntityDraft) => {
    const of = entities.find(({ key }) => key === shadowOf);
    return of && { cairn_shadow: { ...kept.cairn_shadow, of: nameOf(of) } };
  };
  return {
    served_entities: entities.map((entity) => ({
      ...withoutShadow(entity.kept),
      name: nameOf(entity),
      entity_name: entity.model.trim(),
      entity_version: entity.version.trim(),
      ...(entity.size !== undefined && { workload_size: entity.size }),
      ...placed(entity),
      ...shadow(entity),
      ...(entity.variables.length > 0 && {
        environment_vars: Object.fromEntries(entity.variables.map(({ name, value }) => [name.trim(), value])),
      }),
    })),
    traffic_config: {
      routes: entities.filter(isAnswering).map((entity) => ({
        served_entity_name: nameOf(entity),
        traffic_percentage: Number(entity.share),
      })),
      ...(splitKey.trim() !== '' && { cairn_key: splitKey.trim() }),
    },
  };
}

function withoutShadow(kept: Partial<ServedEntity>): Partial<ServedEntity> {
  return Object.fromEntries(Object.entries(kept).filter(([key]) => key !== 'cairn_shadow'));
}
