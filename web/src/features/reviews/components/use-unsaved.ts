import { useState } from 'react';
import { begun, keepBegun } from '@/lib/stored';
import type { Drafts } from '../api/answers';

type Unsaved = Readonly<Record<string, Drafts | undefined>>;

/** What was filled in about the traces of a queue and not saved yet, by trace. A look elsewhere or a reload keeps it. */
export function useUnsaved(queueId: string) {
  const key = `cairn.review.${queueId}`;
  const [kept, setKept] = useState(() => ({ key, unsaved: read(key) }));
  if (kept.key !== key) setKept({ key, unsaved: read(key) });
  const keep = (itemId: string, drafts: Drafts | undefined) => {
    const unsaved = { ...read(key), [itemId]: drafts };
    keepBegun(key, JSON.stringify(unsaved));
    setKept(({ unsaved: before }) => ({ key, unsaved: { ...before, [itemId]: drafts } }));
  };
  return [kept.unsaved, keep] as const;
}

function read(key: string): Unsaved {
  return JSON.parse(begun(key) ?? '{}') as Unsaved;
}
