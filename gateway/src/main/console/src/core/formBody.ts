/** From what was typed into an action's form to the body that is sent, and back from a refusal to its field. */
import type { Action, Field } from './actions';

/** What a form holds: texts, choices, pictures not yet uploaded. */
export type Values = Record<string, unknown>;

export const shown = (field: Field, values: Values): boolean =>
  !field.when || values[field.when.field] === field.when.is;

const empty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'string' && !value.trim()) ||
  (Array.isArray(value) && !value.length);

/** Names of the required fields that are still empty. */
export const missing = (action: Action, values: Values): string[] =>
  action.fields
    .filter((field) => field.required && shown(field, values) && empty(values[field.name]))
    .map((field) => field.name);

/**
 * The body of an action: only what was filled in, under the names of the API. Pictures have to be tokens by now, instants
 * ISO-8601.
 */
export function bodyOf(action: Action, values: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of action.fields) {
    const value = values[field.name];
    if (!shown(field, values) || empty(value)) continue;
    if (field.kind === 'closing') body[value as string] = true;
    else body[field.name] = typeof value === 'string' ? value.trim() : value;
  }
  return body;
}
