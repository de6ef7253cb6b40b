/** The service worker: opens the phone pages without a network, and gives way to a new version at the next opening. */

/** A page just opened is the newest there is: reloading it would only go in circles. */
const SETTLED = 30_000;
const LOOK_AGAIN = 60 * 60_000;
let asked = 0;

/** Registers it where the browser has one (HTTPS, localhost); everything works without it as well. */
export async function keepCurrent(): Promise<void> {
  // a page of an earlier version whose parts are gone from the server opens anew; drafts are kept
  addEventListener('vite:preloadError', (event) => {
    if (!navigator.onLine || performance.now() < SETTLED) return;
    event.preventDefault();
    location.reload();
  });
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register('/sw.js');
    // a version that was waiting when this page opened takes over now, before anything is typed; drafts are kept anyway
    if (registration.waiting && navigator.serviceWorker.controller) {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration.waiting.postMessage({ type: 'SKIP_WAITING' });
    }
    asked = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && Date.now() - asked > LOOK_AGAIN) {
        asked = Date.now();
        void registration.update().catch(() => undefined);
      }
    });
  } catch {
    // refused by the browser or not reached: the page goes on as an ordinary one
  }
}
