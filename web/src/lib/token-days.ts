/** How many days a new token may hold; 0 for one without an end. */
export const TOKEN_DAYS = ['30', '90', '365', '0'] as const;
export type TokenDays = (typeof TOKEN_DAYS)[number];

export const DAY_SECONDS = 86_400;

/** What the server is told of it. */
export function lifetimeOf(days: TokenDays): { lifetime_seconds?: number } {
  return days === '0' ? {} : { lifetime_seconds: Number(days) * DAY_SECONDS };
}
