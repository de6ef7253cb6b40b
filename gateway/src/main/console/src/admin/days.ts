/** Days of the calendar; a day off is a weekday, a day worked a weekend's. */

/** A record of the kind `holidays`; its code is the date. */
export interface Holiday {
  kind: 'HOLIDAY' | 'WORKDAY';
  nameZh: string;
  nameEn: string;
}

/** 0 for Sunday to 6. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** What the day can only be when it is not what its weekday says. */
export const kindOn = (date: string): 'HOLIDAY' | 'WORKDAY' =>
  [0, 6].includes(weekdayOf(date)) ? 'WORKDAY' : 'HOLIDAY';

/** The years to choose from, newest first: those with days, the one shown, this one and the next. */
export const yearsOf = (dates: string[], shown: string, now: string): string[] =>
  [...new Set([...dates.map((date) => date.slice(0, 4)), shown, now, String(Number(now) + 1)])].sort().reverse();
