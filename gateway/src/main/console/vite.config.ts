import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { VitePWA } from 'vite-plugin-pwa';
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

/**
 * Opens the phone pages without a network: keeps what they load and answers their addresses, and nothing else. A new
 * version waits until the next opening (src/report/install.ts).
 */
const offline = VitePWA({
  strategies: 'generateSW',
  registerType: 'prompt',
  injectRegister: false,
  manifest: false,
  includeManifestIcons: false,
  workbox: {
    globPatterns: ['index.html', 'favicon.svg', 'pin.svg', 'assets/**/*.{js,css,png,svg}'],
    dontCacheBustURLsMatching: /^assets\//,
    maximumFileSizeToCacheInBytes: 10_000_000,
    manifestTransforms: [
      (entries) => {
        const files = offlineFiles(JSON.parse(readFileSync(`${out}/.vite/manifest.json`, 'utf8')));
        const kept = new Set([...files, 'index.html', 'favicon.svg', 'pin.svg']);
        return { manifest: entries.filter((entry) => kept.has(entry.url)) };
      },
    ],
    navigateFallback: '/index.html',
    navigateFallbackAllowlist: [/^\/(\?|$)/, /^\/report([/?]|$)/],
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    skipWaiting: false,
    inlineWorkboxRuntime: true,
    sourcemap: false,
  },
});

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
  },
  server: { proxy: proxied },
  preview: { proxy: proxied, headers: { 'Content-Security-Policy': policy } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
