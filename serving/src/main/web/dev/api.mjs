// Answers the dashboard's requests from simulated facts, in the shape of openapi.yaml. For development and for the browser
// tests of states that a healthy stack does not show; the figures of the real interface are tested against the real one.
import { CONDITIONS, SKIN_TYPES, WINDOWS, dateOf, dayNumber, simulateChain } from './chain.mjs';
import { monthOf, satisfaction, sideEffects, wilson } from './aggregates.mjs';

const FOLLOW_UP_DAYS = 90;
const REASONS = ['UNREADABLE', 'UNKNOWN_SCHEMA', 'UNKNOWN_SYMBOL', 'INVALID', 'FROM_THE_FUTURE', 'OVERSIZED', 'IMPERSONATION'];

export function createApi(options = {}) {
  const chain = simulateChain(options);
  const asOf = `${chain.today}T09:12:44Z`;
  const months = [...new Set(chain.facts.map((s) => monthOf(s.day)))].sort();
  const envelope = (rows, release = null) => ({ asOf, release, count: rows.length, next: null, rows });
  for (const s of chain.facts) s.month = monthOf(s.day);
  const select = (key) => chain.facts.filter((s) => (!key.setting || s.setting === key.setting)
    && (!key.condition || s.condition === key.condition) && (!key.skinType || s.skinType === key.skinType)
    && (!key.clinicId || s.clinic === key.clinicId) && (!key.period || s.month === key.period));
  const elapsed = (sessions) => (sessions.length === 0 ? 0
    : sessions.reduce((sum, s) => sum + Math.min(1, (chain.last - s.day) / FOLLOW_UP_DAYS), 0) / sessions.length);

  function keysOf(query) {
    const grouping = query.get('grouping') ?? 'STRATUM';
    const wanted = query.get('period') ?? 'ALL';
    const periods = wanted === 'MONTH' ? months : [wanted === 'ALL' ? null : wanted];
    const settings = query.has('setting') ? [query.get('setting')] : ['CLINIC', 'HOME'];
    const has = (name) => grouping.split('_').includes(name) || (grouping.includes('STRATUM') && name !== 'CLINIC');
    const conditions = has('CONDITION') ? (query.get('condition') ? [query.get('condition')] : CONDITIONS) : [undefined];
    const skins = grouping === 'SKIN_TYPE' || grouping.includes('STRATUM')
      ? (query.get('skinType') ? [query.get('skinType')] : SKIN_TYPES) : [undefined];
    const clinics = has('CLINIC') ? chain.clinics : [undefined];
    return settings.flatMap((setting) => periods.flatMap((period) => clinics.flatMap((clinicId) =>
      conditions.flatMap((condition) => skins.map((skinType) => ({ grouping, period, setting, clinicId, condition, skinType }))))));
  }

  const flag = (query, name) => query.get(name) === 'true';
  const release = createReleases(chain, select, months);

  return {
    asOf,
    status: (role) => ({ version: '0.1.0-SNAPSHOT', role, asOf,
      freshness: { sourceLagRecords: 0, storeLagRecords: 0, updatedAt: asOf }, store: { reachable: true, migration: '5' },
      windows: { followUpDays: FOLLOW_UP_DAYS, silentAfterDays: 7 },
      rulesVersion: '2', generation: 'a', rebuilding: false, newestRelease: release.list.at(-1).release }),
    session: (role) => ({ role }),
    'side-effects': (role, query) => {
      if (role === 'ANALYST') {
        const newest = release.list.at(-1).release;
        const wanted = query.get('period') ?? 'ALL';
        return envelope(release.rows(newest).filter((row) => (!query.get('setting') || row.setting === query.get('setting'))
          && (wanted === 'MONTH' ? row.period.kind === 'MONTH' : row.period.kind === 'ALL')), newest);
      }
      return envelope(keysOf(query).map((key) => sideEffects(select(key), key,
        { reactions: flag(query, 'reactions'), histograms: flag(query, 'histograms') })).filter((row) => row.sessions > 0));
    },
    satisfaction: (role, query) =>
      envelope(keysOf(query).map((key) => satisfaction(select(key), key)).filter((row) => row.sessions > 0)),
    strata: (role, query, condition, skinType) => {
      const setting = query.get('setting') ?? 'CLINIC';
      const sessions = select({ condition, skinType, setting });
      if (sessions.length === 0) return null;
      const key = { grouping: 'STRATUM', condition, skinType, setting };
      return { asOf, setting, condition, skinType,
        all: sideEffects(sessions, key, { reactions: true }),
        months: months.map((month) => {
          const some = select({ ...key, period: month });
          const row = sideEffects(some, key);
          return { start: `${month}-01`, sessions: row.sessions, patients: row.patients, any: row.any, adverse: row.adverse,
            followUpShare: elapsed(some) };
        }).filter((month) => month.sessions > 0),
        onset: perType(sessions, (type) => onset(sessions, type, chain.last)),
        resolution: perType(sessions, (type) => resolution(sessions, type, chain.last)) };
    },
    clinics: (role, query) => {
      const key = { setting: query.get('setting') ?? 'CLINIC', condition: query.get('condition') || undefined,
        skinType: query.get('skinType') || undefined, period: query.get('period') && query.get('period') !== 'ALL' ? query.get('period') : undefined };
      return { asOf, ...funnel(chain.clinics.map((clinicId) =>
        ({ ...sideEffects(select({ ...key, clinicId }), { grouping: 'CLINIC', ...key }), clinicId })).filter((row) => row.sessions > 0)) };
    },
    'rejects/summary': () => envelope(chain.clinics.slice(0, 9).flatMap((clinicId, i) => REASONS
      .map((reason, j) => ({ clinicId, reason, records: Math.max(0, ((i * 7 + j * 5) % 11) - 6) * (j === 3 ? 9 : 1) })))
      .filter((row) => row.records > 0).concat([{ clinicId: null, reason: 'UNREADABLE', records: 4 }])),
    'data-quality': () => envelope(chain.clinics.map((clinicId, i) => {
      const own = select({ clinicId });
      return { clinicId, lastSeenAt: new Date(Date.parse(asOf) - (i === 4 ? 19 : i % 3) * 86400000 - i * 4e6).toISOString(),
        acceptedSessions: own.length, acceptedReactions: own.flatMap((s) => s.reactions).length,
        acceptedRatings: own.flatMap((s) => s.ratings).length, heldReactions: (i * 5) % 7, heldRatings: (i * 3) % 4,
        onsetBeforeTreatment: i % 5 === 0 ? i : 0, ratingBeforeTreatment: i % 4 === 0 ? 1 : 0,
        rejected: { INVALID: (i * 7) % 23 }, updatedAt: asOf };
    })),
    'follow-ups': (role, query) => {
      const day = query.get('asOf') ? dayNumber(query.get('asOf')) : chain.last;
      return envelope(overdue(select({ clinicId: query.get('clinicId') || undefined }), day));
    },
    releases: () => envelope([...release.list].reverse(), release.list.at(-1).release),
    release: (role, query, number) => release.list.some((r) => r.release === Number(number))
      ? { ...release.list.find((r) => r.release === Number(number)), next: null, rows: release.rows(Number(number)) } : null,
    months,
  };
}

