import type { Envelope, Release, ReleasedCount, ReleasedRow, Status } from '../api';
import { Choose, Filters, settingOf, SettingSwitch } from '../filters';
import { count, instantText, monthText, percent, rateText } from '../format';
import { HeatMap, type HeatCell, type HeatScale } from '../heatmap';
import { useResource } from '../live';
import { conditionName, settingName, skinTypeName } from '../names';
import { Empty, Panel, Reading } from '../panel';
import { link, type Route } from '../route';
import { DataTable, type Column, type TableModel } from '../table';

type ReleaseDocument = Release & { rows: ReleasedRow[] };

export function Releases({ route, status }: { route: Route; status: Status }) {
  const number = Number(route.parts[0]);
  return Number.isInteger(number) && number > 0 ? <OneRelease number={number} route={route} /> : <ReleaseList status={status} />;
}

/** What an analyst sees first: the newest release. */
export function NewestRelease({ route, status }: { route: Route; status: Status }) {
  return status.newestRelease === null ? <NoRelease /> : <OneRelease number={status.newestRelease} route={route} />;
}

function NoRelease() {
  return <Empty>Nothing has been released yet. Releases are made on a calendar, or at once by <code>dermavigil release now</code>.</Empty>;
}

function ReleaseList({ status }: { status: Status }) {
  const read = useResource<Envelope<Release>>('/releases?limit=1000');
  return (
    <Reading read={read}>
      {(data) => data.rows.length === 0 ? <NoRelease /> : (
        <Panel id="releases" title="Releases: tables in which no patient can be recognised" method="releases" n={`${count(data.rows.length)} releases`} asOf={status.asOf} table={listTable(data.rows)} bare>
          <DataTable table={listTable(data.rows)} />
        </Panel>
      )}
    </Reading>
  );
}

function listTable(rows: Release[]): TableModel {
  return {
    caption: 'Releases, newest first; a release never changes', rows,
    columns: [
      { title: 'Release', name: 'release', heading: true, value: (r) => r.release, show: (r) => <a href={link('releases', [String(r.release)])}>Release {r.release}</a> },
      { title: 'Released', name: 'released_at', value: (r) => r.releasedAt, show: (r) => instantText(r.releasedAt) },
      { title: 'Counts as of', name: 'as_of', value: (r) => r.asOf, show: (r) => instantText(r.asOf) },
      { title: 'Disclosure rule', name: 'rule', value: (r) => r.rule },
      { title: 'Threshold, patients', name: 'threshold', number: true, value: (r) => r.threshold },
      { title: 'Rules', name: 'rules_version', value: (r) => r.rulesVersion },
    ],
  };
}

type Measure = 'adverse' | 'any';
const SCALES: Record<Measure, HeatScale> = {
  adverse: { ends: [0.02, 0.05, 0.08, 0.12, 0.2], what: 'patients with an adverse reaction', unit: 'patients' },
  any: { ends: [0.2, 0.4, 0.5, 0.6, 0.8], what: 'patients with any reported reaction', unit: 'patients' },
};

function OneRelease({ number, route }: { number: number; route: Route }) {
  const read = useResource<ReleaseDocument>(`/releases/${number}?limit=1000`);
  const setting = settingOf(route.filters);
  const measure: Measure = route.filters['measure'] === 'any' ? 'any' : 'adverse';
  const period = route.filters['period'] ?? '';
  if (read.problem?.status === 404) return <Empty>There is no release {number}. <a href={link('releases')}>All releases</a></Empty>;
  return (
    <Reading read={read} rows={14}>
      {(data) => {
        const months = [...new Set(data.rows.map((row) => row.period.start?.slice(0, 7)).filter((month): month is string => Boolean(month)))].sort().reverse();
        const rows = data.rows.filter((row) => row.setting === setting && (row.period.start?.slice(0, 7) ?? '') === period);
        return (
          <>
            <Filters>
              <SettingSwitch setting={setting} />
              <Choose name="period" label="Treated in" value={period} choices={[{ value: '', name: 'All months' }, ...months.map((value) => ({ value, name: monthText(value) }))]} />
              <Choose name="measure" label="Heat map shows" value={measure === 'any' ? 'any' : ''} choices={[{ value: '', name: 'Adverse reactions' }, { value: 'any', name: 'Any reported reaction' }]} />
              <a class="back" href={link('releases')}>All releases</a>
            </Filters>
            <ReleaseFacts release={data} rows={rows} />
            <ReleasePanel release={data} rows={rows} measure={measure} what={`${settingName(setting)}, ${period ? monthText(period) : 'all months'}`} stale={read.stale} />
          </>
        );
      }}
    </Reading>
  );
}

