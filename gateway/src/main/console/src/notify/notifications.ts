/** How people are told outside the console. */
import { get, query, send } from '@/core/api';
import type { Role } from '@/core/session';
import type { zhCN } from './words';

export type Channel = 'IN_APP' | 'EMAIL' | 'ROBOT';
export type Step = keyof typeof zhCN.steps;

export interface Choice {
  email?: string;
  locale: string;
  channels: Channel[];
  quietFrom?: string;
  quietTo?: string;
  digest: 'NONE' | 'DAILY';
}

export interface ChannelState {
  channel: Channel;
  on: boolean;
}

export interface Mine {
  available: ChannelState[];
  choice: Choice;
}

export interface Rule {
  role: Role;
  step: Step;
  channels: Channel[];
  standard: boolean;
}

export interface CountyRules {
  county: string;
  channels: ChannelState[];
  rules: Rule[];
}

export interface Message {
  messageId: string;
  channel: Channel;
  recipient: string;
  steps: Step[];
  attempts: number;
  problem?: string;
  madeAt: string;
}

async function put<T>(path: string, body: unknown): Promise<T> {
  const answer = await send(path, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
  return (await answer.json()) as T;
}

export const isOn = (states: ChannelState[], channel: Channel): boolean =>
  states.some((each) => each.channel === channel && each.on);

/** The channels of a rule with one of them switched; the console stays. */
export function switched(rule: Rule, channel: Channel): Channel[] {
  const others = rule.channels.filter((each) => each !== channel);
  return rule.channels.includes(channel) ? others : [...others, channel];
}

export const readMine = (signal: AbortSignal) => get<Mine>('/api/dispatch/me/notifications', signal);
export const choose = (choice: Choice) => put<Mine>('/api/dispatch/me/notifications', choice);
export const readRules = (county: string | undefined, signal: AbortSignal) =>
  get<CountyRules>(`/api/dispatch/notification-rules${query({ county })}`, signal);
export const changeRule = (county: string, rule: Rule, channels: Channel[]) =>
  put<Rule>(`/api/dispatch/notification-rules/${rule.role}/${rule.step}${query({ county })}`, { channels });
export const readFailed = (signal: AbortSignal) => get<Message[]>('/api/dispatch/notifications?state=FAILED', signal);
