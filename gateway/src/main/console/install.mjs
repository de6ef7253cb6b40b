// Installs what package-lock.json names, unless exactly that is installed already.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Node.js ${process.versions.node} is too old: the console is built with 20 or later`);
  process.exit(1);
}
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const mark = 'node_modules/.installed';
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' });
  writeFileSync(mark, wanted);
}
