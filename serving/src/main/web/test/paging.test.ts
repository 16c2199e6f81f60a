import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { fetchAll, Problem, query, type Envelope } from '../src/api';

const real = globalThis.fetch;
afterEach(() => { globalThis.fetch = real; });

/** A list of three pages, of one row each; remembers what was asked. */
function threePages(): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (input) => {
    const path = String(input);
    asked.push(path);
    const page = Number(/cursor=p(\d)/.exec(path)?.[1] ?? 0);
    return Response.json({ asOf: null, release: null, count: 3, next: page < 2 ? `p${page + 1}` : null, rows: [page] }, { headers: { ETag: 'W/"x"' } });
  };
  return asked;
}

test('a list is fetched whole when asked with full pages', async () => {
  const asked = threePages();
  const answer = await fetchAll<Envelope<number>>('/rows?limit=1000', null);
  assert.deepEqual(answer?.body.rows, [0, 1, 2]);
  assert.equal(answer?.etag, 'W/"x"');
  assert.deepEqual(asked, ['api/v1/rows?limit=1000', 'api/v1/rows?limit=1000&cursor=p1', 'api/v1/rows?limit=1000&cursor=p2']);
});

test('only its beginning with fewer', async () => {
  const asked = threePages();
  assert.deepEqual((await fetchAll<Envelope<number>>('/rows?limit=1', null))?.body.rows, [0]);
  assert.equal(asked.length, 1);
});

test('an answer that still holds is null, a problem is thrown with its detail', async () => {
  globalThis.fetch = async (_, options) => (new Headers(options?.headers).get('If-None-Match') === 'W/"x"'
    ? new Response(null, { status: 304 })
    : Response.json({ title: 'No such parameter', detail: 'periode is not known' }, { status: 400, headers: { 'content-type': 'application/problem+json' } }));
  assert.equal(await fetchAll('/rows', 'W/"x"'), null);
  await assert.rejects(fetchAll('/rows', null), (error) => error instanceof Problem && error.status === 400 && error.detail === 'periode is not known');
});

test('parameters without a value are left out', () => {
  assert.equal(query('/rows', { a: 'x y', b: undefined, c: '' }), '/rows?a=x+y');
  assert.equal(query('/rows', {}), '/rows');
});
