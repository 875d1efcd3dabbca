import { defaultParseSearch, type AnyRouter } from '@tanstack/react-router';
import { begun, keepBegun } from './stored';

const KEY = 'cairn.last';
/** Screens that are remembered; the one that was left longest ago is forgotten first. */
const MOST_SCREENS = 200;

/** What each screen of this tab showed last: the search of its address, by its path. */
function searches(): Map<string, string> {
  try {
    return new Map(JSON.parse(begun(KEY) ?? '[]') as [string, string][]);
  } catch {
    return new Map(); // of another version
  }
}

/** Keeps what each screen shows, so that a link that says nothing of it can lead back to that. */
export function keepSearches(router: AnyRouter): void {
  router.subscribe('onResolved', ({ toLocation: { pathname, searchStr } }) => {
    const known = searches();
    known.delete(pathname);
    if (searchStr !== '') known.set(pathname, searchStr);
    keepBegun(KEY, JSON.stringify([...known].slice(-MOST_SCREENS)));
  });
}

/** What a screen showed last in this tab; nothing where it was not left with anything. */
export function lastSearch(pathname: string): object {
  const search = searches().get(pathname);
  return search === undefined ? {} : defaultParseSearch(search);
}
