/** What the browser is asked for so that reports that wait are not thrown away. */
let asked = false;

/** Asks once a page that storage is kept when space runs short; browsers without an answer keep it as they do. */
export async function askToKeep(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // no storage manager (plain HTTP, older browsers)
  }
}
