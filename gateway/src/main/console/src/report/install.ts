/** The service worker: opens the phone pages without a network, and gives way to a new version at the next opening. */

const LOOK_AGAIN = 60 * 60_000;
let asked = 0;

/** Registers it where the browser has one (HTTPS, localhost); everything works without it as well. */
export async function keepCurrent(): Promise<void> {
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
