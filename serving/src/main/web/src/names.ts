/** The words that people read for the symbols of the contract. A symbol that this page does not know is shown in lower case. */

const CONDITION_NAMES: Record<string, string> = {
  ACNE_SCAR: 'Acne scars',
  OTHER_SCAR: 'Other scars',
  FINE_LINES: 'Fine lines',
  WRINKLES: 'Wrinkles',
  ENLARGED_PORES: 'Enlarged pores',
  UNEVEN_TEXTURE: 'Uneven texture',
  UNEVEN_TONE: 'Uneven tone',
  STRETCH_MARKS: 'Stretch marks',
  MELASMA: 'Melasma',
  ALOPECIA: 'Alopecia',
  OTHER: 'Other conditions',
};

const REACTION_NAMES: Record<string, string> = {
  ERYTHEMA: 'Erythema',
  EDEMA: 'Edema',
  BRUISING: 'Bruising',
  PAIN: 'Pain',
  PRURITUS: 'Pruritus',
  PINPOINT_BLEEDING: 'Pinpoint bleeding',
  CRUSTING: 'Crusting',
  DRYNESS: 'Dryness',
  HYPERPIGMENTATION: 'Hyperpigmentation',
  HYPOPIGMENTATION: 'Hypopigmentation',
  INFECTION: 'Infection',
  HSV_REACTIVATION: 'HSV reactivation',
  SCARRING: 'Scarring',
  TRAM_TRACK: 'Tram-track scars',
  GRANULOMA: 'Granuloma',
  ALLERGIC_REACTION: 'Allergic reaction',
  CONTACT_DERMATITIS: 'Contact dermatitis',
  ACNE_FLARE: 'Acne flare',
  MILIA: 'Milia',
  LYMPHADENOPATHY: 'Lymphadenopathy',
  BURN: 'Burn',
  NERVE_INJURY: 'Nerve injury',
  OTHER: 'Other reaction',
};

const REASON_NAMES: Record<string, string> = {
  UNREADABLE: 'Unreadable',
  UNKNOWN_SCHEMA: 'Unknown schema',
  UNKNOWN_SYMBOL: 'Unknown symbol',
  INVALID: 'Invalid',
  FROM_THE_FUTURE: 'From the future',
  OVERSIZED: 'Oversized',
  IMPERSONATION: 'Impersonation',
};

export const CONDITIONS = Object.keys(CONDITION_NAMES);
export const SKIN_TYPES = ['I', 'II', 'III', 'IV', 'V', 'VI', 'UNKNOWN'];
export const REACTION_TYPES = Object.keys(REACTION_NAMES);
export const REASONS = Object.keys(REASON_NAMES);

const plain = (symbol: string): string => symbol.charAt(0) + symbol.slice(1).toLowerCase().replaceAll('_', ' ');

export const conditionName = (symbol: string): string => CONDITION_NAMES[symbol] ?? plain(symbol);
export const reactionName = (symbol: string): string => REACTION_NAMES[symbol] ?? plain(symbol);
export const reasonName = (symbol: string): string => REASON_NAMES[symbol] ?? plain(symbol);
export const skinTypeName = (symbol: string): string => (symbol === 'UNKNOWN' ? 'Unknown' : symbol);
export const settingName = (symbol: string): string => (symbol === 'HOME' ? 'at home' : 'in clinics');

/** "Acne scars, skin type IV"; a null part is left out, both null is "All strata". */
export function stratumName(condition: string | null, skinType: string | null): string {
  const skin = skinType === null ? null : skinType === 'UNKNOWN' ? 'skin type unknown' : `skin type ${skinType}`;
  return [condition === null ? null : conditionName(condition), skin].filter(Boolean).join(', ') || 'All strata';
}
