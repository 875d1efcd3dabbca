import * as v from 'valibot';

/** How a comparison is looked at, which its address keeps. */
export const lookEntries = { q: v.string(), kind: v.string(), diff: v.boolean(), baseline: v.string() };
export const LOOK: Look = { q: '', kind: 'all', diff: false, baseline: '' };

export type Look = { q: string; kind: string; diff: boolean; baseline: string };
