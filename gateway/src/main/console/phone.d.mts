/** Of Vite's build manifest, by the source's path. */
export type BuildManifest = Record<
  string,
  { file: string; css?: string[]; imports?: string[]; dynamicImports?: string[]; isEntry?: boolean }
>;

export function startFiles(manifest: BuildManifest): string[];
export function offlineFiles(manifest: BuildManifest): string[];
