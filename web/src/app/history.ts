import { createBrowserHistory, type HistoryLocation, type RouterHistory } from '@tanstack/react-router';

/** Addresses behind the `#`. What stands before it is the page's own; the router's history would mix both. */
export function createScreenHistory(): RouterHistory {
  return createBrowserHistory({
    parseLocation: () => {
      const href = location.hash.slice(1) || '/';
      const [pathname = '', ...search] = href.split('?');
      const state = (history.state ?? NEW) as HistoryLocation['state'];
      return { href, pathname, search: search.length > 0 ? `?${search.join('?')}` : '', hash: '', state };
    },
    createHref: (href) => `${location.pathname}${location.search}#${href}`,
  });
}

/** Of an address that somebody typed. */
const NEW: HistoryLocation['state'] = { __TSR_index: 0 };
