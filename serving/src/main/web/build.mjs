// Builds the dashboard into ../resources/dashboard, or into the folder given by --to. With --tests it builds the unit
// tests instead, into target/web/tests. The output depends on the sources and on package-lock.json only.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
process.chdir(here);

const common = { bundle: true, format: 'esm', target: ['es2022'], jsx: 'automatic', jsxImportSource: 'preact',
  charset: 'utf8', logLevel: 'warning', define: { 'process.env.NODE_ENV': '"production"' } };

/** The notice of every package of which some of the code is in the bundle, in the order of their names. */
async function notices(inputs) {
  const names = [...new Set(Object.keys(inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean)
    .concat('@fontsource-variable/inter'))].sort();
  const parts = [];
  for (const name of names) {
    const folder = join('node_modules', name);
    const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} has no license file`);
    const text = (await readFile(join(folder, file), 'utf8')).replace(/\r\n/g, '\n').replace(/[ \t]+$/gm, '').trim();
    parts.push(`${name} ${version} (${license})\n\n${text}\n`);
  }
  return `The dashboard contains code and a typeface of others, under these terms.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** Builds beside the folder and swaps: a Maven that runs meanwhile finds the old or the new one, never half of it. */
async function dashboard(folder) {
  const out = `${folder}.new`;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const { metafile } = await build({ ...common, entryPoints: { app: 'src/main.tsx' }, outdir: out, minify: true,
    metafile: true, legalComments: 'none' });
  await build({ ...common, entryPoints: { app: 'src/app.css' }, outdir: out, minify: true, external: ['*.woff2'] });
  await copyFile('src/index.html', join(out, 'index.html'));
  await copyFile('src/icon.svg', join(out, 'icon.svg'));
  await copyFile('node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', join(out, 'inter.woff2'));
  await writeFile(join(out, 'third-party-notices.txt'), await notices(metafile.inputs));
  await rm(folder, { recursive: true, force: true });
  await rename(out, folder);
}

async function tests(out) {
  await rm(out, { recursive: true, force: true });
  const entryPoints = (await readdir('test')).filter((file) => file.endsWith('.test.ts')).map((file) => join('test', file));
  await build({ ...common, entryPoints, outdir: out, platform: 'node', outExtension: { '.js': '.mjs' }, sourcemap: 'inline' });
}

const to = process.argv.indexOf('--to');
if (process.argv.includes('--tests')) await tests('../../../target/web/tests');
else await dashboard(to > 0 ? process.argv[to + 1] : '../resources/dashboard');
