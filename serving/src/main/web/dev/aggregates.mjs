// Folds simulated facts into the rows that the REST interface answers with.
import { WINDOWS, dateOf } from './chain.mjs';

const Z = 1.959963984540054;

/** A rate of n with its 95 % Wilson interval; all null for n = 0. */
export function wilson(x, n) {
  if (n === 0) return { rate: null, rateLow: null, rateHigh: null };
  const p = x / n;
  const centre = p + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return { rate: p, rateLow: x === 0 ? 0 : (centre - half) / scale, rateHigh: x === n ? 1 : (centre + half) / scale };
}

const distinct = (sessions) => new Set(sessions.map((s) => s.patient)).size;
const count = (sessions, n) => ({ sessions: sessions.length, patients: distinct(sessions), ...wilson(sessions.length, n) });
const tally = (keys) => {
  const counts = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};
const histogram = (days) => tally(days.map((day) => Math.min(day, 91)));

export function monthOf(day) {
  return dateOf(day).slice(0, 7);
}

/** One side-effect summary of the given sessions. */
export function sideEffects(sessions, key, { reactions = false, histograms = false } = {}) {
  const n = sessions.length;
  const row = {
    accountKey: [key.grouping, key.period ?? 'ALL', key.setting, key.condition, key.skinType, key.clinicId, '', '']
      .map((part) => part ?? '').join('|'),
    grouping: key.grouping,
    period: key.period ? { kind: 'MONTH', start: `${key.period}-01` } : { kind: 'ALL', start: null },
    setting: key.setting, condition: key.condition ?? null, skinType: key.skinType ?? null, clinicId: key.clinicId ?? null,
    deviceModel: null, cartridgeLot: null,
    sessions: n, patients: distinct(sessions),
    any: count(sessions.filter((s) => s.reactions.length > 0), n),
    adverse: count(sessions.filter((s) => s.reactions.some((r) => r.adverse)), n),
  };
  if (reactions) {
    row.reactions = Object.fromEntries(Object.keys(WINDOWS).map((type) => [type, typeCounts(sessions, type, histograms)]));
  }
  if (histograms) {
    row.sessionsByDay = tally(sessions.map((s) => dateOf(s.day)));
  }
  return row;
}

function typeCounts(sessions, type, histograms) {
  const withType = sessions.filter((s) => s.reactions.some((r) => r.type === type));
  const adverse = withType.filter((s) => s.reactions.some((r) => r.type === type && r.adverse));
  const reports = withType.flatMap((s) => s.reactions.filter((r) => r.type === type));
  const wilsonAdverse = wilson(adverse.length, sessions.length);
  return {
    expectedWindowDays: WINDOWS[type],
    ...count(withType, sessions.length),
    reports: reports.length, adverseReports: reports.filter((r) => r.adverse).length,
    adverseSessions: adverse.length, adversePatients: distinct(adverse),
    adverseRate: wilsonAdverse.rate, adverseRateLow: wilsonAdverse.rateLow, adverseRateHigh: wilsonAdverse.rateHigh,
    byGrade: [1, 2, 3, 4, 5].map((grade) => reports.filter((r) => r.grade === grade).length),
    serious: reports.filter((r) => r.serious).length,
    unresolved: reports.filter((r) => r.resolved === null).length,
    resolutionUnknown: reports.filter((r) => r.unknown).length,
    ...(histograms ? {
      onsetDays: histogram(reports.map((r) => r.onset)),
      resolutionDays: histogram(reports.filter((r) => r.resolved !== null).map((r) => r.resolved)),
    } : {}),
  };
}

/** The distribution of the latest rating of each session that falls into a band. */
function band(ratings) {
  const byScore = [1, 2, 3, 4, 5].map((score) => ratings.filter((r) => r.score === score).length);
  const n = ratings.length;
  const top = wilson(byScore[3] + byScore[4], n);
  return {
    byScore, mean: n === 0 ? null : ratings.reduce((sum, r) => sum + r.score, 0) / n,
    topBoxRate: top.rate, topBoxLow: top.rateLow, topBoxHigh: top.rateHigh,
    improvementByGrade: [1, 2, 3, 4, 5].map((grade) => ratings.filter((r) => r.improvement === grade).length),
  };
}

const WEEKS = { '0-1': [0, 1], '2-4': [2, 4], '5-8': [5, 8], '9-12': [9, 12], '13+': [13, 999] };

export function satisfaction(sessions, key) {
  const latest = (list) => list.flatMap((s) => s.ratings.slice(-1));
  const inWeeks = ([from, to]) => latest(sessions.map((s) => ({ ratings: s.ratings.filter((r) => r.week >= from && r.week <= to) })));
  return {
    accountKey: [key.grouping, key.period ?? 'ALL', key.setting, key.condition, key.skinType, key.clinicId, '', '']
      .map((part) => part ?? '').join('|'),
    grouping: key.grouping,
    period: key.period ? { kind: 'MONTH', start: `${key.period}-01` } : { kind: 'ALL', start: null },
    setting: key.setting, condition: key.condition ?? null, skinType: key.skinType ?? null, clinicId: key.clinicId ?? null,
    deviceModel: null, cartridgeLot: null,
    sessions: sessions.length, ratedSessions: sessions.filter((s) => s.ratings.length > 0).length,
    overall: band(latest(sessions)),
    byWeeks: Object.fromEntries(Object.entries(WEEKS).map(([name, range]) => [name, band(inWeeks(range))])),
    bySessionNumber: Object.fromEntries(['1', '2', '3', '4+'].map((name) => [name,
      band(latest(sessions.filter((s) => (name === '4+' ? s.number >= 4 : s.number === Number(name)))))])),
  };
}
