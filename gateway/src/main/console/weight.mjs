// Fails where the phone's first page loads more script than it may, or anything that belongs to the desks.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { offlineFiles, startFiles } from './phone.mjs';

const LIMIT = 150_000;
const out = process.env.WHISTLE_CONSOLE_OUT ?? '../../../target/classes/static';
const manifest = JSON.parse(readFileSync(`${out}/.vite/manifest.json`, 'utf8'));
const weigh = (files) =>
  files
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, bytes: gzipSync(readFileSync(`${out}/${file}`)).length }));
const sum = (weighed) => weighed.reduce((all, { bytes }) => all + bytes, 0);

const start = weigh(startFiles(manifest));
const total = sum(start);
for (const { file, bytes } of start) console.log(`${String(bytes).padStart(8)}  ${file}`);
console.log(`${String(total).padStart(8)}  gzipped script of /report (limit: ${LIMIT})`);
console.log(`${String(sum(weigh(offlineFiles(manifest)))).padStart(8)}  of all phone pages, kept for offline use`);
const heavy = offlineFiles(manifest).filter((file) => /echarts|element|zrender/i.test(file));
if (heavy.length) console.error(`the phone loads what belongs to desks: ${heavy.join(', ')}`);
if (total > LIMIT) console.error(`/report loads ${total} bytes of gzipped script (expected: at most ${LIMIT})`);
process.exitCode = total > LIMIT || heavy.length ? 1 : 0;
