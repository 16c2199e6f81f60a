import { query, type Envelope, type FollowUp, type Rate, type Satisfaction, type Setting, type SideEffects, type Status } from '../api';
import { Chart } from '../chart';
import { trendChart, type TrendMonth } from '../charts/trend';
import { chainMonthsPath, Choose, Filters, PeriodChoice, periodOf, SettingSwitch, settingOf } from '../filters';
import { followUpShare } from '../followup';
import { count, monthText, percent, plural } from '../format';
import { HeatMap, SMALL_BELOW_PATIENTS, type HeatCell, type HeatScale } from '../heatmap';
import { together, useResource } from '../live';
import { REACTION_TYPES, reactionName, settingName, conditionName, skinTypeName } from '../names';
import { Empty, Panel, Reading } from '../panel';
import { link, type Route } from '../route';
import { countColumn, rateColumns, type TableModel } from '../table';
import { ReactionTypes, typesTable } from '../types';

type Rows = Envelope<SideEffects>;

interface Measure {
  scale: HeatScale;
  of: (row: SideEffects) => { rate: Rate; affected: number };
}

const RARE = [0.01, 0.02, 0.03, 0.05, 0.08];
const FREQUENT = [0.1, 0.2, 0.3, 0.4, 0.5];

function measureOf(name: string): Measure {
  if (name === 'any') {
    return { scale: { ends: FREQUENT, what: 'sessions with any reported reaction', unit: 'sessions' },
      of: (row) => ({ rate: row.any, affected: row.any.sessions }) };
  }
  if (REACTION_TYPES.includes(name)) {
    return { scale: { ends: RARE, what: `sessions with ${reactionName(name).toLowerCase()}`, unit: 'sessions' },
      of: (row) => {
        const type = row.reactions?.[name];
        return { rate: type ?? { rate: null, rateLow: null, rateHigh: null }, affected: type?.sessions ?? 0 };
      } };
  }
  return { scale: { ends: RARE, what: 'sessions with an adverse reaction', unit: 'sessions' },
    of: (row) => ({ rate: row.adverse, affected: row.adverse.sessions }) };
}

export function heatCells(rows: SideEffects[], measure: Measure, setting: Setting, period: string): HeatCell[] {
  return rows.filter((row) => row.sessions > 0).map((row) => ({
    condition: row.condition, skinType: row.skinType, ...measure.of(row), n: row.sessions, patients: row.patients,
    state: row.patients < SMALL_BELOW_PATIENTS ? 'SMALL' : 'SHOWN',
    href: row.condition && row.skinType
      ? link('stratum', [row.condition, row.skinType], { setting: setting === 'HOME' ? setting : undefined, period: period === 'ALL' ? undefined : period })
      : undefined,
  }));
}

export function heatTable(cells: HeatCell[], scale: HeatScale): TableModel {
  return {
    caption: `Rate of ${scale.what} by condition and skin type`, rows: cells,
    columns: [
      { title: 'Condition', name: 'condition', heading: true, value: (c) => c.condition, show: (c) => (c.condition ? conditionName(c.condition) : 'All') },
      { title: 'Skin type', name: 'skin_type', value: (c) => c.skinType, show: (c) => (c.skinType ? skinTypeName(c.skinType) : 'All') },
      countColumn('Patients', 'patients', (c) => c.patients),
      ...(scale.unit === 'sessions' ? [countColumn('Sessions', 'sessions', (c) => c.n)] : []),
      countColumn('Affected', 'affected', (c) => c.affected),
      ...rateColumns('Rate', 'rate', (c) => c.rate),
      { title: 'Note', name: 'note', value: (c) => c.state === 'SMALL' ? 'fewer than 11 patients' : c.state === 'SUPPRESSED' ? 'suppressed' : '' },
    ],
  };
}

