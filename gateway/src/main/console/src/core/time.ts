/** Times in the county's zone, and how much of a deadline is left. */
import { computed, onScopeDispose, ref } from 'vue';
import { county } from './reference';
import { language } from './language';
import { say } from './words';
import type { Deadline } from './types';

export const zone = computed(() => county.value?.timeZone ?? 'Asia/Shanghai');

const formats = new Map<string, Intl.DateTimeFormat>();

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name}|${zone.value}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('sv-SE', { timeZone: zone.value, ...options });
    formats.set(key, found);
  }
  return found;
}

/** `2026-11-28 14:05`, in the county's zone. */
export const dateTime = (instant: string | Date): string =>
  format('minute', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );

/** `11-28 14:05`, in the county's zone. */
export const shortTime = (instant: string | Date): string => dateTime(instant).slice(5);

/** `2026-11-28`, in the county's zone. */
export const day = (instant: string | Date): string => dateTime(instant).slice(0, 10);

/** The zone's offset at an instant, such as `+08:00`. */
export function offsetOf(instant: string | Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone.value, timeZoneName: 'longOffset' }).formatToParts(
    new Date(instant),
  );
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? '+00:00' : name.replace('GMT', '');
}

/** An instant from a wall-clock time of the county such as `2026-12-01T09:00`. */
export function instantOf(local: string): string {
  const guess = new Date(`${local}:00Z`);
  const offset = offsetOf(guess);
  const first = new Date(`${local}:00${offset}`);
  return offsetOf(first) === offset ? first.toISOString() : new Date(`${local}:00${offsetOf(first)}`).toISOString();
}

/** Milliseconds in words, the two largest units at most. */
export function span(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (days >= 1) return hours ? say('core.daysHours', { d: days, h: hours }) : say('core.days', { n: days });
  if (hours >= 1) return rest ? say('core.hoursMinutes', { h: hours, m: rest }) : say('core.hours', { n: hours });
  return say('core.minutes', { n: rest });
}

/** Seconds in words, where minutes would be too coarse, too. */
export const duration = (seconds: number): string =>
  seconds < 60 ? say('core.seconds', { n: Math.round(seconds) }) : span(seconds * 1000);

/** The server's clock less this device's, in milliseconds; answers of the API set it. */
export const skew = ref(0);

export const now = ref(Date.now());
let watchers = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

/** Lets {@link now} tick every 15 s while somebody looks. */
export function useNow() {
  if (watchers++ === 0) {
    now.value = Date.now() + skew.value;
    ticking = setInterval(() => (now.value = Date.now() + skew.value), 15_000);
  }
  onScopeDispose(() => {
    if (--watchers === 0) clearInterval(ticking);
  });
  return now;
}

export type Urgency = 'none' | 'paused' | 'calm' | 'soon' | 'late';

export interface Remaining {
  urgency: Urgency;
  text: string;
  at?: string;
}

/** How a deadline stands; `soon` within two hours. */
export function remaining(at: string | undefined, paused = false, at0 = now.value): Remaining {
  void language.value;
  if (paused) return { urgency: 'paused', text: say('core.paused'), at };
  if (!at) return { urgency: 'none', text: say('core.noDeadline') };
  const left = new Date(at).getTime() - at0;
  if (left < 0) return { urgency: 'late', text: say('core.overdue', { time: span(-left) }), at };
  return { urgency: left < 2 * 3_600_000 ? 'soon' : 'calm', text: say('core.remaining', { time: span(left) }), at };
}

/** The deadline that counts first: the earliest running one, else a paused one. */
export function nextDeadline(deadlines: Deadline[]): Deadline | undefined {
  const running = deadlines.filter((each) => !each.paused && each.at);
  return running.sort((one, other) => (one.at ?? '').localeCompare(other.at ?? ''))[0] ?? deadlines[0];
}

export function ago(instant: string, at0 = now.value): string {
  const passed = at0 - new Date(instant).getTime();
  return passed < 60_000 ? say('core.justNow') : say('core.ago', { time: span(passed) });
}
