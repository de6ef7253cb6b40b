/** C2SP signed notes with Ed25519: checkpoints of a log, and the cosignatures of its witnesses. */
import { concat, fromBase64, sha256, toBase64, toHex, utf8, type Bytes } from './bytes';

const NOTE = 1;
const COSIGNATURE = 4;
const SIGNATURE = 64;
const TIME = 8;
const CHECKPOINT = /^([^\n]+)\n(0|[1-9]\d{0,17})\n([A-Za-z0-9+/]{43}=)\n$/;

export interface Signature {
  name: string;
  keyId: string;
  bytes: Bytes;
}

export interface Note {
  text: string;
  signatures: Signature[];
}

export interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
}

export interface VerifierKey {
  name: string;
  keyId: string;
  type: number;
  publicKey: CryptoKey;
}

/** @throws for a text that is no note */
export function parseNote(note: string): Note {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n') || split + 2 === note.length) throw new Error('note: no signatures');
  const text = note.slice(0, split + 1);
  if ([...text].some((character) => character < ' ' && character !== '\n')) throw new Error('note: control characters');
  return {
    text,
    signatures: note
      .slice(split + 2, -1)
      .split('\n')
      .map(parseSignature),
  };
}

function parseSignature(line: string): Signature {
  const found = /^— ([^\s+]+) (\S+)$/.exec(line);
  if (!found) throw new Error(`signature line: ${line}`);
  const bytes = fromBase64(found[2]!);
  if (bytes.length <= 4) throw new Error('signature line: too short');
  return { name: found[1]!, keyId: toHex(bytes.slice(0, 4)), bytes: bytes.slice(4) };
}

/** @throws for a text that is no checkpoint */
export function parseCheckpoint(text: string): Checkpoint {
  const found = CHECKPOINT.exec(text);
  if (!found) throw new Error('checkpoint: expected origin, size, root');
  return { origin: found[1]!, size: Number(found[2]), root: fromBase64(found[3]!) };
}

export const publicKey = (encoded: Bytes, format: 'raw' | 'spki' = 'raw'): Promise<CryptoKey> =>
  crypto.subtle.importKey(format, encoded, { name: 'Ed25519' }, false, ['verify']);

export async function signed(key: CryptoKey, signature: Bytes, message: Bytes): Promise<boolean> {
  return crypto.subtle.verify({ name: 'Ed25519' }, key, signature, message).catch(() => false);
}

/**
 * Reads `name+hex(key id)+base64(type ‖ key)`.
 *
 * @throws for any other text, or one whose key id is not the key's
 */
export async function parseKey(text: string): Promise<VerifierKey> {
  const [name, keyId, ...rest] = text.split('+');
  const encoded = rest.join('+');
  if (!name || /\s/.test(name) || !keyId || !encoded) throw new Error(`key: ${text}`);
  const typed = fromBase64(encoded);
  const type = typed[0];
  if ((type !== NOTE && type !== COSIGNATURE) || typed.length !== 33 || toBase64(typed) !== encoded)
    throw new Error(`key: ${text}`);
  const hash = await sha256(concat(utf8(`${name}\n`), typed));
  if (toHex(hash.slice(0, 4)) !== keyId) throw new Error(`key: ${text} has another id`);
  return { name, keyId, type, publicKey: await publicKey(typed.slice(1)) };
}

async function verifies(key: VerifierKey, text: string, signature: Signature): Promise<boolean> {
  if (key.type === NOTE) return signed(key.publicKey, signature.bytes, utf8(text));
  if (signature.bytes.length !== TIME + SIGNATURE) return false;
  const seconds = new DataView(signature.bytes.buffer, signature.bytes.byteOffset).getBigInt64(0);
  return signed(key.publicKey, signature.bytes.slice(TIME), utf8(`cosignature/v1\ntime ${seconds}\n${text}`));
}

/**
 * How many of the known keys signed; unknown ones are ignored.
 *
 * @throws where a signature says that it is a known key's and is not
 */
export async function signers(note: Note, known: VerifierKey[]): Promise<number> {
  const found = new Set<VerifierKey>();
  for (const signature of note.signatures) {
    for (const key of known) {
      if (key.keyId !== signature.keyId || key.name !== signature.name) continue;
      if (!(await verifies(key, note.text, signature))) throw new Error(`signature of ${key.name}`);
      found.add(key);
    }
  }
  return found.size;
}
