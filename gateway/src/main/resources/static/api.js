// Calls of the API with the browser's session.
const cookie = name => document.cookie.split('; ').find(entry => entry.startsWith(name + '='))?.slice(name.length + 1);

/** A refusal of the server, as RFC 9457 tells it. */
export class Refusal extends Error {
  constructor(status, problem) {
    const pointers = (problem.errors ?? []).map(error => `${error.pointer}: ${error.message}`).join('; ');
    super([problem.title ?? `HTTP ${status}`, problem.detail, pointers, problem.traceId].filter(Boolean).join(' · '));
    this.status = status;
  }
}

async function call(path, options = {}) {
  const headers = {Accept: 'application/json, application/*+json', 'Accept-Language': localStorage.getItem('language') ?? 'zh-CN', ...options.headers};
  if (options.method) headers['X-XSRF-TOKEN'] = cookie('XSRF-TOKEN') ?? '';
  const answer = await fetch(path, {...options, headers, signal: AbortSignal.timeout(30000)});
  const text = await answer.text();
  const body = text && /json/.test(answer.headers.get('Content-Type')) ? JSON.parse(text) : {};
  if (!answer.ok) throw new Refusal(answer.status, body);
  return body;
}

export const get = path => call(path);

export const post = (path, body) => call(path, {
  method: 'POST',
  headers: {'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID()},
  body: JSON.stringify(body),
});

export async function upload(file, kind) {
  const form = new FormData();
  form.append('file', file);
  form.append('kind', kind);
  const answer = await call('/api/intake/photos', {method: 'POST', headers: {'Idempotency-Key': crypto.randomUUID()}, body: form});
  return answer.photoId;
}
