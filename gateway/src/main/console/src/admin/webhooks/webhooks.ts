/** Webhooks and their deliveries, as dispatch-service tells of them. */
import { get, post, query, send } from '@/core/api';
import type { Page } from '@/core/types';

const PATH = '/api/dispatch/webhooks';

export interface Webhook {
  code: string;
  name: string;
  url: string;
  scopes: string[];
  types: string[];
  allowPrivate: boolean;
  state: 'ACTIVE' | 'PAUSED';
  pausedReason?: 'GONE' | 'FAILING' | 'REFUSED';
  pausedAt?: string;
  failingSince?: string;
  waiting: number;
}

export interface Delivery {
  position: number;
  caseId: string;
  type: string;
  state: 'WAITING' | 'DELIVERED';
  attempts: number;
  lastTriedAt?: string;
  lastStatus?: number;
  lastMillis?: number;
  lastNote?: string;
  nextTryAt?: string;
}

export type Wanted = Pick<Webhook, 'code' | 'name' | 'url' | 'scopes' | 'types' | 'allowPrivate'>;

/** More waiting than this are not counted. */
export const COUNTED = 10_000;

export const readAll = (signal?: AbortSignal): Promise<Webhook[]> => get(PATH, signal);

export const subscribe = (wanted: Wanted, key: string): Promise<Webhook> => post(PATH, wanted, key);

export const resume = (code: string): Promise<Webhook> => post(`${PATH}/${code}/resume`);

export const test = (code: string): Promise<Delivery> => post(`${PATH}/${code}/test`);

export const readDeliveries = (
  code: string,
  page: number,
  size: number,
  signal?: AbortSignal,
): Promise<Page<Delivery>> => get(`${PATH}/${code}/deliveries${query({ page, size })}`, signal);

export const redeliver = (code: string, position: number): Promise<Delivery> =>
  post(`${PATH}/${code}/deliveries/${position}/redeliver`);

/** Makes a secret named after this second; answers it, this once. */
export async function newSecret(code: string, now = new Date()): Promise<string> {
  const answer = await send(`${PATH}/${code}/secrets/${secretName(now)}`, {
    method: 'PUT',
    body: '{}',
    headers: { 'Content-Type': 'application/json' },
  });
  return ((await answer.json()) as { secret: string }).secret;
}

/** Such as `s-20261128-134500`. */
export const secretName = (now: Date): string =>
  `s-${now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`;

/** Codes as somebody writes them, between commas, blanks or on lines. */
export const codesOf = (text: string): string[] => text.split(/[\s,，、;；]+/).filter(Boolean);
