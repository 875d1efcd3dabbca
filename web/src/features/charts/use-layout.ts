import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { readLayout, writtenLayout, type Layout } from './layout';

const PAUSE_MILLIS = 200;

/** The layout of the charts of a screen, which its address holds. It changes at once, and in the address a bit later. */
export function useLayout(): readonly [Layout, (layout: Layout) => void] {
  const { charts } = useSearch({ strict: false });
  const navigate = useNavigate();
  const written = useMemo(() => readLayout(charts), [charts]);
  const [draft, setDraft] = useState<Layout>();

  useEffect(() => {
    if (!draft) return undefined;
    const timer = setTimeout(() => {
      void navigate({
        to: '.',
        search: (before: object) => ({ ...before, charts: writtenLayout(draft) ?? {} }),
        replace: true,
      } as unknown as Parameters<typeof navigate>[0]).then(() => setDraft((now) => (now === draft ? undefined : now))); // whatever the route is
    }, PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [draft, navigate]);

  return [draft ?? written, useCallback((layout: Layout) => setDraft(layout), [])];
}
