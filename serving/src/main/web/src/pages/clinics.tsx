import { query, type Funnel, type FunnelClinic } from '../api';
import { Chart } from '../chart';
import { funnelChart, placeOf, type Place } from '../charts/funnel';
import { Choose, Filters, PeriodChoice, periodOf, SettingSwitch, settingOf } from '../filters';
import { monthText, percent, plural } from '../format';
import { useResource } from '../live';
import { CONDITIONS, conditionName, settingName, SKIN_TYPES, skinTypeName, stratumName } from '../names';
import { Empty, Panel, Reading } from '../panel';
import { setFilters, type Route } from '../route';
import { countColumn, DataTable, rateColumns, type TableModel } from '../table';

const PLACES: Record<Place, string> = { INSIDE: 'within', BEYOND_95: 'beyond 95 %', BEYOND_998: 'beyond 99.8 %' };

export function Clinics({ route }: { route: Route }) {
  const setting = settingOf(route.filters);
  const period = periodOf(route.filters);
  const { condition, skinType, clinic } = route.filters;
  const read = useResource<Funnel>(query('/clinics', { setting, condition, skinType, period }));
  const what = [condition || skinType ? stratumName(condition ?? null, skinType ?? null) : 'all strata', settingName(setting),
    period === 'ALL' ? 'all months' : monthText(period)].join(', ');
  return (
    <>
      <Filters>
        <SettingSwitch setting={setting} />
        <PeriodChoice period={period} setting={setting} />
        <Choose name="condition" label="Condition" value={condition ?? ''} choices={[{ value: '', name: 'All conditions' }, ...CONDITIONS.map((value) => ({ value, name: conditionName(value) }))]} />
        <Choose name="skinType" label="Skin type" value={skinType ?? ''} choices={[{ value: '', name: 'All skin types' }, ...SKIN_TYPES.map((value) => ({ value, name: skinTypeName(value) }))]} />
        <label class="choose">
          <span>Find a clinic</span>
          <input type="search" list="clinic-ids" value={clinic ?? ''} onInput={(event) => setFilters({ clinic: event.currentTarget.value.trim() || undefined })} />
        </label>
        <datalist id="clinic-ids">{(read.data?.rows ?? []).map((row) => <option key={row.clinicId} value={row.clinicId} />)}</datalist>
      </Filters>
      <Reading read={read} rows={14}>
        {(data) => data.rows.length === 0
          ? <Empty>No clinic has sessions that match: {what}.</Empty>
          : <Panels data={data} what={what} search={clinic ?? ''} stale={read.stale} />}
      </Reading>
    </>
  );
}

function Panels({ data, what, search, stale }: { data: Funnel; what: string; search: string; stale: boolean }) {
  const matches = data.rows.filter((row) => row.clinicId.includes(search));
  const found = search && matches.length === 1 ? matches[0]!.clinicId : (matches.find((row) => row.clinicId === search)?.clinicId ?? null);
  const table = clinicsTable(data, matches);
  const sessions = data.rows.reduce((sum, row) => sum + row.sessions, 0);
  const n = `${plural(data.rows.length, 'clinic')}, ${plural(sessions, 'session')}, ${what}`;
  return (
    <div class="grid">
      <Panel id="funnel" title="Adverse rate of each clinic, adjusted for its mix of strata, against what chance allows" n={n} asOf={data.asOf} method="funnel" full stale={stale} table={clinicsTable(data, data.rows)}>
        <ul class="legend" aria-label="Legend">
          <li><span class="key disc any" aria-hidden="true" />within the limits</li>
          <li><span class="mark" aria-hidden="true">◇</span>beyond 95 %</li>
          <li><span class="mark filled" aria-hidden="true">▲</span>beyond 99.8 %</li>
          <li><span class="key line dashed ink" aria-hidden="true" />95 % limits</li>
          <li><span class="key line ink" aria-hidden="true" />99.8 % limits</li>
          <li><span class="key line target" aria-hidden="true" />chain, {percent(data.target)} %</li>
        </ul>
        <Chart label={`Funnel plot of ${plural(data.rows.length, 'clinic')}: adjusted adverse rate over number of sessions`} inputs={[data, found]} draw={(width) => funnelChart(data, found, width)} />
        <p class="prose">{dispersion(data)} A place beyond a limit asks for a look at the cases; it is no verdict, and clinics are not ranked.</p>
      </Panel>
      <Panel id="clinics" title="The same clinics by name" n={search ? `${plural(matches.length, 'clinic')} matching “${search}”` : n} asOf={data.asOf} method="funnel" full stale={stale} table={table} bare>
        {matches.length === 0 ? <Empty>No clinic here has “{search}” in its name.</Empty> : <DataTable table={table} />}
      </Panel>
    </div>
  );
}

function dispersion({ phi, tau2 }: Funnel): string {
  if (phi === null) return 'With fewer than two clinics there is nothing to compare.';
  const factor = phi.toFixed(1);
  if (tau2 > 0) return `Over-dispersion: clinics differ more than chance alone explains (φ ${factor}, where 1 is chance), so the limits are widened by what clinics usually differ (τ ${Math.sqrt(tau2).toFixed(2)} on the square root of observed over expected).`;
  return `No over-dispersion: clinics differ about as much as chance explains (φ ${factor}, where 1 is chance), so the limits are those of chance alone.`;
}

function clinicsTable(data: Funnel, rows: FunnelClinic[]): TableModel {
  return {
    caption: 'Clinics by name', rows: [...rows].sort((a, b) => a.clinicId.localeCompare(b.clinicId)),
    columns: [
      { title: 'Clinic', name: 'clinic_id', heading: true, value: (r) => r.clinicId },
      countColumn('Sessions', 'sessions', (r) => r.sessions), countColumn('Patients', 'patients', (r) => r.patients),
      countColumn('Adverse', 'adverse_sessions', (r) => r.adverse.sessions),
      { title: 'Expected', name: 'expected', number: true, value: (r) => r.expected, show: (r) => r.expected.toFixed(1) },
      ...rateColumns('Observed', 'adverse_rate', (r) => r.adverse),
      { title: 'Adjusted, %', name: 'adjusted_rate', number: true, value: (r) => r.adjustedRate, show: (r) => percent(r.adjustedRate) },
      { title: 'Observed / expected', name: 'ratio', number: true, value: (r) => r.ratio, show: (r) => (r.ratio === null ? '–' : r.ratio.toFixed(2)) },
      { title: 'Limits', name: 'limits', value: (r) => PLACES[placeOf(r, data.limits)] },
    ],
  };
}
