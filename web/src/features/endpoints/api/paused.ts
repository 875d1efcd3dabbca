/** What was read stays as it is, also when its page comes into sight again, and when something was changed. */
export const PAUSED = { refetchInterval: false, staleTime: 'static' } as const;
