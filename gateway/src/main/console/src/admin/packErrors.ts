/** Where in a pack something is wrong: the services point to it as `/file/line`, and say `file:line: message`. */
import type { ServerError } from './draft';

export interface PackError {
  file: string;
  line?: number;
  message: string;
}

export function packError({ pointer, code, message }: ServerError): PackError {
  const found = /^\/(.+)\/(\d+)$/.exec(pointer);
  const text = message ?? code;
  if (!found) return { file: '', message: text };
  const [file, line] = [found[1]!, Number(found[2])];
  const prefix = `${file}:${line}: `;
  return { file, line: line || undefined, message: text.startsWith(prefix) ? text.slice(prefix.length) : text };
}

/** By file and line, as somebody goes through them. */
export const packErrors = (errors: ServerError[]): PackError[] =>
  errors.map(packError).sort((one, other) => one.file.localeCompare(other.file) || (one.line ?? 0) - (other.line ?? 0));
