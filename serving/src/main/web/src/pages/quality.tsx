import type { ClinicQuality, Envelope, RejectCount, Status } from '../api';
import { ageText, count, instantText, plural } from '../format';
import { useResource } from '../live';
import { REASONS, reasonName } from '../names';
import { Empty, Panel, Reading } from '../panel';
import type { Route } from '../route';
import { countColumn, DataTable, type TableModel } from '../table';

const DAY_MS = 86_400_000;

export function DataQuality({ status }: { route: Route; status: Status }) {
  const quality = useResource<Envelope<ClinicQuality>>('/data-quality?limit=1000');
  const rejects = useResource<Envelope<RejectCount>>('/rejects/summary?limit=1000');
  return (
    <>
      <Freshness status={status} clinics={quality.data?.rows ?? []} />
      <div class="grid">
        <Reading read={quality} rows={10}>
          {(data) => {
            const clinics = data.rows.filter((row) => row.clinicId !== null);
            const table = clinicsTable(clinics, status.windows.silentAfterDays);
            return (
              <Panel id="clinic-quality" title="What each clinic delivered, what is held, and dates that contradict each other" full method="quality" asOf={data.asOf}
                n={plural(clinics.length, 'clinic')} table={table} bare>
                {clinics.length > 0 ? <DataTable table={table} sortable first="clinic_id" /> : <Empty>No clinic has published anything yet.</Empty>}
              </Panel>
            );
          }}
        </Reading>
        <Reading read={rejects} rows={6}>
          {(data) => {
            const table = rejectsTable(data.rows);
            const records = data.rows.reduce((sum, row) => sum + row.records, 0);
            return (
              <Panel id="rejects" title="Rejected records by clinic and reason" full method="rejects" asOf={data.asOf} n={plural(records, 'record')} table={table} bare>
                {records > 0 ? <DataTable table={table} sortable first="clinic_id" /> : <Empty>No record has been rejected.</Empty>}
              </Panel>
            );
          }}
        </Reading>
      </div>
    </>
  );
}

function Freshness({ status, clinics }: { status: Status; clinics: ClinicQuality[] }) {
  const held = clinics.reduce((sum, row) => sum + row.heldReactions + row.heldRatings, 0);
  const newest = newestOf(clinics);
  const silentAfterDays = status.windows.silentAfterDays;
  const silent = clinics.filter((row) => isSilent(row, newest, silentAfterDays)).length;
  const { sourceLagRecords, storeLagRecords } = status.freshness;
  return (
    <dl class="headlines">
      <div><dt>Summaries as of</dt><dd><b class="instant">{instantText(status.asOf)}</b></dd><dd class="quiet-text">{status.freshness.updatedAt ? `written ${ageText(status.freshness.updatedAt, Date.now())} ago` : 'not written yet'}</dd></div>
      <div><dt>Not yet counted</dt><dd><b>{sourceLagRecords === null ? 'not known' : count(sourceLagRecords)}</b></dd><dd class="quiet-text">records in the clinics' topics{storeLagRecords ? `; the store lacks ${count(storeLagRecords)} of the topics it follows` : ''}</dd></div>
      <div><dt>Held</dt><dd><b>{count(held)}</b></dd><dd class="quiet-text">reactions and ratings without their session</dd></div>
      <div><dt>Silent clinics</dt><dd><b>{count(silent)}</b></dd><dd class="quiet-text">of {count(clinics.length)}, over {silentAfterDays} days behind the newest</dd></div>
      <div><dt>Store</dt><dd><b class="instant">{status.store.reachable ? 'reachable' : 'not reachable'}</b></dd><dd class="quiet-text">migration {status.store.migration ?? '–'}, rules {status.rulesVersion ?? '–'}</dd></div>
    </dl>
  );
}

const newestOf = (clinics: ClinicQuality[]): number => Math.max(0, ...clinics.map((row) => (row.lastSeenAt ? Date.parse(row.lastSeenAt) : 0)));
const isSilent = (row: ClinicQuality, newest: number, afterDays: number): boolean => !row.lastSeenAt || newest - Date.parse(row.lastSeenAt) > afterDays * DAY_MS;

const flagged = (n: number) => (n > 0 ? <b>{count(n)}</b> : <span class="quiet-text">0</span>);
const flaggedColumn = (title: string, name: string, value: (row: any) => number) => ({ title, name, number: true, value, show: (row: any) => flagged(value(row)) });

function clinicsTable(rows: ClinicQuality[], silentAfterDays: number): TableModel {
  const newest = newestOf(rows);
  return {
    caption: 'Records by clinic', rows,
    columns: [
      { title: 'Clinic', name: 'clinic_id', heading: true, value: (r) => r.clinicId },
      { title: 'Last seen', name: 'last_seen_at', value: (r) => r.lastSeenAt, show: (r) => <>{instantText(r.lastSeenAt)}{isSilent(r, newest, silentAfterDays) && <> <span class="tag alert">silent</span></>}</> },
      countColumn('Sessions', 'accepted_sessions', (r) => r.acceptedSessions),
      countColumn('Reactions', 'accepted_reactions', (r) => r.acceptedReactions),
      countColumn('Ratings', 'accepted_ratings', (r) => r.acceptedRatings),
      flaggedColumn('Held reactions', 'held_reactions', (r) => r.heldReactions),
      flaggedColumn('Held ratings', 'held_ratings', (r) => r.heldRatings),
      flaggedColumn('Onset before treatment', 'onset_before_treatment', (r) => r.onsetBeforeTreatment),
      flaggedColumn('Rating before treatment', 'rating_before_treatment', (r) => r.ratingBeforeTreatment),
      flaggedColumn('Rejected', 'rejected', (r) => Object.values(r.rejected as Record<string, number>).reduce((a, b) => a + b, 0)),
    ],
  };
}

interface RejectedOf {
  clinicId: string | null;
  reasons: Record<string, number>;
}

function rejectsTable(rows: RejectCount[]): TableModel {
  const byClinic = new Map<string | null, RejectedOf>();
  for (const row of rows) {
    const clinicId = row.clinicId || null;
    const own = byClinic.get(clinicId) ?? { clinicId, reasons: {} };
    own.reasons[row.reason] = (own.reasons[row.reason] ?? 0) + row.records;
    byClinic.set(clinicId, own);
  }
  const reasons = [...REASONS, ...new Set(rows.map((row) => row.reason).filter((reason) => !REASONS.includes(reason)))];
  return {
    caption: 'Rejected records', rows: [...byClinic.values()],
    columns: [
      { title: 'Clinic', name: 'clinic_id', heading: true, value: (r) => r.clinicId ?? '', show: (r) => r.clinicId ?? 'not attributable' },
      ...reasons.map((reason) => flaggedColumn(reasonName(reason), reason.toLowerCase(), (r) => r.reasons[reason] ?? 0)),
      flaggedColumn('All', 'records', (r) => Object.values(r.reasons as Record<string, number>).reduce((a, b) => a + b, 0)),
    ],
  };
}
