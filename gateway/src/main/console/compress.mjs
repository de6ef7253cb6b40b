// Writes each text file of the build a second and third time, compressed as far as it goes; the gateway sends what a browser takes.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const LEAST = 1_000;
const assets = `${process.env.WHISTLE_CONSOLE_OUT ?? '../../../target/classes/static'}/assets`;
let plain = 0;
let sent = 0;
for (const name of readdirSync(assets).filter((each) => /\.(js|css|json|svg)$/.test(each))) {
  const content = readFileSync(`${assets}/${name}`);
  if (content.length < LEAST) continue;
  const brotli = brotliCompressSync(content);
  writeFileSync(`${assets}/${name}.br`, brotli);
  writeFileSync(`${assets}/${name}.gz`, gzipSync(content, { level: 9 }));
  plain += content.length;
  sent += brotli.length;
}
console.log(`${String(sent).padStart(8)}  bytes of scripts and styles as sent, of ${plain}`);
