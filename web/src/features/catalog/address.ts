import type { LinkProps } from '@tanstack/react-router';
import type { Crumb } from '@/ui/page';
import { placesAround, placeOf, type Place } from './api/things';

/** The page of a thing. */
export function addressOf({ kind, fullName }: Place) {
  const params = { fullName };
  if (kind === 'catalog') return { to: '/catalogue/catalogs/$fullName', params } as const;
  if (kind === 'schema') return { to: '/catalogue/schemas/$fullName', params } as const;
  return { to: '/catalogue/models/$fullName', params } as const;
}

/** A part of the page of a thing. */
export function partOf(place: Place, part: '' | '/details' | '/permissions'): LinkProps {
  const { to, params } = addressOf(place);
  return { to: `${to}${part}`, params } as LinkProps;
}

/** The way to a thing. */
export function crumbsTo(title: string, fullName: string): Crumb[] {
  return [
    { text: title, to: { to: '/catalogue' } },
    ...placesAround(fullName).map((place) => ({ text: ownName(place), to: addressOf(place) })),
  ];
}

/** The last of its names. */
function ownName({ fullName }: Place): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

/** What a thing lies in; where there is nothing, all catalogs. */
export function addressAround(fullName: string): LinkProps {
  const around = placesAround(fullName).at(-1);
  return around ? addressOf(placeOf(around.fullName)) : { to: '/catalogue' };
}
