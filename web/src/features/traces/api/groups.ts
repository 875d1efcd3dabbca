/** What charts put traces together by, beside time. */
export const GROUPS = ['all', 'name'] as const;
export type Group = (typeof GROUPS)[number];

/** The lengths of the intervals of charts. */
export const STEPS = ['auto', 'minute', 'hour', 'day', 'week'] as const;
export type Step = (typeof STEPS)[number];
