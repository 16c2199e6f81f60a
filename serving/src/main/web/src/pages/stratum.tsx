import { query, type Month, type Resolution, type Stratum as StratumDocument } from '../api';
import { Chart } from '../chart';
import { onsetChart, resolutionChart } from '../charts/curves';
import { gradesChart } from '../charts/grades';
import { splitTypes } from '../charts/reactions';
import { Choose, Filters, SettingSwitch, settingOf } from '../filters';
import { count, monthText, percent, plural, rateText } from '../format';
import { SMALL_BELOW_PATIENTS } from '../heatmap';
import { useResource } from '../live';
import { CONDITIONS, conditionName, reactionName, settingName, SKIN_TYPES, skinTypeName, stratumName } from '../names';
import { Empty, Panel, Reading } from '../panel';
import { link, type Route } from '../route';
import { countColumn, rateColumns, type TableModel } from '../table';
import { ReactionTypes, typesTable } from '../types';
import { Trend } from './overview';

export function Stratum({ route }: { route: Route }) {
  const [condition, skinType] = route.parts;
  if (!condition || !skinType || !CONDITIONS.includes(condition) || !SKIN_TYPES.includes(skinType)) {
    return <Empty>There is no such stratum. <a href={link('overview')}>Choose one in the overview</a></Empty>;
  }
  return <OneStratum key={`${condition}/${skinType}`} condition={condition} skinType={skinType} route={route} />;
}

function OneStratum({ condition, skinType, route }: { condition: string; skinType: string; route: Route }) {
  const setting = settingOf(route.filters);
  const read = useResource<StratumDocument>(query(`/strata/${condition}/${skinType}`, { setting }));
  const filters = route.filters;
  return (
    <>
      <Filters>
        <SettingSwitch setting={setting} />
        <Jump label="Condition" value={condition} choices={CONDITIONS.map((value) => ({ value, name: conditionName(value) }))} to={(value) => link('stratum', [value, skinType], filters)} />
        <Jump label="Skin type" value={skinType} choices={SKIN_TYPES.map((value) => ({ value, name: skinTypeName(value) }))} to={(value) => link('stratum', [condition, value], filters)} />
        <a class="back" href={link('overview', [], { setting: filters['setting'], period: filters['period'] })}>All strata</a>
      </Filters>
      {read.problem?.status === 404
        ? <Empty>No session of {stratumName(condition, skinType)} {settingName(setting)} has been counted.</Empty>
        : <Reading read={read} rows={14}>{(data) => <Panels data={data} route={route} stale={read.stale} />}</Reading>}
    </>
  );
}

function Jump({ label, value, choices, to }: { label: string; value: string; choices: { value: string; name: string }[]; to: (value: string) => string }) {
  return (
    <label class="choose">
      <span>{label}</span>
      <select value={value} onChange={(event) => { location.hash = to(event.currentTarget.value); }}>
        {choices.map((choice) => <option key={choice.value} value={choice.value} selected={choice.value === value}>{choice.name}</option>)}
      </select>
    </label>
  );
}

