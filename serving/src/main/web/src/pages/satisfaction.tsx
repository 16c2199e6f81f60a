import { query, type Band, type Envelope, type Satisfaction as SatisfactionRow } from '../api';
import { Chart } from '../chart';
import { ratingsOf, satisfactionChart, SCORES, type NamedBand } from '../charts/satisfaction';
import { Choose, Filters, PeriodChoice, periodOf, SettingSwitch, settingOf } from '../filters';
import { count, monthText, percent, plural } from '../format';
import { useResource } from '../live';
import { CONDITIONS, conditionName, settingName, SKIN_TYPES, skinTypeName, stratumName } from '../names';
import { Empty, Panel, Reading } from '../panel';
import type { Route } from '../route';
import { countColumn, rateColumns, type TableModel } from '../table';

const WEEKS = ['0-1', '2-4', '5-8', '9-12', '13+'];
const SESSION_NUMBERS = ['1', '2', '3', '4+'];
const GAIS = ['very much improved', 'much improved', 'improved', 'no change', 'worse'];
const NO_RATINGS: Band = { byScore: [0, 0, 0, 0, 0], mean: null, topBoxRate: null, topBoxLow: null, topBoxHigh: null, improvementByGrade: [0, 0, 0, 0, 0] };

type Rows = Envelope<SatisfactionRow>;

const named = (names: string[], bands: Record<string, Band> | undefined): NamedBand[] =>
  names.map((name) => ({ name: name.replace('-', '–'), band: bands?.[name] ?? NO_RATINGS }));

function groupingOf(condition: string | undefined, skinType: string | undefined): string {
  if (condition && skinType) return 'STRATUM';
  return condition ? 'CONDITION' : skinType ? 'SKIN_TYPE' : 'CHAIN';
}

export function Satisfaction({ route }: { route: Route }) {
  const setting = settingOf(route.filters);
  const period = periodOf(route.filters);
  const { condition, skinType } = route.filters;
  const read = useResource<Rows>(query('/satisfaction', { grouping: groupingOf(condition, skinType), period, setting, condition, skinType, bands: 'true' }));
  const what = [condition || skinType ? stratumName(condition ?? null, skinType ?? null) : 'all strata', settingName(setting), period === 'ALL' ? 'all months' : monthText(period)].join(', ');
  return (
    <>
      <Filters>
        <SettingSwitch setting={setting} />
        <PeriodChoice period={period} setting={setting} />
        <Choose name="condition" label="Condition" value={condition ?? ''} choices={[{ value: '', name: 'All conditions' }, ...CONDITIONS.map((value) => ({ value, name: conditionName(value) }))]} />
        <Choose name="skinType" label="Skin type" value={skinType ?? ''} choices={[{ value: '', name: 'All skin types' }, ...SKIN_TYPES.map((value) => ({ value, name: skinTypeName(value) }))]} />
      </Filters>
      <Reading read={read} rows={12}>
        {(data) => {
          const row = data.rows[0];
          return row && row.ratedSessions > 0
            ? <Panels row={row} asOf={data.asOf} what={what} stale={read.stale} />
            : <Empty>No rated session: {what}.</Empty>;
        }}
      </Reading>
    </>
  );
}

function Panels({ row, asOf, what, stale }: { row: SatisfactionRow; asOf: string | null; what: string; stale: boolean }) {
  const overall = [{ name: 'all', band: row.overall }];
  const weeks = named(WEEKS, row.byWeeks);
  const numbers = named(SESSION_NUMBERS, row.bySessionNumber);
  const n = `${plural(row.ratedSessions, 'rated session')} of ${count(row.sessions)}`;
  const common = { asOf, stale, method: 'satisfaction' };
  const improved = row.overall.improvementByGrade;
  return (
    <div class="grid">
      <Panel {...common} id="satisfaction-overall" title={`Satisfaction, latest rating of each session: ${what}, % of ratings`} n={n} full table={bandTable('All ratings', overall)}>
        <ScoreLegend />
        <Chart label="Satisfaction overall, diverging bar around the neutral score" inputs={[row]} draw={(width) => satisfactionChart(overall, '', width)} />
      </Panel>
      <Panel {...common} id="satisfaction-weeks" title="By weeks since the treatment, % of ratings" n={n} table={bandTable('Satisfaction by weeks since the treatment', weeks)}>
        <Chart label="Satisfaction by weeks since the treatment" inputs={[row]} draw={(width) => satisfactionChart(weeks, 'weeks', width)} />
      </Panel>
      <Panel {...common} id="satisfaction-numbers" title="By session number in the course, % of ratings" n={n} table={bandTable('Satisfaction by session number', numbers)}>
        <Chart label="Satisfaction by session number" inputs={[row]} draw={(width) => satisfactionChart(numbers, 'session', width)} />
      </Panel>
      <Panel {...common} id="improvement" title="Improvement (GAIS) of the same ratings" full n={plural(improved.reduce((a, b) => a + b, 0), 'rating with an improvement', 'ratings with an improvement')} table={improvementTable(improved)}>
        <Improvement byGrade={improved} />
      </Panel>
    </div>
  );
}

function ScoreLegend() {
  return (
    <ul class="legend" aria-label="Legend">
      {SCORES.map((name, i) => <li key={name}><span class={`swatch square s${i + 1}`} aria-hidden="true" />{i + 1} {name}</li>)}
    </ul>
  );
}

/** Five figures need no chart: a share each, with its count. */
function Improvement({ byGrade }: { byGrade: number[] }) {
  const n = byGrade.reduce((a, b) => a + b, 0);
  if (n === 0) return <Empty>No rating says how much it improved.</Empty>;
  return (
    <dl class="shares">
      {byGrade.map((of, i) => (
        <div key={i}><dt>{i + 1} {GAIS[i]}</dt><dd><b>{percent(of / n)}</b> % <span class="quiet-text">{count(of)}</span></dd></div>
      ))}
    </dl>
  );
}

function bandTable(caption: string, bands: NamedBand[]): TableModel {
  return {
    caption, rows: bands,
    columns: [
      { title: 'Band', name: 'band', heading: true, value: (b) => b.name },
      ...[1, 2, 3, 4, 5].map((score) => countColumn(`Score ${score}`, `score_${score}`, (b) => b.band.byScore[score - 1])),
      countColumn('Ratings', 'ratings', (b) => ratingsOf(b.band)),
      { title: 'Mean', name: 'mean', number: true, value: (b) => b.band.mean, show: (b) => (b.band.mean === null ? '–' : b.band.mean.toFixed(2)) },
      ...rateColumns('4 or 5', 'top_box_rate', (b) => ({ rate: b.band.topBoxRate, rateLow: b.band.topBoxLow, rateHigh: b.band.topBoxHigh })),
    ],
  };
}

function improvementTable(byGrade: number[]): TableModel {
  return {
    caption: 'Ratings by improvement (GAIS)', rows: byGrade.map((ratings, i) => ({ grade: i + 1, ratings })),
    columns: [
      { title: 'Grade', name: 'grade', heading: true, value: (r) => r.grade, show: (r) => `${r.grade} ${GAIS[r.grade - 1]}` },
      countColumn('Ratings', 'ratings', (r) => r.ratings),
    ],
  };
}
