import { useEffect, useReducer, useRef } from 'preact/hooks';
import { fetchAll, Problem, type Status } from './api';

/**
 * What the page knows of the server. A resource is fetched once and held while a panel shows it; when the server says that
 * the summaries moved, every resource on the page is asked again with its ETag, and only panels whose answer changed draw.
 */
interface Resource {
  body: unknown;
  etag: string | null;
  problem: Problem | null;
  fetching: boolean;
  readers: Set<() => void>;
}

export interface Read<T> {
  data: T | null;
  problem: Problem | null;
  /** nothing has been read yet */
  loading: boolean;
  /** what is shown belongs to the filters before these */
  stale: boolean;
}

export type Connection = 'connecting' | 'live' | 'polling' | 'paused' | 'offline' | 'signed-out';

const resources = new Map<string, Resource>();
const watchers = new Set<() => void>();
let connection: Connection = 'connecting';

function setConnection(next: Connection): void {
  if (connection === next) return;
  connection = next;
  for (const watch of watchers) watch();
}

async function refresh(path: string, resource: Resource): Promise<void> {
  if (resource.fetching) return;
  resource.fetching = true;
  const before = resource.problem;
  let changed = false;
  try {
    const answer = await fetchAll(path, resource.etag);
    if (answer) {
      changed = JSON.stringify(answer.body) !== JSON.stringify(resource.body);
      if (changed) resource.body = answer.body;
      resource.etag = answer.etag;
    }
    resource.problem = null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    resource.problem = error;
    if (error.status === 401) signedOut();
    else if (error.status === 0 || error.status >= 500) retry();
  } finally {
    resource.fetching = false;
  }
  if (changed || before?.status !== resource.problem?.status) for (const read of resource.readers) read();
}

function resourceOf(path: string): Resource {
  let resource = resources.get(path);
  if (!resource) {
    resource = { body: null, etag: null, problem: null, fetching: false, readers: new Set() };
    resources.set(path, resource);
  }
  return resource;
}

const REFRESH_AT_MOST_EVERY_MS = 2_000;
const RETRY_AFTER_MS = 3_000;
const POLL_EVERY_MS = 15_000;
let lastRefresh = 0;
let scheduled: ReturnType<typeof setTimeout> | undefined;

/** Asks for every resource that a panel shows; at most once in two seconds, however often the server calls. */
export function refreshAll(): void {
  if (scheduled !== undefined) return;
  const wait = Math.max(0, lastRefresh + REFRESH_AT_MOST_EVERY_MS - Date.now());
  scheduled = setTimeout(() => {
    scheduled = undefined;
    lastRefresh = Date.now();
    for (const [path, resource] of resources) {
      if (resource.readers.size > 0) void refresh(path, resource);
      else resources.delete(path);
    }
  }, wait);
}

let retrying: ReturnType<typeof setTimeout> | undefined;

/** What failed is asked again after a while, stream or no stream. */
function retry(): void {
  retrying ??= setTimeout(() => {
    retrying = undefined;
    if (!document.hidden) refreshAll();
  }, RETRY_AFTER_MS);
}

let source: EventSource | null = null;
let poll: ReturnType<typeof setInterval> | undefined;

function closeStream(): void {
  source?.close();
  source = null;
  clearInterval(poll);
  poll = undefined;
}

function signedOut(): void {
  closeStream();
  setConnection('signed-out');
}

/** The stream is refused (or a proxy cuts it): ask every quarter of a minute, and try the stream again each time. */
function startPolling(): void {
  closeStream();
  setConnection(navigator.onLine ? 'polling' : 'offline');
  poll = setInterval(() => {
    refreshAll();
    openStream();
  }, POLL_EVERY_MS);
}

/** The stream begins with where the summaries stand: that is news only if the page has something older. */
function moved(event: MessageEvent<string>): void {
  const known = (resources.get('/status')?.body as Status | null)?.asOf;
  if ((JSON.parse(event.data) as { asOf: string | null }).asOf !== known) refreshAll();
}

function openStream(): void {
  if (!streaming) {
    if (poll === undefined) startPolling();
    return;
  }
  source?.close();
  const opened = new EventSource('api/v1/stream?grouping=CHAIN');
  source = opened;
  opened.onopen = () => {
    clearInterval(poll);
    poll = undefined;
    setConnection('live');
  };
  opened.addEventListener('progress', moved);
  opened.addEventListener('account', refreshAll);
  opened.onerror = () => {
    if (source === opened && poll === undefined && connection !== 'signed-out') startPolling();
    else if (source === opened) opened.close();
  };
}

let streaming = true;
let started = false;

/** Opens the stream, or polls; a hidden tab asks for nothing, and catches up when it is seen again. */
export function startLive(stream: boolean): void {
  streaming = stream;
  if (started) return;
  started = true;
  document.addEventListener('visibilitychange', () => {
    if (connection === 'signed-out') return;
    if (document.hidden) {
      closeStream();
      setConnection('paused');
    } else {
      setConnection('connecting');
      refreshAll();
      openStream();
    }
  });
  addEventListener('pagehide', closeStream);
  if (!document.hidden) openStream();
}

export function useConnection(): Connection {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    const watch = (): void => draw(undefined);
    watchers.add(watch);
    watch();
    return () => {
      watchers.delete(watch);
    };
  }, []);
  return connection;
}

/** Several reads as one, that has data only when all of them have. */
export function together<T extends readonly Read<unknown>[]>(reads: T): Read<true> {
  const problem = reads.find((read) => read.data === null && read.problem)?.problem ?? null;
  const whole = reads.every((read) => read.data !== null);
  return { data: whole ? true : null, problem, loading: !whole && !problem, stale: reads.some((read) => read.stale) };
}

/**
 * Reads a resource and keeps it current.
 * @param path null reads nothing
 * @returns the newest body; while another path is loading, the body of the one before, marked stale
 */
export function useResource<T>(path: string | null): Read<T> {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const shown = useRef<T | null>(null);
  useEffect(() => {
    if (path === null) return undefined;
    const resource = resourceOf(path);
    const read = (): void => draw(undefined);
    resource.readers.add(read);
    void refresh(path, resource);
    return () => {
      resource.readers.delete(read);
    };
  }, [path]);
  if (path === null) return { data: null, problem: null, loading: false, stale: false };
  const resource = resources.get(path);
  const body = (resource?.body ?? null) as T | null;
  const problem = resource?.problem ?? null;
  if (body !== null) shown.current = body;
  if (problem !== null && body === null) shown.current = null;
  return { data: shown.current, problem, loading: shown.current === null && problem === null, stale: body === null && shown.current !== null };
}
