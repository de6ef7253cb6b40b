/** Who is signed in, with which grants. */
import { computed, ref } from 'vue';
import { onSessionEnd, Refusal, send } from './api';

export type Role =
  | 'GRID_WORKER'
  | 'COMMUNITY'
  | 'STREET'
  | 'STREET_LEADER'
  | 'DISPATCHER'
  | 'COMMAND_LEADER'
  | 'DEPARTMENT'
  | 'HANDLER'
  | 'SUPERVISOR'
  | 'CITIZEN'
  | 'ADMIN'
  | 'SECURITY_ADMIN'
  | 'AUDIT_ADMIN';

export interface Grant {
  role: Role;
  scopes: string[];
  unit?: string;
}

export interface Person {
  username: string;
  name: string;
  grants: Grant[];
}

const REMEMBERED = 'whistle.me';

export const me = ref<Person>();

/** True from the moment the server refused the session until it knows it again. */
export const ended = ref(false);

/** How long a page waits for the answer where it knows who was signed in last. */
const BRIEF = 4_000;

/** Asks who is signed in. Without an answer the phone goes on as whoever was signed in last. */
export async function loadSession(): Promise<void> {
  const last = remembered();
  try {
    const answer = await send('/me', last ? { patience: BRIEF } : {});
    me.value = (await answer.json()) as Person;
    ended.value = false;
    remember(me.value);
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.passing) me.value ??= last;
    else if (!me.value) remember(undefined);
  }
}

onSessionEnd(() => {
  if (me.value) ended.value = true;
});

function remember(person: Person | undefined): void {
  try {
    if (person) localStorage.setItem(REMEMBERED, JSON.stringify(person));
    else localStorage.removeItem(REMEMBERED);
  } catch {
    // without storage the page has to be loaded with a network
  }
}

function remembered(): Person | undefined {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Forgets the person on this device. */
export const forget = () => remember(undefined);

export const roles = computed(() => new Set(me.value?.grants.map((grant) => grant.role)));

export const is = (...wanted: Role[]): boolean => wanted.some((role) => roles.value.has(role));

export const scopesOf = (...wanted: Role[]): string[] =>
  me.value?.grants.filter((grant) => wanted.includes(grant.role)).flatMap((grant) => grant.scopes) ?? [];

export const myUnits = computed(() => [...new Set(me.value?.grants.flatMap((grant) => grant.unit ?? []))]);
