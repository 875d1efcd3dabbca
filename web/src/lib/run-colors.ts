/** How many hues the tokens `--series-0` and on have. */
export const HUES = 10;

/** The hue of a place as a style has it. */
export function hueAt(place: number): string {
  return `var(--series-${place % HUES})`;
}

const places = new Map<string, number>();

/** The place of a run among those that were ever shown: its hue and its dashes follow from it, on every screen. */
export function runPlace(runId: string): number {
  const known = places.get(runId);
  if (known !== undefined) return known;
  const place = places.size;
  places.set(runId, place);
  return place;
}
