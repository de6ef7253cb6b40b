/** Which few make up the most: largest first, with the share of all so far. */

export interface Bar<T> {
  item: T;
  count: number;
  /** 0 to 1, of everything */
  share: number;
  /** 0 to 1, of this and all larger ones */
  upto: number;
}

/** Those with something, largest first, equals in the order they came. */
export function pareto<T>(items: T[], countOf: (item: T) => number): Bar<T>[] {
  const counted = items
    .map((item, index) => ({ item, index, count: countOf(item) }))
    .filter((one) => one.count > 0)
    .sort((one, other) => other.count - one.count || one.index - other.index);
  const all = counted.reduce((sum, one) => sum + one.count, 0);
  let sofar = 0;
  return counted.map(({ item, count }) => {
    sofar += count;
    return { item, count, share: count / all, upto: sofar / all };
  });
}

/** How many of the first bars it takes to reach a share. */
export const takes = (bars: Bar<unknown>[], share: number): number => bars.findIndex((bar) => bar.upto >= share) + 1;
