// A simulated chain of clinics for the fixture server: seeded, so every run has the same patients. The rates follow the
// published figures (pigmentation rises with skin type, expected reactions are frequent and short, harm is rare).

export const CONDITIONS = ['ACNE_SCAR', 'OTHER_SCAR', 'FINE_LINES', 'WRINKLES', 'ENLARGED_PORES', 'UNEVEN_TEXTURE',
  'UNEVEN_TONE', 'STRETCH_MARKS', 'MELASMA', 'ALOPECIA', 'OTHER'];
export const SKIN_TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI', 'UNKNOWN'];
export const WINDOWS = {
  ERYTHEMA: 7, EDEMA: 7, BRUISING: 7, PAIN: 7, PRURITUS: 7, PINPOINT_BLEEDING: 7, CRUSTING: 7, DRYNESS: 7,
  HYPERPIGMENTATION: null, HYPOPIGMENTATION: null, INFECTION: null, HSV_REACTIVATION: null, SCARRING: null,
  TRAM_TRACK: null, GRANULOMA: null, ALLERGIC_REACTION: null, CONTACT_DERMATITIS: null, ACNE_FLARE: null, MILIA: null,
  LYMPHADENOPATHY: null, BURN: null, NERVE_INJURY: null, OTHER: null,
};

const WEIGHT_OF_CONDITION = [30, 7, 14, 12, 9, 7, 5, 8, 7, 0.6, 0.08];
const WEIGHT_OF_SKIN = [8, 25, 28, 20, 12, 4, 3];
const PIGMENTATION = { I: 0.002, II: 0.003, III: 0.004, IV: 0.012, V: 0.026, VI: 0.024, UNKNOWN: 0.008 };
const EXPECTED = { ERYTHEMA: 0.14, EDEMA: 0.05, PAIN: 0.05, PRURITUS: 0.03, PINPOINT_BLEEDING: 0.03, BRUISING: 0.025,
  CRUSTING: 0.02, DRYNESS: 0.04 };
const HARM = { ACNE_FLARE: 0.004, MILIA: 0.003, CONTACT_DERMATITIS: 0.0012, INFECTION: 0.001, HSV_REACTIVATION: 0.0008,
  TRAM_TRACK: 0.0006, ALLERGIC_REACTION: 0.0005, HYPOPIGMENTATION: 0.0005, GRANULOMA: 0.0002, SCARRING: 0.0003 };

/** A seeded generator of numbers in [0, 1) (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const dayNumber = (date) => Math.round(Date.parse(`${date}T00:00:00Z`) / 86400000);
export const dateOf = (day) => new Date(day * 86400000).toISOString().slice(0, 10);

/** The facts of a chain: an array of sessions with their reactions and ratings, treated in the months before `today`. */
export function simulateChain({ seed = 7, clinics = 14, months = 24, sessions = 24000, today = '2026-04-14' } = {}) {
  const random = seeded(seed);
  const pick = (weights) => {
    let at = random() * weights.reduce((a, b) => a + b, 0);
    return weights.findIndex((weight) => (at -= weight) < 0);
  };
  const last = dayNumber(today);
  const first = last - Math.round(months * 30.44);
  const sizes = Array.from({ length: clinics }, () => 0.2 + random() * random() * 3);
  const drift = Array.from({ length: clinics }, () => Math.exp((random() + random() + random() - 1.5) * 0.7));
  drift[6] *= 2.4; // one clinic that stands out
  const facts = [];
  for (let patient = 0; facts.length < sessions; patient++) {
    const home = random() < 0.06;
    const clinic = pick(sizes);
    const condition = CONDITIONS[pick(WEIGHT_OF_CONDITION)];
    const skinType = SKIN_TYPES[pick(WEIGHT_OF_SKIN)];
    const planned = 1 + Math.floor(random() * 5);
    let day = first + Math.floor(random() ** 0.8 * (last - first));
    for (let number = 1; number <= planned && day <= last; number++, day += 26 + Math.floor(random() * 12)) {
      facts.push(session({ patient, clinic, condition, skinType, number, day, home, random, last, drift: drift[clinic] }));
    }
  }
  return { facts, clinics: sizes.map((_, i) => clinicId(i)), today, last };
}

export const clinicId = (i) => `clinic-${String(i + 1).padStart(2, '0')}`;

function session({ patient, clinic, condition, skinType, number, day, home, random, last, drift }) {
  const reactions = [];
  const report = (type, grade, onset, lasts, known) => {
    const seenBy = day + onset;
    if (seenBy > last) return;
    const resolved = known && seenBy + lasts <= last ? lasts : null;
    const ongoing = resolved === null && random() < 0.4 ? Math.min(last - seenBy, Math.floor(lasts * 0.6)) : null;
    const window = WINDOWS[type];
    const outlasted = window !== null && ((resolved ?? -1) > window || (ongoing ?? -1) > window);
    const serious = type === 'INFECTION' && random() < 0.5;
    reactions.push({ id: `r${reactions.length + 1}`, type, grade, onset, resolved, ongoing, serious,
      adverse: window === null || grade >= 3 || serious || outlasted,
      unknown: window !== null && resolved === null && !outlasted });
  };
  const grade = (mild) => (random() < mild ? 1 : random() < 0.86 ? 2 : 3);
  for (const [type, rate] of Object.entries(EXPECTED)) {
    if (random() < rate * (home ? 0.7 : 1)) {
      report(type, grade(0.93), 0, 1 + Math.floor(-Math.log(1 - random()) * 1.7), random() < 0.78);
    }
  }
  if (random() < PIGMENTATION[skinType] * drift * (condition === 'MELASMA' ? 2 : 1) * (home ? 1.6 : 1)) {
    report('HYPERPIGMENTATION', grade(0.6), 5 + Math.floor(random() * 28), 40 + Math.floor(random() * 120), random() < 0.8);
  }
  for (const [type, rate] of Object.entries(HARM)) {
    if (random() < rate * drift * (home ? 2 : 1)) {
      report(type, grade(0.5), 1 + Math.floor(random() * 14), 5 + Math.floor(random() * 45), random() < 0.8);
    }
  }
  const ratings = [];
  const harmed = reactions.some((r) => r.adverse);
  for (const week of [0, 3, 7, 11, 16]) {
    if (random() < 0.16 && day + week * 7 <= last) {
      const lift = Math.min(week, 12) * 0.02 - (harmed ? 0.9 : 0);
      const score = Math.max(1, Math.min(5, Math.round(4.05 + lift + (random() + random() + random() - 1.5) * 1.5)));
      ratings.push({ week, score, improvement: Math.max(1, Math.min(5, 6 - score + Math.round(random() - 0.5))) });
    }
  }
  return { patient, clinic: clinicId(clinic), condition, skinType, number, day, setting: home ? 'HOME' : 'CLINIC', reactions,
    ratings, id: `s${day}-${patient}` };
}
