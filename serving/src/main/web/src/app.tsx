import { useEffect, useErrorBoundary, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Role, Status } from './api';
import { instantText } from './format';
import { startLive, useConnection, useResource, type Connection } from './live';
import { stratumName } from './names';
import { Loading, ProblemNote } from './panel';
import { link, setFilters, useRoute, type Route } from './route';
import { ThemeChoice } from './theme';
import { Clinics } from './pages/clinics';
import { FollowUps } from './pages/followups';
import { Method } from './pages/method';
import { Overview } from './pages/overview';
import { DataQuality } from './pages/quality';
import { NewestRelease, Releases } from './pages/releases';
import { Satisfaction } from './pages/satisfaction';
import { Stratum } from './pages/stratum';

interface Page {
  name: string;
  title: string;
  draw: (props: { route: Route; status: Status }) => JSX.Element;
  /** what an analyst, who reads releases only, may see */
  analyst?: boolean;
}

const GROUPS: { name: string; pages: Page[] }[] = [
  { name: 'Outcomes', pages: [
    { name: 'overview', title: 'Overview', draw: (props) => (props.status.role === 'ANALYST' ? <NewestRelease {...props} /> : <Overview {...props} />), analyst: true },
    { name: 'stratum', title: 'Stratum', draw: Stratum },
    { name: 'clinics', title: 'Clinics', draw: Clinics },
    { name: 'satisfaction', title: 'Satisfaction', draw: Satisfaction },
  ] },
  { name: 'Work', pages: [
    { name: 'follow-ups', title: 'Follow-up overdue', draw: FollowUps },
    { name: 'data-quality', title: 'Data quality', draw: DataQuality },
  ] },
  { name: 'Publication', pages: [
    { name: 'releases', title: 'Releases', draw: Releases, analyst: true },
    { name: 'method', title: 'Method', draw: Method, analyst: true },
  ] },
];
const PAGES = GROUPS.flatMap((group) => group.pages);

const CONNECTIONS: Record<Connection, string> = {
  connecting: 'connecting', live: 'live', polling: 'every 15 s', paused: 'paused', offline: 'offline', 'signed-out': 'signed out',
};

function visible(page: Page, role: Role): boolean {
  return role !== 'ANALYST' || page.analyst === true;
}

export function App() {
  const route = useRoute();
  const connection = useConnection();
  const status = useResource<Status>('/status');
  const role = status.data?.role;
  useEffect(() => {
    if (role) startLive(role !== 'ANALYST'); // releases do not move: an analyst needs no stream
  }, [role]);
  if (connection === 'signed-out' || status.problem?.status === 401) return <SignedOut />;
  if (!status.data) return <main class="alone">{status.problem ? <ProblemNote problem={status.problem} /> : <Loading />}</main>;
  return <Shell route={route} status={status.data} connection={connection} />;
}

function titleOf(page: Page, route: Route): string {
  if (page.name === 'releases' && route.parts[0]) return `Release ${route.parts[0]}`;
  return page.name === 'stratum' && route.parts.length === 2 ? stratumName(route.parts[0]!, route.parts[1]!) : page.title;
}

function Shell({ route, status, connection }: { route: Route; status: Status; connection: Connection }) {
  const page = PAGES.find((p) => p.name === route.page && visible(p, status.role));
  const heading = useRef<HTMLHeadingElement>(null);
  const title = page ? titleOf(page, route) : 'No such page';
  const place = [route.page, ...route.parts].join('/');
  const before = useRef(place);
  useEffect(() => {
    document.title = `${title} · Dermavigil`;
    if (before.current !== place) {
      before.current = place;
      if (route.page !== 'method') scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
  }, [place, title]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); heading.current?.focus(); }}>Skip to the page</a>
      <Sidebar route={route} status={status} />
      <main id="main">
        <div class="page-head">
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          <Freshness status={status} connection={connection} />
        </div>
        {status.rebuilding && <div class="note" role="status">The store is being filled anew from the topics: figures are incomplete until it has caught up.</div>}
        {page
          ? <Body key={place} page={page} route={route} status={status} />
          : <div class="note empty">There is nothing at this address{PAGES.some((p) => p.name === route.page) ? ' for your role' : ''}. <a href={link(PAGES.find((p) => visible(p, status.role))!.name)}>Go to the first page</a></div>}
      </main>
    </>
  );
}

