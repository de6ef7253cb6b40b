/** A policy on its way from a draft to the stored one. */
import { computed, ref, shallowRef, watch } from 'vue';
import { Refusal } from '@/core/api';
import { useLoad } from '@/core/load';
import { county as countyData } from '@/core/reference';
import { day } from '@/core/time';
import { toast } from '@/core/toast';
import { say } from '@/core/words';
import {
  changed,
  draftOf,
  fieldsOf,
  inForceOn,
  placeOf,
  rescored,
  wrongIn,
  type Draft,
  type PolicyFields,
  type Subject,
  type SubjectDraft,
} from './draft';
import { putRecord, readKind } from './reference';

export interface Known {
  policy: string;
  validFrom: string;
  state: 'now' | 'later' | 'past';
}

/** The stored policies; none is not an error. */
function usePolicies(county: string | undefined) {
  const today = day(new Date());
  const records = useLoad<PolicyFields[]>((signal) =>
    readKind<PolicyFields>('policies', county, signal).then(
      (found) => found.map((each) => each.fields),
      (cause: unknown) => {
        if (cause instanceof Refusal && cause.status === 404) return [];
        throw cause;
      },
    ),
  );
  const all = computed(() => records.value.value ?? []);
  const inForce = computed(() => inForceOn(today, all.value));
  const known = computed<Known[]>(() =>
    [...new Map(all.value.map((each) => [each.policy, each.validFrom]))]
      .map(([policy, validFrom]): Known => {
        const state = policy === inForce.value ? 'now' : validFrom > today ? 'later' : 'past';
        return { policy, validFrom, state };
      })
      .sort((one, other) => other.validFrom.localeCompare(one.validFrom)),
  );
  return { records, all, inForce, known };
}

/** What the page works on. */
export function usePolicyDraft(county: string | undefined) {
  const { records, all, inForce, known } = usePolicies(county);
  const draft = ref<Draft>();
  const before = shallowRef<Draft>();
  const subject = ref<Subject>('UNIT');
  const serverWrong = ref<Record<string, string>>({});
  const refusal = shallowRef<Refusal>();
  const saving = ref(false);
  /** the subjects that were sent last: errors of the server count them */
  const sent = shallowRef<SubjectDraft[]>([]);

  function startFrom(policy: string): void {
    draft.value = draftOf(policy, all.value);
    before.value = draftOf(policy, all.value);
    subject.value = draft.value.subjects[0]?.subject ?? 'UNIT';
    serverWrong.value = {};
    refusal.value = undefined;
  }
  watch(inForce, (policy) => policy && !draft.value && startFrom(policy));

  const wrong = computed(() =>
    draft.value ? wrongIn(draft.value, countyData.value?.minimumStreetWeight, all.value) : {},
  );
  const wrongOf = (place: string): string | undefined => {
    const found = wrong.value[place];
    return found ? say(found.key, found.values ?? {}) : serverWrong.value[place];
  };
  const toSave = computed(() => (draft.value ? changed(draft.value, all.value) : []));
  const other = computed(() => (draft.value && before.value ? rescored(draft.value, before.value) : []));

  function change(subjectDraft: SubjectDraft): void {
    if (!draft.value) return;
    const subjects = draft.value.subjects.map((each) => (each.subject === subjectDraft.subject ? subjectDraft : each));
    draft.value = { ...draft.value, subjects };
    serverWrong.value = {};
  }

  /** What is previewed: what is scored otherwise, and where that is nothing, everything. */
  function toPreview(): PolicyFields[] {
    const mine = draft.value!;
    sent.value = other.value.length ? other.value : mine.subjects;
    serverWrong.value = {};
    return sent.value.map((each) => fieldsOf(mine, each));
  }

  /** Says what the server refused at the field it names. */
  function place(refused: Refusal): void {
    const found: Record<string, string> = {};
    for (const error of refused.problem.errors ?? []) {
      const where = placeOf(error, sent.value);
      if (where) found[where] = error.message ?? error.code;
    }
    serverWrong.value = found;
  }

  /** Subject by subject; what was refused stays a draft. */
  async function save(): Promise<void> {
    if (!draft.value || saving.value) return;
    const mine = draft.value;
    const policy = mine.policy.trim();
    saving.value = true;
    refusal.value = undefined;
    let done = 0;
    let version = 0;
    try {
      for (const each of toSave.value) {
        sent.value = [each];
        version = (await putRecord('policies', `${policy}/${each.subject}`, fieldsOf(mine, each), county)).version;
        done++;
      }
      toast(say('admin.saved', { n: done, version }));
    } catch (cause) {
      refusal.value = cause instanceof Refusal ? cause : new Refusal(0, {});
      place(refusal.value);
      subject.value = sent.value[0]?.subject ?? subject.value;
      if (done) toast(say('admin.savedSome', { n: done }));
    } finally {
      saving.value = false;
      await records.load();
      if (!refusal.value) before.value = draftOf(policy, all.value);
    }
  }

  return {
    records,
    inForce,
    known,
    draft,
    before,
    subject,
    serverWrong,
    refusal,
    saving,
    wrong,
    toSave,
    other,
    startFrom,
    wrongOf,
    change,
    toPreview,
    place,
    save,
  };
}