const perType = (sessions, make) => Object.fromEntries(Object.keys(WINDOWS)
  .filter((type) => sessions.some((s) => s.reactions.some((r) => r.type === type))).map((type) => [type, make(type)]));

function onset(sessions, type, last) {
  let free = 1;
  const firsts = sessions.map((s) => ({ age: last - s.day, at: s.reactions.filter((r) => r.type === type).map((r) => r.onset)[0] }));
  return Array.from({ length: 91 }, (_, day) => {
    const atRisk = firsts.filter((s) => s.age >= day && (s.at === undefined || s.at >= day)).length;
    const reports = firsts.filter((s) => s.at === day).length;
    if (atRisk > 0) free *= 1 - Math.min(1, reports / atRisk);
    return { day, atRisk, reports, cumulative: 1 - free };
  }).filter((point) => point.atRisk > 0);
}

function resolution(sessions, type, last) {
  const reports = sessions.flatMap((s) => s.reactions.filter((r) => r.type === type).map((r) => ({ ...r, day: s.day })));
  const known = reports.filter((r) => !r.unknown);
  const timed = known.map((r) => ({ time: r.resolved ?? r.ongoing ?? 0, event: r.resolved !== null }));
  let survival = 1;
  let greenwood = 0;
  const curve = [{ day: 0, atRisk: timed.length, resolved: 0, censored: 0, survival: 1, low: 1, high: 1 }];
  for (const day of [...new Set(timed.map((t) => t.time))].sort((a, b) => a - b)) {
    const atRisk = timed.filter((t) => t.time >= day).length;
    const resolved = timed.filter((t) => t.time === day && t.event).length;
    const censored = timed.filter((t) => t.time === day && !t.event).length;
    survival *= 1 - resolved / atRisk;
    greenwood += atRisk > resolved ? resolved / (atRisk * (atRisk - resolved)) : 0;
    const half = survival > 0 && survival < 1 ? (1.96 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival)) : 0;
    curve.push({ day, atRisk, resolved, censored, survival,
      low: survival > 0 ? survival ** Math.exp(half) : 0, high: survival > 0 ? survival ** Math.exp(-half) : 0 });
  }
  return { reports: reports.length, unresolved: reports.filter((r) => r.resolved === null).length,
    resolutionUnknown: reports.filter((r) => r.unknown).length, curve,
    median: curve.find((point) => point.survival <= 0.5)?.day ?? null };
}

