import { defaultParseSearch, type AnyRouter } from '@tanstack/react-router';
import { begun, keepBegun } from './stored';
import { workspace } from './workspace';

const KEY = `cairn.last ${workspace}`;
/** Screens that are remembered; the one that was left longest ago is forgotten first. */
const MOST_SCREENS = 200;

let known: Map<string, string> | undefined;

/** What each screen of this tab showed last: the search of its address, by its path. Every link asks for one. */
function searches(): Map<string, string> {
  return (known ??= read());
}

function read(): Map<string, string> {
  try {
    return new Map(JSON.parse(begun(KEY) ?? '[]') as [string, string][]);
  } catch {
    return new Map(); // of another version
  }
}

/** Keeps what each screen shows, so that a link that says nothing of it can lead back to that. */
export function keepSearches(router: AnyRouter): void {
  router.subscribe('onResolved', ({ toLocation: { pathname, searchStr } }) => {
    const all = searches();
    all.delete(pathname);
    if (searchStr !== '') all.set(pathname, searchStr);
    for (const longest of [...all.keys()].slice(0, -MOST_SCREENS)) all.delete(longest);
    keepBegun(KEY, JSON.stringify([...all]));
  });
}

/** What a screen showed last in this tab; nothing where it was not left with anything. */
export function lastSearch(pathname: string): object {
  const search = searches().get(pathname);
  return search === undefined ? {} : defaultParseSearch(search);
}
