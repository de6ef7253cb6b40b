/** How often each code stands in a list, from 0 to 1: the most frequent is 1. */
export function heatOf(codes: (string | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of codes) if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  const most = Math.max(1, ...counts.values());
  return new Map([...counts].map(([code, count]) => [code, count / most]));
}