function funnel(rows) {
  const n = rows.reduce((sum, row) => sum + row.sessions, 0);
  const x = rows.reduce((sum, row) => sum + row.adverse.sessions, 0);
  const target = n === 0 ? null : x / n;
  const z = rows.map((row) => (row.adverse.rate - target) / Math.sqrt((target * (1 - target)) / row.sessions)).sort((a, b) => a - b);
  const cut = Math.floor(rows.length * 0.1);
  const phi = z.map((v, i) => (i < cut ? z[cut] : i >= z.length - cut ? z[z.length - 1 - cut] : v)).reduce((s, v) => s + v * v, 0) / rows.length;
  const w = rows.map((row) => row.sessions / (target * (1 - target)));
  const sum = w.reduce((a, b) => a + b, 0);
  const tau2 = Math.max(0, (rows.length * phi - (rows.length - 1)) / (sum - w.reduce((s, v) => s + v * v, 0) / sum));
  const largest = Math.max(...rows.map((row) => row.sessions));
  const limits = Array.from({ length: 60 }, (_, i) => Math.max(10, Math.round(((i + 1) / 60) ** 2 * largest * 1.05))).map((size) => {
    const half = (k) => k * Math.sqrt((target * (1 - target)) / size + tau2);
    return { n: size, low95: Math.max(0, target - half(1.96)), high95: Math.min(1, target + half(1.96)),
      low998: Math.max(0, target - half(3.09)), high998: Math.min(1, target + half(3.09)) };
  });
  return { target, phi, tau2, limits, rows: rows.map(({ clinicId, sessions, patients, adverse }) =>
    ({ clinicId, sessions, patients, adverse, expected: target * sessions, ratio: adverse.sessions / (target * sessions), adjustedRate: adverse.rate })) };
}

function overdue(sessions, day) {
  return sessions.flatMap((s) => s.reactions.filter((r) => r.resolved === null).map((r) => {
    const onsetDay = s.day + r.onset;
    const ongoing = r.ongoing === null ? null : onsetDay + r.ongoing;
    const due = Math.max(onsetDay, ongoing ?? onsetDay) + (WINDOWS[r.type] ?? 30);
    return { patientKey: `pk${String(s.patient * 7919).padStart(10, '0')}xQ`, clinicId: s.clinic, sessionId: s.id, reactionId: r.id, reactionType: r.type,
      grade: r.grade, serious: r.serious, onsetOn: dateOf(onsetDay), ongoingOn: ongoing === null ? null : dateOf(ongoing),
      expectedWindowDays: WINDOWS[r.type], dueOn: dateOf(due), daysOverdue: day - due };
  })).filter((row) => row.daysOverdue > 0).sort((a, b) => b.daysOverdue - a.daysOverdue);
}

/** Releases with the small cells of the fixture hidden; plain primary suppression is enough to draw every state. */
function createReleases(chain, select, months) {
  const list = [1, 2, 3].map((release) => ({ release, releasedAt: `2026-0${release + 1}-01T06:00:00Z`,
    asOf: `2026-0${release + 1}-01T05:58:10Z`, rule: 'MONTHLY', threshold: 11, rulesVersion: '2' }));
  const hide = (x) => x >= 1 && x <= 10;
  const rowOf = (key) => {
    const sessions = select(key);
    const patients = new Set(sessions.map((s) => s.patient)).size;
    const withAny = new Set(sessions.filter((s) => s.reactions.length > 0).map((s) => s.patient)).size;
    const withAdverse = new Set(sessions.filter((s) => s.reactions.some((r) => r.adverse)).map((s) => s.patient)).size;
    const part = (x) => (hide(patients) || hide(x) || hide(patients - x) ? { patients: null, rate: null, rateLow: null, rateHigh: null, mixed: false }
      : { patients: x, ...wilson(x, patients), mixed: key.condition === 'MELASMA' });
    return { period: key.period ? { kind: 'MONTH', start: `${key.period}-01` } : { kind: 'ALL', start: null }, setting: key.setting,
      condition: key.condition ?? null, skinType: key.skinType ?? null, patients: hide(patients) ? null : patients,
      any: part(withAny), adverse: part(withAdverse), suppressed: hide(patients) || hide(withAny) || hide(withAdverse) };
  };
  const rows = new Map();
  return { list, rows: (number) => {
    if (!rows.has(number)) {
      rows.set(number, ['CLINIC', 'HOME'].flatMap((setting) => [undefined, ...months.slice(-6)].flatMap((period) =>
        [undefined, ...CONDITIONS].flatMap((condition) => [undefined, ...SKIN_TYPES].map((skinType) =>
          rowOf({ setting, period, condition, skinType }))))));
    }
    return rows.get(number);
  } };
}