/** A page that cannot be drawn says so, and leaves the rest of the frame to the reader. */
function Body({ page, route, status }: { page: Page; route: Route; status: Status }) {
  const [error] = useErrorBoundary((fault) => console.error(fault));
  return error ? <div class="note problem" role="alert"><strong>This page could not be drawn</strong><p>Its figures are also in the REST interface. What happened is on the browser's console.</p></div> : <page.draw route={route} status={status} />;
}

function Freshness({ status, connection }: { status: Status; connection: Connection }) {
  const lag = status.freshness.sourceLagRecords;
  return (
    <p class="freshness">
      <span class={`connection ${connection}`}><span class="lamp" aria-hidden="true" />{CONNECTIONS[connection]}</span>
      <span>{status.asOf ? <>as of <time dateTime={status.asOf}>{instantText(status.asOf)}</time></> : 'nothing counted yet'}</span>
      {lag !== null && lag > 0 && <span>{lag.toLocaleString('en-GB')} records behind</span>}
    </p>
  );
}

function Sidebar({ route, status }: { route: Route; status: Status }) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [route.page]);
  const setting = route.filters['setting'];
  return (
    <header class="sidebar">
      <div class="brand">
        <a href={link('overview')}><img src="icon.svg" alt="" width="26" height="26" />Dermavigil</a>
        <button type="button" class="menu" aria-expanded={open} aria-controls="navigation" onClick={() => setOpen(!open)}>Menu</button>
      </div>
      <div id="navigation" class={open ? 'open' : ''}>
        <nav aria-label="Pages">
          {GROUPS.map((group) => ({ ...group, pages: group.pages.filter((page) => visible(page, status.role) && page.name !== 'stratum') }))
            .filter((group) => group.pages.length > 0)
            .map((group) => (
              <section key={group.name} aria-labelledby={`nav-${group.name}`}>
                <h2 id={`nav-${group.name}`}>{group.name}</h2>
                <ul>
                  {group.pages.map((page) => {
                    const here = page.name === route.page || (page.name === 'overview' && route.page === 'stratum');
                    return <li key={page.name}><a href={link(page.name, [], { setting })} aria-current={here ? 'page' : undefined}>{page.title}</a></li>;
                  })}
                </ul>
              </section>
            ))}
        </nav>
        <div class="display">
          <ThemeChoice />
          <label class="check">
            <input type="checkbox" checked={route.filters['tables'] === 'all'}
              onChange={(event) => setFilters({ tables: event.currentTarget.checked ? 'all' : undefined })} />
            <span>All tables open</span>
          </label>
          <button type="button" class="quiet" onClick={() => print()}>Print</button>
          <SignOut role={status.role} />
          <p class="quiet-text version">Dermavigil {status.version}</p>
        </div>
      </div>
    </header>
  );
}

function SignOut({ role }: { role: Role }) {
  const leave = async (): Promise<void> => {
    await fetch('api/v1/sign-out', { method: 'POST', headers: { 'X-Dermavigil-Request': 'dashboard' } });
    location.reload();
  };
  return <button type="button" class="quiet" onClick={() => void leave()}>Sign out <span class="quiet-text">({role.toLowerCase()})</span></button>;
}

function SignedOut() {
  return (
    <main class="alone">
      <h1>You are not signed in</h1>
      <p>A sign-in lasts 12 hours, and its link works once, within ten minutes. Get a new one where Dermavigil runs:</p>
      <pre><code>dermavigil sign-in</code></pre>
      <p>It prints an address; open it in this browser, and you are back. Elsewhere, ask the person who runs Dermavigil for a link with your role.</p>
      <p><button type="button" onClick={() => location.reload()}>I have signed in</button></p>
    </main>
  );
}
