import { HUES } from '@/lib/run-colors';
import { tokenColor } from '@/lib/theme';

export type Palette = {
  series: readonly string[];
  text: string;
  muted: string;
  grid: string;
  surface: string;
  font: string;
};

/** The colours of charts in the theme that is shown. */
export function currentPalette(): Palette {
  return {
    series: Array.from({ length: HUES }, (_, hue) => tokenColor(`--series-${hue}`)),
    text: tokenColor('--text'),
    muted: tokenColor('--text-muted'),
    grid: tokenColor('--border'),
    surface: tokenColor('--surface-raised'),
    font: getComputedStyle(document.body).fontFamily,
  };
}

/** Lines of one hue differ by their dashes. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 2], [9, 3, 2, 3]];

export function hueOf(palette: Palette, place: number): string {
  return palette.series[place % HUES] as string;
}

export function dashesOf(place: number): readonly number[] {
  return DASHES[Math.floor(place / HUES) % DASHES.length] as readonly number[];
}
