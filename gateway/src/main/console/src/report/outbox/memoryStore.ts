/** Drafts and the queue for as long as the page is open, where the browser keeps nothing. */
import { editable, type Entry } from './outbox';
import { draftFrom, type Draft, type Store } from './store';

export function memoryStore(): Store {
  const drafts = new Map<string, Draft>();
  const entries = new Map<string, Entry>();
  return {
    lasting: false,
    draftOf: async (account) => drafts.get(account),
    keepDraft: async (draft) => void drafts.set(draft.account, draft),
    dropDraft: async (account) => void drafts.delete(account),
    allEntries: async () => [...entries.values()],
    async enqueue(entry) {
      entries.set(entry.id, entry);
      drafts.delete(entry.account);
    },
    async changeEntry(id, work) {
      const found = entries.get(id);
      const changed = found && work(found);
      if (changed) entries.set(id, changed);
      return changed;
    },
    dropEntry: async (id) => void entries.delete(id),
    async takeBack(id) {
      const entry = entries.get(id);
      if (!entry || !editable(entry) || drafts.has(entry.account)) return false;
      drafts.set(entry.account, draftFrom(entry, Date.now()));
      return entries.delete(id);
    },
    takeLease: async () => true,
    endLease: async () => undefined,
  };
}
