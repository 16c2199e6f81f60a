import { useEffect, useState } from 'preact/hooks';

/** Where the reader is: a page with its path parts, and the filters, all of it in the URL's hash. */
export interface Route {
  page: string;
  parts: string[];
  filters: Record<string, string>;
}

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page, ...parts] = path.split('/').filter(Boolean).map(decodeURIComponent);
  return { page: page ?? 'overview', parts, filters: Object.fromEntries(new URLSearchParams(search)) };
}

/** The hash of a route; filters without a value are left out. */
export function link(page: string, parts: string[] = [], filters: Record<string, string | undefined> = {}): string {
  const set = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(set).toString();
  return `#/${[page, ...parts].map(encodeURIComponent).join('/')}${search ? `?${search}` : ''}`;
}

/** Sets some filters of the present page; the step is not kept in the history. */
export function setFilters(patch: Record<string, string | undefined>): void {
  const { page, parts, filters } = parseRoute(location.hash);
  history.replaceState(null, '', link(page, parts, { ...filters, ...patch }));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const read = (): void => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return route;
}
