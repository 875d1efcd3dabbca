/** Something that a subject has, and the place of that subject. */
export type Placed<T> = { place: number; item: T };

/** What tells things apart that are called the same. */
type Part<T> = (item: T) => string;

/**
 * Gives things names under which no subject has two of them: what they are called, with as many of the parts as that
 * takes and as tell some apart. What cannot be told apart by any of them keeps the last one of a subject.
 */
export function toldApart<T>(
  things: readonly Placed<T>[],
  called: Part<T>,
  parts: readonly Part<T>[],
): Map<string, Placed<T>[]> {
  const found = new Map<string, Placed<T>[]>();
  const name = (group: readonly Placed<T>[], text: string, level: number): void => {
    const part = parts[level];
    if (!part || new Set(group.map(({ place }) => place)).size === group.length) {
      found.set(text, [...(found.get(text) ?? []), ...group]);
      return;
    }
    const groups = grouped(group, part);
    for (const [more, same] of groups) {
      name(same, groups.size === 1 || more === '' ? text : `${text} · ${more}`, level + 1);
    }
  };
  for (const [text, group] of grouped(things, called)) name(group, text, 0);
  return found;
}

export function grouped<T>(things: readonly Placed<T>[], by: Part<T>): Map<string, Placed<T>[]> {
  const groups = new Map<string, Placed<T>[]>();
  for (const thing of things) {
    const key = by(thing.item);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
