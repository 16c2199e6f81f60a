import type { ComponentChildren } from 'preact';
import type { Envelope, Setting, SideEffects } from './api';
import { query } from './api';
import { monthText } from './format';
import { useResource } from './live';
import { setFilters } from './route';

/** The row of filters above a page; every one of them is in the URL. */
export function Filters({ children }: { children: ComponentChildren }) {
  return <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>{children}</form>;
}

const SETTINGS: [Setting, string][] = [['CLINIC', 'In clinics'], ['HOME', 'At home']];

/** Clinic or home: a switch and no "both", because the two are never pooled. */
export function SettingSwitch({ setting }: { setting: Setting }) {
  return (
    <fieldset class="switch">
      <legend>Treated</legend>
      {SETTINGS.map(([value, name]) => (
        <label key={value}>
          <input type="radio" name="setting" value={value} checked={setting === value}
            onChange={() => setFilters({ setting: value === 'CLINIC' ? undefined : value })} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function settingOf(filters: Record<string, string>): Setting {
  return filters['setting'] === 'HOME' ? 'HOME' : 'CLINIC';
}

export interface Choice {
  value: string;
  name: string;
  group?: string;
}

export function Choose({ name, label, value, choices }: { name: string; label: string; value: string; choices: Choice[] }) {
  const groups = [...new Set(choices.map((choice) => choice.group))];
  const options = (group: string | undefined) => choices.filter((choice) => choice.group === group)
    .map((choice) => <option key={choice.value} value={choice.value} selected={choice.value === value}>{choice.name}</option>);
  return (
    <label class="choose">
      <span>{label}</span>
      <select name={name} value={value} onChange={(event) => setFilters({ [name]: event.currentTarget.value || undefined })}>
        {groups.map((group) => (group ? <optgroup key={group} label={group}>{options(group)}</optgroup> : options(group)))}
      </select>
    </label>
  );
}

export const chainMonthsPath = (setting: Setting): string =>
  query('/side-effects', { grouping: 'CHAIN', period: 'MONTH', setting, order: 'period', limit: '1000' });

/** All months that have sessions, newest first, and "all months". */
export function PeriodChoice({ period, setting }: { period: string; setting: Setting }) {
  const months = useResource<Envelope<SideEffects>>(chainMonthsPath(setting)).data?.rows ?? [];
  const starts = new Set(months.map((row) => row.period.start?.slice(0, 7)).filter((start): start is string => Boolean(start)));
  if (period !== 'ALL') starts.add(period);
  const choices = [...starts].sort().reverse().map((start) => ({ value: start, name: monthText(start) }));
  return <Choose name="period" label="Treated in" value={period === 'ALL' ? '' : period} choices={[{ value: '', name: 'All months' }, ...choices]} />;
}

export const periodOf = (filters: Record<string, string>): string => (/^\d{4}-\d{2}$/.test(filters['period'] ?? '') ? filters['period']! : 'ALL');