function Panels({ data, route, stale }: { data: StratumDocument; route: Route; stale: boolean }) {
  const { all, asOf } = data;
  const { seen } = splitTypes(all.reactions ?? {});
  const n = `${plural(all.sessions, 'session')}, ${plural(all.patients, 'patient')}`;
  const common = { asOf, stale };
  const type = seen.some((row) => row.type === route.filters['type']) ? route.filters['type']! : firstType(data, seen.map((row) => row.type));
  const onset = type ? data.onset[type] : undefined;
  const resolution = type ? data.resolution[type] : undefined;
  const reports = seen.reduce((sum, row) => sum + row.reports, 0);
  return (
    <>
      <Summary data={data} />
      <div class="grid">
          <Panel {...common} id="stratum-months" title="Adverse rate by month of treatment, % of sessions" n={n} method="months" full table={monthsTable(data.months)}>
            {data.months.some((month) => month.sessions > 0)
              ? <Trend label="Adverse rate by month of treatment, with 95 % interval" months={data.months.filter((month) => month.sessions > 0)
                .map((month) => ({ start: month.start, sessions: month.sessions, rate: month.adverse, followUpShare: month.followUpShare }))} />
              : <Empty>No month has a session yet.</Empty>}
          </Panel>
        <Panel {...common} id="stratum-types" title="Sessions with each reaction type, %" n={n} method="rates" table={typesTable(all, 'Sessions by reaction type')}>
          <ReactionTypes row={all} label={`Rates of sessions by reaction type, ${stratumName(data.condition, data.skinType)}`} />
        </Panel>
          <Panel {...common} id="stratum-grades" title="CTCAE grades of the reports of each type" n={plural(reports, 'report')} method="grades" table={gradesTable(seen)}>
            {seen.length > 0 ? <>
              <ul class="legend" aria-label="Legend">
                {['1 mild', '2 moderate', '3 severe', '4 life-threatening', '5 death'].map((name, i) => <li key={name}><span class={`swatch square g${i + 1}`} aria-hidden="true" />{name}</li>)}
              </ul>
              <Chart label="Grades of the reports by reaction type" inputs={[all]} draw={(width) => gradesChart(seen, width)} />
            </> : <Empty>No reaction was reported.</Empty>}
          </Panel>
        {type && (
          <div class="full choose-type">
            <Choose name="type" label="Onset and resolution of" value={type} choices={seen.map((row) => ({ value: row.type, name: `${reactionName(row.type)} (${count(row.reports)})` }))} />
          </div>
        )}
        {type && onset && (
          <Panel {...common} id="stratum-onset" title={`${reactionName(type)}: cumulative onset, % of sessions old enough`} method="onset"
            n={`${plural(all.reactions?.[type]?.reports ?? 0, 'report')}, ${plural(onset[0]?.atRisk ?? 0, 'session')} at day 0`} table={onsetTable(onset)}>
            <Chart label={`Cumulative onset of ${reactionName(type)} by day since treatment`} inputs={[onset]} draw={(width) => onsetChart(onset, width)} />
          </Panel>
        )}
        {type && resolution && <ResolutionPanel common={common} type={type} resolution={resolution} window={all.reactions?.[type]?.expectedWindowDays ?? null} />}
      </div>
    </>
  );
}

/** The adverse type with most reports: that is what one comes for. */
function firstType(data: StratumDocument, types: string[]): string | undefined {
  const adverse = (type: string): number => data.all.reactions?.[type]?.adverseReports ?? 0;
  return [...types].sort((a, b) => adverse(b) - adverse(a))[0];
}

function Summary({ data }: { data: StratumDocument }) {
  const { all } = data;
  const types = Object.values(all.reactions ?? {});
  const sum = (of: (type: (typeof types)[number]) => number): number => types.reduce((total, type) => total + of(type), 0);
  const unknown = sum((type) => type.resolutionUnknown);
  const newest = data.months.filter((month) => month.sessions > 0).at(-1);
  return (
    <>
      {all.patients < SMALL_BELOW_PATIENTS && <div class="note small">Fewer than {SMALL_BELOW_PATIENTS} patients: intervals are wide, and single patients show. Read with care.</div>}
      <dl class="headlines">
        <Item name="Adverse reaction" value={percent(all.adverse.rate)} unit interval={rateText(all.adverse)} note={`${count(all.adverse.sessions)} of ${plural(all.sessions, 'session')}`} />
        <Item name="Any reported reaction" value={percent(all.any.rate)} unit interval={rateText(all.any)} note={`${count(all.any.sessions)} of ${plural(all.sessions, 'session')}`} />
        <Item name="Serious reactions" value={count(sum((type) => type.serious))} note="reports" />
        <Item name="Unresolved" value={count(sum((type) => type.unresolved))} note={`of ${plural(sum((type) => type.reports), 'report')}`} />
        <Item name="Resolution unknown" value={count(unknown)} note="expected types, in no adverse rate" />
        {newest && <Item name={`Newest: ${monthText(newest.start)}`} value={percent(newest.adverse.rate)} unit interval={rateText(newest.adverse)}
          note={newest.followUpShare === null ? '' : `${Math.round(newest.followUpShare * 100)} % of follow-up`} />}
      </dl>
    </>
  );
}

function Item({ name, value, unit, interval, note }: { name: string; value: string; unit?: boolean; interval?: string; note: string }) {
  const range = interval?.match(/\(.*\)/)?.[0];
  return <div><dt>{name}</dt><dd><b>{value}{unit && <span class="unit"> %</span>}</b>{range && <span class="interval"> {range}</span>}</dd><dd class="quiet-text">{note}</dd></div>;
}

