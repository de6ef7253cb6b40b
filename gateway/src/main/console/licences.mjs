// Lists what the bundle may contain of others, with the texts of their licences; fails on a licence that is not allowed.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const ALLOWED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);
const out = process.env.WHISTLE_CONSOLE_OUT ?? '../../../target/classes/static';
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

// What is optional or for development alone builds the bundle and is not part of it.
const shipped = Object.entries(packages).filter(
  ([folder, one]) => folder && !one.dev && !one.devOptional && !one.optional,
);
const texts = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((file) => file.isFile() && /^(licen[cs]e|notice)/i.test(file.name))
    .map((file) => file.name)
    .sort()
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8').trim());

const refused = [];
const list = [];
for (const [folder, { version, license }] of shipped) {
  const name = folder.replace(/.*node_modules\//, '');
  if (!ALLOWED.has(license)) refused.push(`${name} ${version}: ${license}`);
  list.push([`${name} ${version} (${license})`, ...(existsSync(folder) ? texts(folder) : [])].join('\n\n'));
}
const line = `\n\n${'-'.repeat(80)}\n\n`;
writeFileSync(`${out}/third-parties.txt`, [...new Set(list)].sort().join(line) + '\n');
if (refused.length) {
  console.error(`licences that are not allowed (expected: ${[...ALLOWED].join(', ')}):\n${refused.join('\n')}`);
  process.exitCode = 1;
}
