// The service worker: opens the phone pages without a network. It keeps what they load, and nothing of the API.
// Written into the build as /sw.js, with the build's own files and version in place of the two names below.
const FILES = __FILES__;
const VERSION = '__VERSION__';

const PREFIX = 'whistle-phone-';
const PAGE = '/index.html';
/** Longer than a slow answer, shorter than somebody's patience. */
const PATIENCE = 3_000;
const PHONE = /^\/(report(\/.*)?)?$/;

/** What the last version kept under the same name is the same: names of assets carry a hash of their content. */
async function keep(cache, file) {
  const known = file.startsWith('/assets/') ? await caches.match(file) : undefined;
  await cache.put(file, known ?? (await fresh(file)));
}

async function fresh(file) {
  const answer = await fetch(file, { cache: 'no-cache' });
  if (!answer.ok || answer.redirected) throw new Error(`${file}: ${answer.status}`);
  return answer;
}

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(PREFIX + VERSION);
      await Promise.all(FILES.map((file) => keep(cache, file)));
      await self.skipWaiting();
    })(),
  );
});

/** The version before stays for pages that are still open; those older go. */
self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + VERSION);
      await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

/** The newest page where there is a network, so that none is ever stale; else the one that is kept with its parts. */
async function page(request) {
  const kept = async () => (await (await caches.open(PREFIX + VERSION)).match(PAGE)) ?? Response.error();
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const answer = await Promise.race([fetch(request), slow]);
    return answer && answer.status < 500 ? answer : await kept();
  } catch {
    return kept();
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && PHONE.test(url.pathname)) event.respondWith(page(request));
  else if (FILES.includes(url.pathname) || url.pathname.startsWith('/assets/'))
    event.respondWith(caches.match(request.url).then((kept) => kept ?? fetch(request)));
});