export function Overview({ route, status }: { route: Route; status: Status }) {
  const setting = settingOf(route.filters);
  const period = periodOf(route.filters);
  const name = route.filters['measure'] ?? 'adverse';
  const measure = measureOf(name);
  const reactions = REACTION_TYPES.includes(name) ? 'true' : undefined;
  const by = (grouping: string) => query('/side-effects', { grouping, period, setting, reactions, limit: '1000' });
  const strata = useResource<Rows>(by('STRATUM'));
  const conditions = useResource<Rows>(by('CONDITION'));
  const skinTypes = useResource<Rows>(by('SKIN_TYPE'));
  const chain = useResource<Rows>(query('/side-effects', { grouping: 'CHAIN', period, setting, reactions: 'true' }));
  const months = useResource<Rows>(chainMonthsPath(setting));
  const heat = together([strata, conditions, skinTypes, chain]);
  const all = chain.data?.rows[0];
  const margins = [...(conditions.data?.rows ?? []), ...(skinTypes.data?.rows ?? []), ...(all ? [all] : [])];
  const cells = heatCells([...(strata.data?.rows ?? []), ...margins], measure, setting, period);
  const when = period === 'ALL' ? 'all months' : monthText(period);
  const what = measure.scale.what;
  const followUpDays = status.windows.followUpDays;
  const asOf = strata.data?.asOf;
  return (
    <>
      <Filters>
        <SettingSwitch setting={setting} />
        <PeriodChoice period={period} setting={setting} />
        <Choose name="measure" label="Heat map shows" value={name === 'adverse' ? '' : name} choices={[
          { value: '', name: 'Adverse reactions' }, { value: 'any', name: 'Any reported reaction' },
          ...REACTION_TYPES.map((type) => ({ value: type, name: reactionName(type), group: 'One type' })),
        ]} />
      </Filters>
      <Headlines setting={setting} period={period} chain={all} asOf={chain.data?.asOf} months={months.data?.rows ?? []} followUpDays={followUpDays} />
      <div class="grid overview">
        <Panel id="heat" title={`${what.charAt(0).toUpperCase()}${what.slice(1)}, by condition and skin type, %`} method="rates"
          n={all ? `${plural(all.sessions, 'session')}, ${plural(all.patients, 'patient')} ${settingName(setting)}, ${when}` : undefined}
          asOf={asOf} stale={heat.stale} table={heat.data ? heatTable(cells, measure.scale) : undefined}>
          <Reading read={heat} rows={12}>
            {() => cells.length > 0
              ? <HeatMap cells={cells} scale={measure.scale} caption={`Rate of ${what} by condition and skin type, ${when}`} />
              : <Empty>No session {settingName(setting)} in this period has been counted. Rates appear here as soon as a clinic publishes sessions.</Empty>}
          </Reading>
        </Panel>
          <Panel id="months" title="Adverse rate by month of treatment, % of sessions" method="months" asOf={months.data?.asOf} stale={months.stale}
            n={months.data ? plural(months.data.rows.reduce((sum, row) => sum + row.sessions, 0), 'session') : undefined}
            table={months.data ? monthsTable(months.data.rows) : undefined}>
            <Reading read={months}>{(data) => <ChainTrend setting={setting} data={data} followUpDays={followUpDays} />}</Reading>
          </Panel>
          <Panel id="types" title={`Sessions with each reaction type, ${when}, %`} method="rates" full asOf={chain.data?.asOf} stale={chain.stale}
            n={all ? plural(all.sessions, 'session') : undefined}
            table={all ? typesTable(all, 'Sessions by reaction type') : undefined}>
            <Reading read={chain}>
              {() => all ? <ReactionTypes row={all} label={`Rates of sessions by reaction type, ${when}`} /> : <Empty>No sessions.</Empty>}
            </Reading>
          </Panel>
      </div>
    </>
  );
}

const MONTHS_OF_FOLLOW_UP = 4;

/** The chain's months, with the elapsed follow-up of those that are younger than it takes. */
function useTrend(setting: Setting, data: Rows, followUpDays: number): TrendMonth[] {
  const months = data.rows.filter((row) => row.sessions > 0 && row.period.start).sort((a, b) => a.period.start!.localeCompare(b.period.start!));
  const from = months.at(-MONTHS_OF_FOLLOW_UP)?.period.start?.slice(0, 7);
  const young = useResource<Rows>(from ? query('/side-effects', { grouping: 'STRATUM', period: 'MONTH', from, setting, histograms: 'true', limit: '1000' }) : null);
  return months.map((row) => {
    const start = row.period.start!;
    const own = young.data?.rows.filter((stratum) => stratum.period.start === start) ?? [];
    return { start, sessions: row.sessions, rate: row.adverse, followUpShare: own.length && data.asOf ? followUpShare(own, data.asOf, followUpDays) : null };
  });
}

function ChainTrend({ setting, data, followUpDays }: { setting: Setting; data: Rows; followUpDays: number }) {
  const trend = useTrend(setting, data, followUpDays);
  if (trend.length === 0) return <Empty>No month has a session yet.</Empty>;
  return <Trend months={trend} tall label="Adverse rate of the chain by month of treatment, with 95 % interval" />;
}

/** The months; `tall` where the chart stands beside something tall, in a column. */
export function Trend({ months, label, tall = false }: { months: TrendMonth[]; label: string; tall?: boolean }) {
  return (
    <>
      <Chart label={label} inputs={[JSON.stringify(months)]} draw={(width) => trendChart(months, width, tall && width > 380 && width < 700 ? 500 : 290)} />
      <ul class="legend" aria-label="Legend">
        <li><span class="key disc adverse" aria-hidden="true" />follow-up complete</li>
        <li><span class="key ring adverse" aria-hidden="true" />still running</li>
        <li><span class="key band adverse" aria-hidden="true" />95 % interval</li>
      </ul>
    </>
  );
}

