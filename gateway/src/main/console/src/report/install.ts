/** The service worker (worker.js): opens the phone pages without a network. Everything works without it as well. */

/** A page just opened is the newest there is: reloading it would only go in circles. */
const SETTLED = 30_000;

/** Registers it where the browser has one: over HTTPS, and on localhost. */
export async function keepCurrent(): Promise<void> {
  // a page of an earlier version whose parts are gone from the server opens anew; drafts are kept
  addEventListener('vite:preloadError', (event) => {
    if (!navigator.onLine || performance.now() < SETTLED) return;
    event.preventDefault();
    location.reload();
  });
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/sw.js');
  } catch {
    // refused by the browser or not reached: the page goes on as an ordinary one
  }
}
