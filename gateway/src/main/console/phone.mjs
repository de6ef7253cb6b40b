// Which files of a build the phone pages need, from the manifest that Vite writes beside them.

const START = ['src/report/start.ts'];
/** Parts of desk forms with Element Plus; no action of the phone's roles asks for a unit. */
const NEVER = ['src/ui/UnitSelect.vue', 'src/core/element.ts'];

/** Keys of what is loaded together with some modules; with `later`, also of what they may load afterwards. */
function closure(manifest, roots, later) {
  const found = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || found.has(key) || NEVER.includes(key)) return;
    found.add(key);
    chunk.imports?.forEach(visit);
    if (later && !chunk.isEntry) chunk.dynamicImports?.forEach(visit);
  };
  roots.forEach(visit);
  return [...found];
}

const filesOf = (manifest, keys) => [
  ...new Set(keys.flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])])),
];

/** What `/report` loads before anything is pressed. */
export const startFiles = (manifest) => filesOf(manifest, closure(manifest, ['index.html', ...START], false));

/** What every phone page may load: kept on the device by the service worker. */
export function offlineFiles(manifest) {
  const pages = Object.keys(manifest).filter((key) => key.startsWith('src/report/'));
  return filesOf(manifest, closure(manifest, ['index.html', ...pages], true));
}