function ReleaseFacts({ release, rows }: { release: Release; rows: ReleasedRow[] }) {
  const all = rows.find((row) => row.condition === null && row.skinType === null);
  const hidden = rows.filter((row) => row.suppressed).length;
  const figure = (name: string, of: ReleasedCount | undefined) => (
    <div><dt>{name}</dt><dd><b>{percent(of?.rate)}{typeof of?.rate === 'number' && <span class="unit"> %</span>}</b> <span class="interval">{of && of.rate !== null ? rateText(of).match(/\(.*\)/)?.[0] : ''}</span></dd>
      <dd class="quiet-text">{of?.patients === null || !of ? 'suppressed' : `${count(of.patients)} of ${count(all?.patients)} patients${of.mixed ? ', of different releases' : ''}`}</dd></div>
  );
  return (
    <dl class="headlines">
      <div><dt>Release</dt><dd><b>{release.release}</b></dd><dd class="quiet-text">{instantText(release.releasedAt)}</dd></div>
      {figure('Adverse reaction', all?.adverse)}
      {figure('Any reported reaction', all?.any)}
      <div><dt>Suppressed rows</dt><dd><b>{count(hidden)}</b></dd><dd class="quiet-text">of {count(rows.length)}; rule {release.rule}, counts below {release.threshold}</dd></div>
    </dl>
  );
}

export function releasedCells(rows: ReleasedRow[], measure: Measure): HeatCell[] {
  return rows.filter((row) => row.patients !== 0).map((row) => ({
    condition: row.condition, skinType: row.skinType, rate: row[measure], affected: row[measure].patients, n: row.patients, patients: row.patients,
    state: row[measure].rate === null ? 'SUPPRESSED' : 'SHOWN', mixed: row[measure].mixed,
  }));
}

function ReleasePanel({ release, rows, measure, what, stale }: { release: Release; rows: ReleasedRow[]; measure: Measure; what: string; stale: boolean }) {
  const scale = SCALES[measure];
  const all = rows.find((row) => row.condition === null && row.skinType === null);
  const table = releaseTable(rows);
  return (
    <div class="grid">
      <Panel id={`release-${release.release}`} title={`${scale.what.charAt(0).toUpperCase()}${scale.what.slice(1)}, by condition and skin type, %`} full method="releases"
        n={`${all?.patients === null || !all ? 'n suppressed' : `${count(all.patients)} patients`} ${what}`} asOf={release.asOf} stale={stale} table={table}>
        {rows.some((row) => row.patients !== 0)
          ? <HeatMap cells={releasedCells(rows, measure)} scale={scale} caption={`Share of ${scale.what}, ${what}`} />
          : <Empty>This release has no patients {what}.</Empty>}
      </Panel>
    </div>
  );
}

const SUPPRESSED = <span class="tag hatched">suppressed</span>;

/** A hidden value is written as such, and empty in the CSV: never as zero. */
function released(title: string, name: string, of: (row: any) => number | null): Column {
  return { title, name, number: true, value: of, show: (row) => (of(row) === null ? SUPPRESSED : count(of(row))) };
}

function releaseTable(rows: ReleasedRow[]): TableModel {
  const measured = (measure: Measure, title: string): Column[] => [
    released(title, `${measure}_patients`, (r) => r[measure].patients),
    { title: `${title}, %`, name: `${measure}_rate`, number: true, value: (r) => r[measure].rate, show: (r) => (r.patients === 0 ? '–' : r[measure].rate === null ? SUPPRESSED : `${percent(r[measure].rate)}${r[measure].mixed ? ' *' : ''}`) },
    { title: '95 %', name: `${measure}_rate_low`, number: true, value: (r) => r[measure].rateLow, show: (r) => (r[measure].rate === null ? '–' : rateText(r[measure]).match(/\((.*)\)/)?.[1]) },
    { title: '', name: `${measure}_rate_high`, csvOnly: true, value: (r) => r[measure].rateHigh },
    { title: '', name: `${measure}_rate_mixed`, csvOnly: true, value: (r) => r[measure].mixed },
  ];
  return {
    caption: `Patients by condition and skin type${rows.some((row) => row.any.mixed || row.adverse.mixed) ? '; * its two counts are of different releases' : ''}`, rows,
    columns: [
      { title: 'Condition', name: 'condition', heading: true, value: (r) => r.condition, show: (r) => (r.condition ? conditionName(r.condition) : 'All') },
      { title: 'Skin type', name: 'skin_type', value: (r) => r.skinType, show: (r) => (r.skinType ? skinTypeName(r.skinType) : 'All') },
      released('Patients', 'patients', (r) => r.patients), ...measured('adverse', 'Adverse'), ...measured('any', 'Any'),
      { title: '', name: 'suppressed', csvOnly: true, value: (r) => r.suppressed },
    ],
  };
}
