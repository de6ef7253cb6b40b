import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { offlineFiles } from './phone.mjs';

const gateway = process.env.WHISTLE_GATEWAY ?? 'http://localhost:8080';
const proxied = Object.fromEntries(
  ['/api', '/me', '/oauth2', '/login', '/logout', '/enter'].map((path) => [
    path,
    { target: gateway, changeOrigin: true },
  ]),
);

const out = process.env.WHISTLE_CONSOLE_OUT ?? '../../../target/classes/static';

/** The gateway's, so that `vite preview` refuses what the gateway would. */
const policy =
  "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Writes the service worker, once the build knows what the phone pages load. */
const offline: Plugin = {
  name: 'phone-offline',
  apply: 'build',
  writeBundle() {
    const manifest = readFileSync(`${out}/.vite/manifest.json`, 'utf8');
    const files = [...offlineFiles(JSON.parse(manifest)), 'index.html', 'favicon.svg', 'pin.svg'].map(
      (file) => `/${file}`,
    );
    const version = createHash('sha256');
    for (const file of files) version.update(file).update(readFileSync(out + file));
    const worker = readFileSync('worker.js', 'utf8')
      .replace('__FILES__', JSON.stringify(files))
      .replace('__VERSION__', version.digest('hex').slice(0, 16));
    writeFileSync(`${out}/sw.js`, worker);
  },
};

/** What every page loads first, in one file; what tables, charts and maps need is not in it. */
const isCore = (id: string) =>
  /node_modules\/(@?vue|vue-router|vue-i18n|@intlify|idb)\/|\/src\/((core|shell)\/|[A-Z]\w+\.vue|ui\/EmptyState)|plugin-vue|vite\/preload/.test(
    id,
  ) && !/element|echarts|heat/.test(id);

/** Built into the gateway's static resources; split by route, so that a phone loads no chart and no table. */
export default defineConfig({
  plugins: [vue(), offline],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: out,
    manifest: true,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'core', test: isCore, priority: 2 },
            { name: 'phone', test: /\/src\/report\/start\.ts/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: proxied },
  preview: { proxy: proxied, headers: { 'Content-Security-Policy': policy } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
