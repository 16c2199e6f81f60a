import { query, type Envelope, type FollowUp } from '../api';
import { Choose, Filters } from '../filters';
import { count, dateText, plural } from '../format';
import { useResource } from '../live';
import { reactionName } from '../names';
import { Empty, Panel, Reading } from '../panel';
import { setFilters, type Route } from '../route';
import { countColumn, DataTable, type TableModel } from '../table';

/** Reactions that nobody has seen resolved although it is time to look: a work list, longest overdue first. */
export function FollowUps({ route }: { route: Route }) {
  const { clinic, type, grade, asOf } = route.filters;
  const read = useResource<Envelope<FollowUp>>(query('/follow-ups', { asOf, limit: '1000' }));
  const all = read.data?.rows ?? [];
  const values = (of: (row: FollowUp) => string): string[] => [...new Set(all.map(of))].sort();
  const rows = all.filter((row) => (!clinic || row.clinicId === clinic) && (!type || row.reactionType === type)
    && (!grade || (grade === 'serious' ? row.serious : row.grade >= Number(grade))));
  const table = followUpsTable(rows);
  return (
    <>
      <Filters>
        <label class="choose">
          <span>Overdue on</span>
          <input type="date" value={asOf ?? new Date().toISOString().slice(0, 10)} onChange={(event) => setFilters({ asOf: event.currentTarget.value || undefined })} />
        </label>
        <Choose name="clinic" label="Clinic" value={clinic ?? ''} choices={[{ value: '', name: 'All clinics' }, ...values((row) => row.clinicId).map((value) => ({ value, name: value }))]} />
        <Choose name="type" label="Reaction" value={type ?? ''} choices={[{ value: '', name: 'All types' }, ...values((row) => row.reactionType).map((value) => ({ value, name: reactionName(value) }))]} />
        <Choose name="grade" label="At least" value={grade ?? ''} choices={[{ value: '', name: 'Any grade' }, { value: '2', name: 'Grade 2' }, { value: '3', name: 'Grade 3' }, { value: 'serious', name: 'Serious' }]} />
      </Filters>
      <Reading read={read} rows={14}>
        {(data) => (
          <Panel id="follow-ups" title="Reactions without a resolution, past the day on which one should have looked" method="follow-up" stale={read.stale}
            n={rows.length === all.length ? plural(rows.length, 'reaction') : `${count(rows.length)} of ${plural(all.length, 'reaction')}`}
            asOf={data.asOf} table={table} bare work>
            {rows.length > 0 ? <DataTable table={table} sortable />
              : <Empty>{all.length === 0 ? 'No follow-up is overdue.' : 'No overdue follow-up matches these filters.'}</Empty>}
            {data.count > all.length && <p class="quiet-text">The list holds the {count(all.length)} longest overdue of {count(data.count)}. All of them: <a href={`api/v1${query('/follow-ups', { asOf, format: 'csv', limit: '1000' })}`}>CSV from the REST interface</a>, page by page.</p>}
          </Panel>
        )}
      </Reading>
    </>
  );
}

function followUpsTable(rows: FollowUp[]): TableModel {
  return {
    caption: 'Overdue follow-ups, longest overdue first', rows,
    columns: [
      countColumn('Days overdue', 'days_overdue', (r) => r.daysOverdue),
      { title: 'Due on', name: 'due_on', value: (r) => r.dueOn, show: (r) => dateText(r.dueOn) },
      { title: 'Reaction', name: 'reaction_type', heading: true, value: (r) => r.reactionType, show: (r) => reactionName(r.reactionType) },
      { title: 'Grade', name: 'grade', number: true, value: (r) => r.grade },
      { title: 'Serious', name: 'serious', value: (r) => r.serious, show: (r) => (r.serious ? <span class="tag alert">serious</span> : '') },
      { title: 'Clinic', name: 'clinic_id', value: (r) => r.clinicId },
      { title: 'Onset', name: 'onset_on', value: (r) => r.onsetOn, show: (r) => dateText(r.onsetOn) },
      { title: 'Still there on', name: 'ongoing_on', value: (r) => r.ongoingOn, show: (r) => dateText(r.ongoingOn) },
      { title: 'Window, days', name: 'expected_window_days', number: true, value: (r) => r.expectedWindowDays, show: (r) => r.expectedWindowDays ?? 'none' },
      { title: 'Patient', name: 'patient_key', value: (r) => r.patientKey, show: (r) => <code>{r.patientKey}</code> },
      { title: 'Session / report', name: 'session_id', value: (r) => r.sessionId, show: (r) => <code>{r.sessionId} / {r.reactionId}</code> },
      { title: '', name: 'reaction_id', csvOnly: true, value: (r) => r.reactionId },
    ],
  };
}
