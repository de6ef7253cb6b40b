/** Calls of the API with the browser's session: cookie, CSRF token, idempotency key and a trace of every call. */
import { language } from './language';

/** RFC 9457 problem details as the services and the gateway send them. */
export interface Problem {
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  traceId?: string;
  /** present state and what is allowed now, with 409 */
  state?: string;
  allowedActions?: string[];
  errors?: { pointer: string; code: string; message?: string; file?: string; line?: number }[];
}

/** A refusal of the server, or no answer at all (status 0). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super([problem.title ?? `HTTP ${status}`, problem.detail].filter(Boolean).join(' · '));
  }

  /** Whether the same request may succeed later: no answer, or the service is away. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What is wrong with a field, by its name or JSON pointer. */
  ofField(name: string): string | undefined {
    const error = this.problem.errors?.find(
      (each) => each.pointer === `/${name}` || each.pointer.startsWith(`/${name}/`),
    );
    return error && (error.message ?? error.code);
  }
}

const listeners = new Set<() => void>();

/** Is told whenever the server no longer knows the session. */
export function onSessionEnd(listener: () => void): void {
  listeners.add(listener);
}

const cookie = (name: string) =>
  document.cookie
    .split('; ')
    .find((entry) => entry.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Random hex of some bytes. */
export const hex = (bytes: number) =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A fresh `Idempotency-Key`: one per decision, kept over its retries. `randomUUID` needs HTTPS, this does not. */
export const freshKey = () => hex(16);

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT';
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** milliseconds until the call is given up; 30 000 by default */
  patience?: number;
}

/** One call; the answer's body as the server sent it. */
export async function send(path: string, options: CallOptions = {}): Promise<Response> {
  const trace = hex(16);
  const headers: Record<string, string> = {
    Accept: 'application/json, application/*+json',
    'Accept-Language': language.value,
    traceparent: `00-${trace}-${hex(8)}-01`,
    ...options.headers,
  };
  if (options.method && options.method !== 'GET') headers['X-XSRF-TOKEN'] = cookie('XSRF-TOKEN') ?? '';
  const stop = new AbortController();
  const giveUp = () => stop.abort();
  setTimeout(giveUp, options.patience ?? 30_000);
  options.signal?.addEventListener('abort', giveUp);
  if (options.signal?.aborted) giveUp();
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: options.method ?? 'GET',
      body: options.body,
      headers,
      signal: stop.signal,
      credentials: 'same-origin',
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new Refusal(0, { code: 'NO_ANSWER', traceId: trace });
  }
  if (!answer.ok) {
    const problem = await problemOf(answer);
    if (answer.status === 401) listeners.forEach((listener) => listener());
    throw new Refusal(answer.status, { traceId: trace, ...problem });
  }
  return answer;
}

async function problemOf(answer: Response): Promise<Problem> {
  if (!/json/.test(answer.headers.get('Content-Type') ?? '')) return {};
  return answer.json().then(
    (body: Problem) => body,
    () => ({}),
  );
}

async function json<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  return (text ? JSON.parse(text) : {}) as T;
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return json<T>(await send(path, { signal }));
}

/** A change; `key` makes its repetition harmless. */
export async function post<T>(path: string, body: unknown = {}, key: string = freshKey()): Promise<T> {
  return json<T>(
    await send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    }),
  );
}

/** Query string of the values that are there. */
export function query(values: Record<string, string | number | boolean | undefined | null | string[]>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) value.forEach((each) => search.append(name, each));
    else if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

export type PhotoKind = 'NEAR' | 'FAR' | 'REFERENCE' | 'BEFORE' | 'AFTER';

/** Files may take long on a bad network. */
const UPLOAD_PATIENCE = 120_000;

async function upload<T>(path: string, fields: Record<string, string>, file: Blob, name: string): Promise<T> {
  const form = new FormData();
  form.append('file', file, name);
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  const headers = { 'Idempotency-Key': freshKey() };
  return json<T>(await send(path, { method: 'POST', body: form, headers, patience: UPLOAD_PATIENCE }));
}

/** Uploads a picture; answers its token. */
export async function uploadPhoto(file: Blob, kind: PhotoKind, name = 'photo.jpg'): Promise<string> {
  return (await upload<{ photoId: string }>('/api/intake/photos', { kind }, file, name)).photoId;
}

/** Uploads a document (PDF, OFD, JPEG, PNG, WebP); its token is taken wherever photos are. */
export async function uploadDocument(file: File): Promise<string> {
  return (await upload<{ documentId: string }>('/api/intake/documents', {}, file, file.name)).documentId;
}
