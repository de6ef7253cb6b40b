import { beforeAll, describe, expect, it } from 'vitest';
import { concat, sha256, toBase64, toHex, utf8, type Bytes } from './bytes';
import { verifyCaseFile, type CaseFile, type Pinned } from './caseFile';
import { included, leafHash, nodeHash } from './tree';

const NONE: Pinned = { log: [], witnesses: [] };
const ORIGIN = 'whistle.example.org/audit/3';
const CASE = '01a220a3-93b6-78f3-9b9d-2e8a20c1aba1';

interface Pair {
  keys: CryptoKeyPair;
  raw: Bytes;
}

async function pair(): Promise<Pair> {
  const keys = (await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])) as CryptoKeyPair;
  return { keys, raw: new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey)) };
}
const sign = async ({ keys }: Pair, message: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, keys.privateKey, message));
async function verifierKey(name: string, type: number, { raw }: Pair): Promise<{ text: string; id: Bytes }> {
  const typed = concat(Uint8Array.of(type), raw);
  const id = (await sha256(concat(utf8(`${name}\n`), typed))).slice(0, 4);
  return { text: `${name}+${toHex(id)}+${toBase64(typed)}`, id };
}

/** A tree by its definition: slow, and written apart from what it judges. */
async function root(leaves: Bytes[]): Promise<Bytes> {
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(await root(leaves.slice(0, split)), await root(leaves.slice(split)));
}
async function path(leaves: Bytes[], index: number): Promise<Bytes[]> {
  if (leaves.length === 1) return [];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return index < split
    ? [...(await path(leaves.slice(0, split), index)), await root(leaves.slice(split))]
    : [...(await path(leaves.slice(split), index - split)), await root(leaves.slice(0, split))];
}

let log: Pair, witness: Pair, intake: Pair, dispatch: Pair;

async function caseFile(): Promise<CaseFile> {
  const evidence = { original: 'a'.repeat(64), stored: 'b'.repeat(64) };
  const token = `${btoa(JSON.stringify(evidence)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')}.ef6ddd31.${'A'.repeat(86)}`;
  const event = (id: string, source: string, sequence: number, second: number, data: object) =>
    utf8(
      JSON.stringify({
        id,
        source,
        subject: CASE,
        time: `2026-11-28T05:32:${String(second).padStart(2, '0')}Z`,
        sequence,
        data,
      }),
    );
  const entries = [
    event('e1', '/intake-service', 1, 1, { facts: { caseNumber: '3509992026112800041', photoIds: [token] } }),
    event('e2', '/intake-service', 2, 5, { note: '吹哨' }),
    event('e3', '/dispatch-service', 1, 9, {}),
  ];
  const leaves = [
    await leafHash(utf8('another case')),
    ...(await Promise.all(entries.map(leafHash))),
    await leafHash(utf8('and one more')),
  ];
  const text = `${ORIGIN}\n${leaves.length}\n${toBase64(await root(leaves))}\n`;
  const logKey = await verifierKey(ORIGIN, 1, log);
  const witnessKey = await verifierKey('witness.example.org', 4, witness);
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigInt64(0, 1_764_000_000n);
  const cosigned = concat(time, await sign(witness, utf8(`cosignature/v1\ntime 1764000000\n${text}`)));
  const line = (name: string, id: Bytes, signature: Bytes) => `— ${name} ${toBase64(concat(id, signature))}\n`;
  const producer = async (service: string, { keys }: Pair) => {
    const encoded = new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey));
    return { service, keyId: toHex((await sha256(encoded)).slice(0, 4)), publicKey: toBase64(encoded) };
  };
  const producerKeys = [await producer('intake-service', intake), await producer('dispatch-service', dispatch)];
  const owners = [0, 0, 1];
  const pairs = [intake, dispatch];
  return {
    format: 'whistle-case-file@v1',
    caseId: CASE,
    caseNumber: '3509992026112800041',
    origin: ORIGIN,
    events: await Promise.all(
      entries.map(async (entry, index) => ({
        index: index + 1,
        entry: toBase64(entry),
        signature: `${producerKeys[owners[index]!]!.keyId}:${toBase64(await sign(pairs[owners[index]!]!, entry))}`,
        verdict: 'TRUSTED',
        inclusion: (await path(leaves, index + 1)).map(toBase64),
      })),
    ),
    checkpoint: `${text}\n${line(ORIGIN, logKey.id, await sign(log, utf8(text)))}${line('witness.example.org', witnessKey.id, cosigned)}`,
    logKeys: [logKey.text],
    witnessKeys: [witnessKey.text],
    producerKeys,
    photos: [{ photoId: token, ...evidence }],
    exportedBy: 'supervisor',
    exportedAt: '2026-11-28T06:00:00Z',
  };
}

const kinds = async (change: (file: CaseFile) => void, pinned: Pinned = NONE) => {
  const file = await caseFile();
  change(file);
  return (await verifyCaseFile(JSON.stringify(file), pinned)).findings.map((finding) => finding.kind);
};

