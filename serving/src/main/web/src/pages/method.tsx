import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Status, Windows } from '../api';
import { link, type Route } from '../route';

interface Section {
  id: string;
  title: string;
  text: ComponentChildren;
}

const sectionsOf = ({ followUpDays, silentAfterDays }: Windows): Section[] => [
  { id: 'rates', title: 'Rates of side effects', text: <>
    <p>A rate is the share of treatment <em>sessions</em> of a stratum that had the reaction. A session with three reports counts once. Sessions belong to the month in which they were <em>treated</em>; a reaction reported later goes back to that month.</p>
    <p><b>Any</b>: a session with at least one reported reaction. <b>Adverse</b>: one whose type is never expected, or of grade 3 or more, or serious, or with evidence that it outlasted the expected window of its type (7 days for erythema, edema, bruising, pain, pruritus, pinpoint bleeding, crusting and dryness).</p>
    <p>Missing follow-up is not harm: an expected reaction without a resolution date and never seen beyond its window is of <em>unknown resolution</em>. It is shown beside the rate and enters no adverse rate.</p>
    <p>Clinic and home treatments are different populations and are never added up. Latest revision wins: a corrected skin type moves the session, a voided session leaves every figure.</p></> },
  { id: 'intervals', title: 'Intervals', text: <>
    <p>Behind each rate stands its 95 % Wilson interval, for x of n sessions with z = 1.96:</p>
    <p class="formula">( x + z²/2 ± z √( x (n − x) / n + z²/4 ) ) / ( n + z² )</p>
    <p>It takes sessions as independent. Sessions of one patient are alike, so true uncertainty is somewhat larger than what is drawn. With fewer than 11 patients a cell is hatched: single patients move it.</p>
    <p class="source">E. B. Wilson 1927; R. G. Newcombe, Statistics in Medicine 1998. Checked against Newcombe's published figures.</p></> },
  { id: 'months', title: 'Trend by month and elapsed follow-up', text: <>
    <p>A month is the month of treatment. Reactions take time to appear and to be reported, so young months read too low. The <em>elapsed follow-up</em> of a month is the mean over its sessions of days since treatment, at most {followUpDays}, divided by {followUpDays}. Rings mark months that are not complete; below a fifth a month is drawn apart from the line, and nothing is extrapolated.</p></> },
  { id: 'grades', title: 'Grades and seriousness', text: <>
    <p>Grades are CTCAE grades as the clinic reported them: 1 mild, 2 moderate, 3 severe, 4 life-threatening, 5 death. Shares are of reports, not of sessions.</p>
    <p>Severe is not serious. A reaction is <em>serious</em> when the clinic named a reason: death, life-threatening, hospitalisation, disability, congenital, disfigurement, infection, or medically important. Any of them makes a reaction adverse, whatever its grade.</p>
    <p class="source">CTCAE v5; ICH E2B seriousness criteria; infection and disfigurement after 21 USC 364(5).</p></> },
  { id: 'onset', title: 'Cumulative onset', text: <>
    <p>For each day since treatment, reports with onset on that day are divided by the sessions old enough to have shown them; the curve adds those shares up. A young session counts for the days that it has lived and no further. With at most one report a session the curve is the cumulative incidence.</p>
    <p class="formula">F(d) = Σ<sub>i ≤ d</sub> reports(i) / sessions at risk(i)</p>
    <p class="source">Mean cumulative function, W. Nelson 1988. Onsets before the treatment are left out and counted under data quality.</p></> },
  { id: 'resolution', title: 'Time to resolution', text: <>
    <p>Kaplan-Meier estimate of the share of reports not yet resolved, by days since onset. A report without a resolution date is censored on the last day on which it was seen to be still there (×); one that was never seen again is censored on day 0 and counted as unknown.</p>
    <p class="formula">S(d) = Π<sub>i ≤ d</sub> ( 1 − resolved(i) / at risk(i) )</p>
    <p>The numbers below the axis are the reports still at risk: where they are small, the curve says little. Clinics see lasting reactions more often than those that fade, so the curve may be too slow.</p>
    <p class="source">E. L. Kaplan and P. Meier 1958.</p></> },
  { id: 'funnel', title: 'Clinics in a funnel', text: <>
    <p>Each clinic's observed adverse sessions are compared with what the chain's rates in the strata it treats lead one to expect. Adjusted rate = observed / expected × the chain's rate, drawn over the clinic's sessions. The lines hold 95 % and 99.8 % of clinics when only chance, and the usual difference between clinics, sets them apart.</p>
    <p>Over-dispersion: φ is the mean of z² after winsorising a tenth at each end; about 1 means chance alone. Above it the limits are widened by τ², the variance between clinics beyond chance.</p>
    <p>Clinics are never ranked: ranks of noisy rates mislead. A clinic's own sessions are part of the chain's rate, and mix is adjusted for condition and skin type only.</p>
    <p class="source">D. J. Spiegelhalter, Statistics in Medicine 2005; Quality and Safety in Health Care 2005.</p></> },
  { id: 'satisfaction', title: 'Satisfaction', text: <>
    <p>Patients rate from 1 (very dissatisfied) to 5 (very satisfied). Of each session the latest rating in a band counts; weeks are whole weeks from treatment to rating. Bars are laid out around the middle of the neutral score: left of the line dissatisfied, right of it satisfied. “4 or 5” is the share of ratings with one of the two top scores, with its 95 % Wilson interval. Scores are not averaged across scales; improvement (GAIS) goes from 1, very much improved, to 5, worse.</p>
    <p>Who answers is not a random choice: read the number of rated sessions beside all sessions.</p></> },
  { id: 'quality', title: 'Data quality', text: <>
    <p><b>Held</b>: reactions and ratings whose session has not arrived; they count as soon as it does. <b>Contradictory dates</b>: an onset or rating before the treatment. Such facts count in every rate, and stay out of day and week figures. <b>Last seen</b>: when the clinic's newest record arrived; <b>silent</b> is more than {silentAfterDays} days before the newest record of any clinic.</p></> },
  { id: 'rejects', title: 'Rejected records', text: <>
    <p>What cannot be counted is kept with its bytes and the reason, and can be repaired and replayed with <code>dermavigil rejects</code>. Records that name no readable clinic are “not attributable”.</p></> },
  { id: 'follow-up', title: 'Overdue follow-up', text: <>
    <p>A reaction without a resolution date is due a look when the expected window of its type has passed since it was last seen (or since its onset); a type that is never expected, 30 days after. A later “still there” moves the due day. The list names pseudonyms; the clinic knows the patient.</p></> },
  { id: 'releases', title: 'Releases', text: <>
    <p>A release counts <em>patients</em>, not sessions, and is made so that no patient can be recognised: counts from 1 to one less than the threshold are suppressed, with the counts, complements, rates and intervals from which they could be computed, over all margins, months and earlier releases. A number is published anew only if it moved by zero or by at least the threshold; otherwise the last published one is carried on. A rate of a carried and a newer count, of no one moment, is marked *. Suppressed is not zero: a zero is shown as a zero.</p>
    <p>A release is numbered and never changes. It says its rule, threshold and as-of.</p></> },
];

export function Method({ route, status }: { route: Route; status: Status }) {
  const sections = sectionsOf(status.windows);
  const wanted = route.parts[0];
  useEffect(() => {
    const section = wanted ? document.getElementById(`method-${wanted}`) : null;
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector('h2')?.focus({ preventScroll: true });
  }, [wanted]);
  return (
    <div class="method">
      <nav aria-label="On this page">
        <ul>{sections.map((section) => <li key={section.id}><a href={link('method', [section.id])} aria-current={section.id === wanted ? 'true' : undefined}>{section.title}</a></li>)}</ul>
      </nav>
      <div>
        <p class="lead">Dermavigil counts what clinics report. It does not say what caused it, and it is no medical device.</p>
        {sections.map((section) => (
          <section key={section.id} id={`method-${section.id}`} class={section.id === wanted ? 'wanted' : ''}>
            <h2 tabIndex={-1}>{section.title}</h2>
            {section.text}
          </section>
        ))}
      </div>
    </div>
  );
}
