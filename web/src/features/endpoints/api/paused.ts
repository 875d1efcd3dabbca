/** What was read stays as it is, also when its page comes into sight again. */
export const PAUSED = { refetchInterval: false, staleTime: Infinity } as const;
