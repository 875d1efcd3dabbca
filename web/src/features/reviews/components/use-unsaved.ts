import { useEffect, useState } from 'react';
import { begun, keepBegun } from '@/lib/stored';
import type { Drafts } from '../api/answers';

type Unsaved = Readonly<Record<string, Drafts | undefined>>;
type Forget = (key: string, itemId: string, saved: Drafts | undefined) => void;

const shown = new Set<Forget>();

/** What was filled in about the traces of a queue and not saved yet, by trace. A look elsewhere or a reload keeps it. */
export function useUnsaved(queueId: string) {
  const key = keyOf(queueId);
  const [kept, setKept] = useState(() => ({ key, unsaved: read(key) }));
  if (kept.key !== key) setKept({ key, unsaved: read(key) });
  useEffect(() => {
    const forget: Forget = (of, itemId, saved) =>
      setKept((now) => (now.key === of ? { ...now, unsaved: without(now.unsaved, itemId, saved) } : now));
    shown.add(forget);
    return () => void shown.delete(forget);
  }, []);
  const keep = (itemId: string, drafts: Drafts) => {
    const unsaved = { ...read(key), [itemId]: drafts };
    keepBegun(key, JSON.stringify(unsaved));
    setKept(({ unsaved: before }) => ({ key, unsaved: { ...before, [itemId]: drafts } }));
  };
  return [kept.unsaved, keep] as const;
}

/** Forgets what was filled in about a trace and is saved now, wherever one looks meanwhile; what was changed since stays. */
export function forgetSaved(queueId: string, itemId: string, saved: Drafts | undefined): void {
  const key = keyOf(queueId);
  keepBegun(key, JSON.stringify(without(read(key), itemId, saved)));
  for (const forget of shown) forget(key, itemId, saved);
}

export function isSame(one: Drafts | undefined, other: Drafts | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function without(unsaved: Unsaved, itemId: string, saved: Drafts | undefined): Unsaved {
  return isSame(unsaved[itemId], saved) ? { ...unsaved, [itemId]: undefined } : unsaved;
}

function keyOf(queueId: string): string {
  return `cairn.review.${queueId}`;
}

function read(key: string): Unsaved {
  return JSON.parse(begun(key) ?? '{}') as Unsaved;
}
