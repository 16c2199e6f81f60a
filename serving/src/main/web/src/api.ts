/** What the REST interface answers; the names are those of openapi.yaml. Rates are 0..1, null where the denominator is 0. */

export type Role = 'SAFETY' | 'QA' | 'ANALYST' | 'ADMIN';
export type Setting = 'CLINIC' | 'HOME';

export interface Rate {
  rate: number | null;
  rateLow: number | null;
  rateHigh: number | null;
}

/** Sessions (and distinct patients) out of those of the account. */
export interface Count extends Rate {
  sessions: number;
  patients: number;
}

export interface TypeCount extends Count {
  expectedWindowDays: number | null;
  reports: number;
  adverseReports: number;
  adverseSessions: number;
  adversePatients: number;
  adverseRate: number | null;
  adverseRateLow: number | null;
  adverseRateHigh: number | null;
  byGrade: number[];
  serious: number;
  unresolved: number;
  resolutionUnknown: number;
}

export interface Period {
  kind: 'ALL' | 'MONTH';
  start: string | null;
}

export interface Account {
  grouping: string;
  period: Period;
  setting: Setting;
  condition: string | null;
  skinType: string | null;
  clinicId: string | null;
}

export interface SideEffects extends Account {
  sessions: number;
  patients: number;
  any: Count;
  adverse: Count;
  reactions?: Record<string, TypeCount>;
  sessionsByDay?: Record<string, number>;
}

export interface Band {
  byScore: number[];
  mean: number | null;
  topBoxRate: number | null;
  topBoxLow: number | null;
  topBoxHigh: number | null;
  improvementByGrade: number[];
}

export interface Satisfaction extends Account {
  sessions: number;
  ratedSessions: number;
  overall: Band;
  byWeeks?: Record<string, Band>;
  bySessionNumber?: Record<string, Band>;
}

export interface ReleasedCount extends Rate {
  patients: number | null;
  /** whether the two counts of the rate are of different releases */
  mixed: boolean;
}

export interface ReleasedRow {
  period: Period;
  setting: Setting;
  condition: string | null;
  skinType: string | null;
  patients: number | null;
  any: ReleasedCount;
  adverse: ReleasedCount;
  suppressed: boolean;
}

export interface Release {
  release: number;
  releasedAt: string;
  asOf: string;
  rule: string;
  threshold: number;
  rulesVersion: string;
}

export interface Month {
  start: string;
  sessions: number;
  patients: number;
  any: Count;
  adverse: Count;
  /** mean over the sessions of the elapsed share of the follow-up */
  followUpShare: number | null;
}

export interface OnsetPoint {
  day: number;
  atRisk: number;
  reports: number;
  cumulative: number;
}

export interface SurvivalPoint {
  day: number;
  atRisk: number;
  resolved: number;
  censored: number;
  survival: number;
  low: number;
  high: number;
}

export interface Resolution {
  reports: number;
  unresolved: number;
  resolutionUnknown: number;
  curve: SurvivalPoint[];
  median: number | null;
}

export interface Stratum {
  asOf: string;
  setting: Setting;
  condition: string;
  skinType: string;
  all: SideEffects;
  months: Month[];
  onset: Record<string, OnsetPoint[]>;
  resolution: Record<string, Resolution>;
}

export interface FunnelClinic {
  clinicId: string;
  sessions: number;
  patients: number | null;
  adverse: Count;
  expected: number;
  ratio: number | null;
  /** ratio x target: what is drawn over sessions, against the limits */
  adjustedRate: number | null;
}

export interface FunnelLimit {
  n: number;
  low95: number;
  high95: number;
  low998: number;
  high998: number;
}

export interface Funnel {
  asOf: string;
  target: number | null;
  phi: number | null;
  tau2: number;
  rows: FunnelClinic[];
  limits: FunnelLimit[];
}

