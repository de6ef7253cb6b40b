import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const gateway = process.env.WHISTLE_GATEWAY ?? 'http://localhost:8080';
const proxied = Object.fromEntries(
  ['/api', '/me', '/oauth2', '/login', '/logout', '/enter'].map((path) => [
    path,
    { target: gateway, changeOrigin: true },
  ]),
);

/** Built into the gateway's static resources; split by route, so that a phone loads no chart and no table. */
export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: process.env.WHISTLE_CONSOLE_OUT ?? '../../../target/classes/static',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: proxied },
  preview: { proxy: proxied },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
