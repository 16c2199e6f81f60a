// A small server for development and for the browser tests: the built dashboard, the fixture's answers, and the same
// security headers as the real one. Options by the environment: PORT (default 8089, 0 = any), ROLE, SESSIONS, CLINICS.
import { createServer } from 'node:http';
import { createReadStream, existsSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApi } from './api.mjs';

const ROOT = fileURLToPath(new URL('../../resources/dashboard/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8' };
const SECURITY = {
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer',
};

/** Starts the server; answers its address and a function that stops it. `state` may be changed while it runs. */
export async function startFixture({ port = 0, role = 'SAFETY', ...chain } = {}) {
  const api = createApi(chain);
  const state = { role, signedIn: true, failing: false, empty: false, streams: new Set(), stream: true };
  const cache = new Map();

  const json = (response, status, body, type = 'application/json') => {
    response.writeHead(status, { ...SECURITY, 'Content-Type': type, 'Cache-Control': 'no-cache' });
    response.end(JSON.stringify(body));
  };
  const problem = (response, status, title, detail) =>
    json(response, status, { type: 'about:blank', title, status, detail }, 'application/problem+json');

  function answer(url, response) {
    if (!state.signedIn) return problem(response, 401, 'Unauthorized', 'Sign in first.');
    if (state.failing) return problem(response, 503, 'Service Unavailable', 'The store does not answer.');
    const [, , , resource, ...rest] = url.pathname.split('/');
    if (resource === 'stream') return state.stream ? stream(response) : problem(response, 503, 'Service Unavailable', 'Too many streams.');
    const cacheKey = `${state.role} ${url.pathname}${url.search}`;
    if (!cache.has(cacheKey)) {
      const name = resource === 'rejects' ? 'rejects/summary' : resource === 'releases' && rest.length ? 'release' : resource;
      if (!api[name]) return problem(response, 404, 'Not Found', `No resource ${name}.`);
      cache.set(cacheKey, api[name](state.role, url.searchParams, ...rest.map(decodeURIComponent)));
    }
    const body = cache.get(cacheKey);
    if (body === null) return problem(response, 404, 'Not Found', 'There are no sessions in this stratum.');
    return json(response, 200, state.empty && body.rows ? { ...body, count: 0, rows: [] } : body);
  }

  function stream(response) {
    response.writeHead(200, { ...SECURITY, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`event: progress\ndata: ${JSON.stringify({ asOf: api.asOf })}\n\n`);
    state.streams.add(response);
    response.on('close', () => state.streams.delete(response));
  }

  function file(url, response) {
    const path = normalize(join(ROOT, url.pathname === '/' ? 'index.html' : decodeURIComponent(url.pathname)));
    if (!path.startsWith(ROOT) || !existsSync(path)) return problem(response, 404, 'Not Found', 'No such file.');
    response.writeHead(200, { ...SECURITY, 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Cache-Control': 'no-cache' });
    return createReadStream(path).pipe(response);
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://fixture');
    return url.pathname.startsWith('/api/v1/') ? answer(url, response) : file(url, response);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((started) => server.listen(port, '127.0.0.1', started));
  return {
    url: `http://127.0.0.1:${server.address().port}`, api, state,
    changed: (patch) => {
      for (const body of cache.values()) patch(body);
      for (const response of state.streams) response.write(`event: account\ndata: {}\n\n`);
    },
    close: () => { for (const response of state.streams) response.end(); server.closeAllConnections(); server.close(); },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const number = (name, fallback) => Number(process.env[name] ?? fallback);
  const { url } = await startFixture({ port: number('PORT', 8089), role: process.env.ROLE ?? 'SAFETY',
    sessions: number('SESSIONS', 24000), clinics: number('CLINICS', 14) });
  console.log(url);
}
