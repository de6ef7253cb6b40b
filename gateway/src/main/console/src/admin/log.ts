/** Entries of the admin log: events as they were signed, in base64. */

export interface Log {
  shard: string;
  size: number;
  checkpoint?: { size: number; root: string; signedAt: string; cosigned: boolean };
}

export interface LedgerEntry {
  index: number;
  verdict: string;
  entry: string;
  appendedAt: string;
}

export interface AdminEntry {
  type: string;
  time: string;
  actor: string;
  role: string;
  data: [string, string][];
}

/** The event in an entry; absent for one that cannot be read. */
export function entryOf({ entry }: { entry: string }): AdminEntry | undefined {
  try {
    const bytes = Uint8Array.from(atob(entry), (letter) => letter.charCodeAt(0));
    const event = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    return {
      type: String(event.type)
        .replace(/^admin\./, '')
        .replace(/\.v\d+$/, ''),
      time: String(event.time),
      actor: String(event.actor ?? ''),
      role: String(event.actorrole ?? ''),
      data: Object.entries((event.data ?? {}) as Record<string, unknown>).map(([name, value]) => [name, short(value)]),
    };
  } catch {
    return undefined;
  }
}

/** Digests shortened, what is nested as the policy it names. */
function short(value: unknown): string {
  if (value && typeof value === 'object')
    return short((value as Record<string, unknown>).policy ?? JSON.stringify(value));
  const text = String(value);
  return /^[0-9a-f]{40,}$/.test(text) ? `${text.slice(0, 16)}…` : text;
}

/** The entries of a page, counted from the newest, as `from` inclusive and `to` exclusive. */
export function window(size: number, page: number, length: number): { from: number; to: number } {
  const to = Math.max(0, size - page * length);
  return { from: Math.max(0, to - length), to };
}
