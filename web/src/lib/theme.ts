import { useSyncExternalStore } from 'react';
import { store, stored } from './stored';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'cairn.theme';
const changes = new EventTarget();

function chosen(): Theme {
  return THEMES.find((theme) => theme === stored(KEY)) ?? 'system';
}

/** Writes the theme where the design tokens look for it. */
export function applyTheme(theme: Theme = chosen()): void {
  document.documentElement.dataset['theme'] = theme;
}

export function chooseTheme(theme: Theme): void {
  store(KEY, theme);
  applyTheme(theme);
  changes.dispatchEvent(new Event('change'));
}

function subscribe(listener: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  changes.addEventListener('change', listener);
  system.addEventListener('change', listener);
  return () => {
    changes.removeEventListener('change', listener);
    system.removeEventListener('change', listener);
  };
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, chosen);
}

/** What colours are taken from: it changes when another theme is shown, also when the system changes it. */
export function useShownTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, shown);
}

function shown(): 'light' | 'dark' {
  const theme = chosen();
  if (theme !== 'system') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** The colour that a token such as `--border` has now, as `rgb(…)`: for what is painted, which knows no tokens. */
export function tokenColor(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  const pixel = new OffscreenCanvas(1, 1).getContext('2d');
  if (!pixel) return color;
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data as unknown as [number, number, number, number];
  return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`;
}