describe('a case file', () => {
  beforeAll(async () => {
    [log, witness, intake, dispatch] = await Promise.all([pair(), pair(), pair(), pair()]);
  });

  it('holds as it was exported, every step of it', async () => {
    const steps: string[] = [];
    const { findings, claims } = await verifyCaseFile(JSON.stringify(await caseFile()), NONE, (step) =>
      steps.push(step),
    );
    expect(findings).toEqual([]);
    expect(claims).toEqual(['LOG_KEYS', 'WITNESS_KEYS', 'PRODUCER_KEYS']);
    expect(steps.sort()).toEqual([
      'checkpoint',
      'events',
      'format',
      'inclusion',
      'keys',
      'photos',
      'sequence',
      'witness',
    ]);
  });

  it('is refused where an entry was changed', async () => {
    expect(
      await kinds(
        (file) =>
          (file.events[1]!.entry = toBase64(
            utf8(
              JSON.stringify({
                id: 'e2',
                source: '/intake-service',
                subject: CASE,
                time: '2026-11-28T05:32:05Z',
                sequence: 2,
                data: {},
              }),
            ),
          )),
      ),
    ).toEqual(['NOT_INCLUDED', 'WRONG_PRODUCER_SIGNATURE']);
  });

  it.each<[string, (file: CaseFile) => void, string[]]>([
    [
      'the last event of a producer withheld, which only a later checkpoint can tell',
      (file) => file.events.splice(1, 1),
      [],
    ],
    ['the first event withheld', (file) => file.events.shift(), ['SEQUENCE_GAP', 'UNKNOWN_PHOTO']],
    [
      'two events swapped',
      (file) => file.events.reverse(),
      ['WRONG_ORDER', 'SEQUENCE_GAP', 'WRONG_ORDER', 'SEQUENCE_GAP'],
    ],
    ['an event twice', (file) => file.events.push(file.events[2]!), ['DUPLICATE_EVENT']],
    ['another index', (file) => (file.events[2]!.index = 4), ['NOT_INCLUDED']],
    ['a verdict of its own', (file) => (file.events[0]!.verdict = 'REFUSED'), ['UNTRUSTED_EVENT']],
    ['another case number', (file) => (file.caseNumber = '3509992026112800042'), ['WRONG_CASE_NUMBER']],
    ['another origin', (file) => (file.origin = 'whistle.example.org/audit/4'), ['WRONG_ORIGIN']],
    [
      'a smaller tree',
      (file) => (file.checkpoint = file.checkpoint.replace('\n5\n', '\n4\n')),
      ['BAD_NOTE_SIGNATURE', 'BAD_NOTE_SIGNATURE', 'NOT_INCLUDED', 'NOT_INCLUDED', 'NOT_INCLUDED'],
    ],
    [
      'no cosignature',
      (file) => (file.checkpoint = file.checkpoint.replace(/— witness.*\n$/, '')),
      ['MISSING_WITNESS'],
    ],
    ['a photo of another hash', (file) => (file.photos[0]!.stored = 'c'.repeat(64)), ['WRONG_PHOTO_HASH']],
    ['no photos', (file) => (file.photos = []), ['MISSING_PHOTO']],
    ['no events', (file) => ((file.events = []), (file.photos = [])), ['NO_EVENTS']],
    ['another format', (file) => (file.format = 'whistle-case-file@v2'), ['UNREADABLE']],
    ['bytes that are no event', (file) => (file.events[2]!.entry = 'AAAA'), ['NOT_INCLUDED', 'UNREADABLE_ENTRY']],
    ['entries that are no base64', (file) => (file.events[2]!.entry = '?'), ['UNREADABLE_ENTRY']],
    [
      'another service’s key',
      (file) => (file.producerKeys[0]!.service = 'audit-service'),
      ['SIGNED_BY_ANOTHER', 'SIGNED_BY_ANOTHER'],
    ],
  ])('with %s', async (_what, change, expected) => {
    expect(await kinds(change)).toEqual(expected);
  });

  it('is judged by the keys known from elsewhere', async () => {
    const stranger = await verifierKey(ORIGIN, 1, await pair());
    expect(await kinds(() => {}, { log: [stranger.text], witnesses: [] })).toEqual(['UNKNOWN_LOG_KEY']);
  });
});

describe('inclusion', () => {
  it('holds for every leaf of every small tree, and for no other place', async () => {
    const leaves = await Promise.all(Array.from({ length: 9 }, (_, index) => leafHash(utf8(String(index)))));
    for (let size = 1; size <= leaves.length; size++) {
      const some = leaves.slice(0, size);
      const top = await root(some);
      for (let index = 0; index < size; index++) {
        const proof = await path(some, index);
        expect(await included(some[index]!, index, size, proof, top)).toBe(true);
        expect(await included(some[index]!, index + 1, size, proof, top)).toBe(false);
        if (proof.length) expect(await included(some[index]!, index, size, proof.slice(1), top)).toBe(false);
      }
    }
  });
});