function monthsTable(rows: SideEffects[]): TableModel {
  return {
    caption: 'Adverse rate by month of treatment', rows: rows.filter((row) => row.period.start),
    columns: [
      { title: 'Month', name: 'month', heading: true, value: (r) => r.period.start?.slice(0, 7), show: (r) => monthText(r.period.start) },
      countColumn('Sessions', 'sessions', (r) => r.sessions), countColumn('Patients', 'patients', (r) => r.patients),
      countColumn('Adverse', 'adverse_sessions', (r) => r.adverse.sessions), ...rateColumns('Adverse', 'adverse_rate', (r) => r.adverse),
      countColumn('Any', 'any_sessions', (r) => r.any.sessions), ...rateColumns('Any', 'any_rate', (r) => r.any),
    ],
  };
}

interface HeadlineProps {
  setting: Setting;
  period: string;
  chain: SideEffects | undefined;
  asOf: string | null | undefined;
  months: SideEffects[];
  followUpDays: number;
}

function Headlines({ setting, period, chain, asOf, months, followUpDays }: HeadlineProps) {
  const satisfied = useResource<Envelope<Satisfaction>>(query('/satisfaction', { grouping: 'CHAIN', period, setting })).data?.rows[0]?.overall;
  const overdue = useResource<Envelope<FollowUp>>('/follow-ups?limit=1').data?.count;
  const serious = chain?.reactions ? Object.values(chain.reactions).reduce((sum, type) => sum + type.serious, 0) : undefined;
  const rated = satisfied?.byScore.reduce((a, b) => a + b, 0) ?? 0;
  return (
    <dl class="headlines">
      <Figure name="Adverse reaction" rate={chain?.adverse} note={chain && `${count(chain.adverse.sessions)} of ${plural(chain.sessions, 'session')}`} />
      <Figure name="Any reported reaction" rate={chain?.any} note={chain && `${count(chain.any.sessions)} of ${plural(chain.sessions, 'session')}`} />
      <Figure name="Satisfied (4 or 5)" note={satisfied && plural(rated, 'rated session')}
        rate={satisfied && { rate: satisfied.topBoxRate, rateLow: satisfied.topBoxLow, rateHigh: satisfied.topBoxHigh }} />
      <NewestMonth setting={setting} months={months} asOf={asOf} followUpDays={followUpDays} />
      <div>
        <dt>Serious reactions</dt>
        <dd><b>{serious === undefined ? '–' : count(serious)}</b></dd>
        <dd class="quiet-text">reports, {period === 'ALL' ? 'all months' : monthText(period)}</dd>
      </div>
      <div>
        <dt>Follow-up overdue</dt>
        <dd><b><a href={link('follow-ups')}>{count(overdue)}</a></b></dd>
        <dd class="quiet-text">reactions, whole chain</dd>
      </div>
    </dl>
  );
}

function Figure({ name, rate, note }: { name: string; rate: Rate | undefined; note: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd><b>{percent(rate?.rate)}{typeof rate?.rate === 'number' && <span class="unit"> %</span>}</b>{rate && rate.rate !== null && <span class="interval"> ({percent(rate.rateLow)}–{percent(rate.rateHigh)})</span>}</dd>
      <dd class="quiet-text">{note ?? ' '}</dd>
    </div>
  );
}

function NewestMonth({ setting, months, asOf, followUpDays }: Pick<HeadlineProps, 'setting' | 'months' | 'asOf' | 'followUpDays'>) {
  const newest = months.filter((row) => row.sessions > 0 && row.period.start).sort((a, b) => a.period.start!.localeCompare(b.period.start!)).at(-1);
  const start = newest?.period.start?.slice(0, 7);
  const strata = useResource<Rows>(start ? query('/side-effects', { grouping: 'STRATUM', period: start, setting, histograms: 'true', limit: '1000' }) : null);
  const share = strata.data && asOf ? followUpShare(strata.data.rows, asOf, followUpDays) : null;
  const elapsed = share === null ? null : Math.round(share * 100);
  return (
    <div>
      <dt>{start ? `Newest: ${monthText(start)}` : 'Newest month'}</dt>
      <dd><b>{percent(newest?.adverse.rate)}{typeof newest?.adverse.rate === 'number' && <span class="unit"> %</span>}</b>
        {newest && newest.adverse.rate !== null && <span class="interval"> ({percent(newest.adverse.rateLow)}–{percent(newest.adverse.rateHigh)})</span>}</dd>
      <dd class="quiet-text">
        {elapsed === null ? ' ' : <><meter min={0} max={100} value={elapsed} aria-label="Elapsed follow-up" /> {elapsed} % of follow-up</>}
      </dd>
    </div>
  );
}