function ResolutionPanel({ common, type, resolution, window }: { common: { asOf: string; stale: boolean }; type: string; resolution: Resolution; window: number | null }) {
  const unknown = resolution.resolutionUnknown;
  return (
    <Panel {...common} id="stratum-resolution" title={`${reactionName(type)}: share not yet resolved, %`} method="resolution"
      n={`${plural(resolution.reports, 'report')}, ${count(resolution.unresolved)} unresolved`} table={resolutionTable(resolution)}>
      <p class="quiet-text">
        {resolution.median === null ? 'Half have not resolved within what was observed' : `Half had resolved by day ${count(resolution.median)}`}.
        {unknown > 0 && <> <strong>{plural(unknown, 'report')} of unknown resolution</strong>: never seen again, so {unknown === 1 ? 'it says' : 'they say'} nothing about how long it lasts.</>}
      </p>
      {resolution.curve.length > 0
        ? <Chart label={`Kaplan-Meier curve of the resolution of ${reactionName(type)} by day since onset`} inputs={[resolution]} draw={(width) => resolutionChart(resolution, window, width)} />
        : <Empty>No report has been followed beyond its onset.</Empty>}
      <ul class="legend" aria-label="Legend">
        <li><span class="key line adverse" aria-hidden="true" />unresolved (Kaplan-Meier)</li>
        <li><span class="key band adverse" aria-hidden="true" />95 % interval</li>
        <li><span class="cross" aria-hidden="true">×</span>still unresolved when last seen</li>
      </ul>
    </Panel>
  );
}

function monthsTable(months: Month[]): TableModel {
  return {
    caption: 'Adverse rate by month of treatment', rows: months,
    columns: [
      { title: 'Month', name: 'month', heading: true, value: (m) => m.start.slice(0, 7), show: (m) => monthText(m.start) },
      countColumn('Sessions', 'sessions', (m) => m.sessions), countColumn('Adverse', 'adverse_sessions', (m) => m.adverse.sessions),
      ...rateColumns('Adverse', 'adverse_rate', (m) => m.adverse), countColumn('Any', 'any_sessions', (m) => m.any.sessions), ...rateColumns('Any', 'any_rate', (m) => m.any),
      { title: 'Follow-up, %', name: 'follow_up_share', number: true, value: (m) => m.followUpShare, show: (m) => (m.followUpShare === null ? '–' : Math.round(m.followUpShare * 100)) },
    ],
  };
}

function gradesTable(rows: unknown[]): TableModel {
  return {
    caption: 'Reports by type and CTCAE grade', rows,
    columns: [
      { title: 'Reaction', name: 'reaction_type', heading: true, value: (r) => r.type, show: (r) => reactionName(r.type) },
      ...[1, 2, 3, 4, 5].map((grade) => countColumn(`Grade ${grade}`, `grade_${grade}`, (r) => r.byGrade[grade - 1])),
      countColumn('Serious', 'serious', (r) => r.serious), countColumn('Reports', 'reports', (r) => r.reports),
    ],
  };
}

function onsetTable(points: unknown[]): TableModel {
  return {
    caption: 'Cumulative onset by day since treatment', rows: points,
    columns: [
      { title: 'Day', name: 'day', number: true, heading: true, value: (p) => p.day }, countColumn('At risk', 'at_risk', (p) => p.atRisk),
      countColumn('Reports', 'reports', (p) => p.reports), { title: 'Cumulative, %', name: 'cumulative', number: true, value: (p) => p.cumulative, show: (p) => percent(p.cumulative) },
    ],
  };
}

function resolutionTable(resolution: Resolution): TableModel {
  return {
    caption: 'Kaplan-Meier estimate of the time to resolution', rows: resolution.curve,
    columns: [
      { title: 'Day', name: 'day', number: true, heading: true, value: (p) => p.day }, countColumn('At risk', 'at_risk', (p) => p.atRisk),
      countColumn('Resolved', 'resolved', (p) => p.resolved), countColumn('Censored', 'censored', (p) => p.censored),
      ...rateColumns('Unresolved', 'survival', (p) => ({ rate: p.survival, rateLow: p.low, rateHigh: p.high })),
    ],
  };
}

