// Checks the types and builds the console, unless exactly these sources are built already.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

const mark = '../../../target/console.built';
const out = '../../../target/classes/static/index.html';
const sources = createHash('sha256');
for (const entry of readdirSync('.', { recursive: true, withFileTypes: true })
  .filter((each) => each.isFile() && !each.parentPath.includes('node_modules'))
  .map((each) => `${each.parentPath}/${each.name}`)
  .sort()) {
  sources.update(entry).update(readFileSync(entry));
}
const wanted = sources.digest('hex');
if (!existsSync(out) || !existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
  execFileSync('npm', ['run', 'build'], { stdio: 'inherit' });
  writeFileSync(mark, wanted);
}