export interface ClinicQuality {
  /** null for records that could not be attributed to a clinic */
  clinicId: string | null;
  lastSeenAt: string | null;
  acceptedSessions: number;
  acceptedReactions: number;
  acceptedRatings: number;
  heldReactions: number;
  heldRatings: number;
  onsetBeforeTreatment: number;
  ratingBeforeTreatment: number;
  rejected: Record<string, number>;
}

export interface RejectCount {
  clinicId: string | null;
  reason: string;
  records: number;
}

export interface FollowUp {
  patientKey: string;
  clinicId: string;
  sessionId: string;
  reactionId: string;
  reactionType: string;
  grade: number;
  serious: boolean;
  onsetOn: string;
  ongoingOn: string | null;
  expectedWindowDays: number | null;
  dueOn: string;
  daysOverdue: number;
}

/** Spans of time by which figures are judged; the server's, so that the page has none of its own. */
export interface Windows {
  /** days after its treatment after which the follow-up of a session counts as complete */
  followUpDays: number;
  /** a clinic further behind the newest record of any clinic is called silent */
  silentAfterDays: number;
}

export interface Status {
  version: string;
  role: Role;
  asOf: string | null;
  /** lags: records of the clinics that the summaries lack, records of the topics that the store lacks */
  freshness: { sourceLagRecords: number | null; storeLagRecords: number | null; updatedAt: string | null };
  store: { reachable: boolean; migration: string | null };
  windows: Windows;
  rulesVersion: string | null;
  generation: string | null;
  rebuilding: boolean | null;
  newestRelease: number | null;
}

export interface Envelope<Row> {
  asOf: string | null;
  release: number | null;
  count: number;
  next: string | null;
  rows: Row[];
}

/** An answer that is not the one asked for; `status` 0 means that nothing answered. */
export class Problem extends Error {
  constructor(readonly status: number, readonly title: string, readonly detail: string) {
    super(`${title}: ${detail}`);
  }
}

export interface Answer<T> {
  body: T;
  etag: string | null;
}

async function problemOf(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('content-type')?.includes('json') ?? false;
  const body = isProblem ? ((await response.json()) as { title?: string; detail?: string }) : {};
  return new Problem(response.status, body.title ?? response.statusText, body.detail ?? '');
}

async function get<T>(path: string, etag: string | null): Promise<Answer<T> | null> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (etag) headers['If-None-Match'] = etag;
  let response: Response;
  try {
    response = await fetch(`api/v1${path}`, { headers, credentials: 'same-origin' });
  } catch {
    throw new Problem(0, 'No answer', 'The server cannot be reached.');
  }
  if (response.status === 304) {
    await response.text(); // else the browser reports the request as aborted
    return null;
  }
  if (!response.ok) throw await problemOf(response);
  return { body: (await response.json()) as T, etag: response.headers.get('etag') };
}

/** Asked with as many rows as a page may have, a list is wanted whole; with fewer, only its beginning. */
const WHOLE = /[?&]limit=1000(&|$)/;
const MOST_PAGES = 20;

/**
 * Fetches a resource; of a list that is wanted whole all pages.
 * @param path from after `/api/v1`, with its query
 * @param etag of the answer that the caller has, or null
 * @returns null when that answer still holds
 * @throws Problem for every answer but 200 and 304
 */
export async function fetchAll<T>(path: string, etag: string | null): Promise<Answer<T> | null> {
  const first = await get<T & Partial<Envelope<unknown>>>(path, etag);
  if (!first) return null;
  let next = WHOLE.test(path) ? (first.body.next ?? null) : null;
  for (let page = 1; next && page < MOST_PAGES; page++) {
    const more = await get<Envelope<unknown>>(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`, null);
    first.body.rows = [...(first.body.rows ?? []), ...(more?.body.rows ?? [])];
    next = more?.body.next ?? null;
  }
  return first;
}

/** A path with the parameters that have a value, in the order given. */
export function query(path: string, parameters: Record<string, string | undefined>): string {
  const set = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}
