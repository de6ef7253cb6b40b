import { describe, expect, it } from 'vitest';
import {
  changed,
  draftOf,
  fieldsOf,
  inForceOn,
  placeOf,
  rescored,
  sumOf,
  wrongIn,
  type Draft,
  type PolicyFields,
} from './draft';

const UNIT: PolicyFields = {
  policy: '2026',
  validFrom: '2026-01-01',
  subject: 'UNIT',
  parts: [
    'ACCEPT_ON_TIME:10',
    'ON_TIME_HANDLING:40',
    'CLOSING:20',
    'FIRST_CHECK:15',
    'JUSTIFIED_RETURNS:5',
    'SATISFACTION:10',
  ],
  streetWeight: 0.5,
  marks: ['ARRIVAL_SPEED:25', 'QUALITY:35', 'COOPERATION:20', 'COMMUNICATION:20'],
  deductions: ['FAILED_CHECK:0.2', 'MISCONDUCT:1'],
  deductionsMost: 5,
  bonusMost: 5,
  fewestRatings: 3,
};
const WORKER: PolicyFields = {
  policy: '2026',
  validFrom: '2026-01-01',
  subject: 'GRID_WORKER',
  parts: ['VALID_REPORTS:50', 'CHECKS_ON_TIME:50'],
};
const RECORDS = [WORKER, UNIT];
const fresh = (): Draft => draftOf('2026', RECORDS);
const unit = (draft: Draft) => draft.subjects[0]!;

describe('a policy draft', () => {
  it('is written as it was read, units first', () => {
    const draft = fresh();
    expect(draft.subjects.map((each) => each.subject)).toEqual(['UNIT', 'GRID_WORKER']);
    expect(draft.subjects.map((each) => fieldsOf(draft, each))).toEqual([UNIT, WORKER]);
    expect(changed(draft, RECORDS)).toEqual([]);
  });

  it('adds up without dust', () => {
    expect(sumOf({ a: '0.1', b: '0.2', c: '99.7' }, ['a', 'b', 'c'])).toBe(100);
    expect(sumOf({ a: 'many', b: '' }, ['a', 'b'])).toBe(0);
  });

  it('has changed where a weight has, and not where it is only written otherwise', () => {
    const draft = fresh();
    unit(draft).parts.CLOSING = '20.0';
    expect(changed(draft, RECORDS)).toEqual([]);
    unit(draft).parts.CLOSING = '25';
    expect(changed(draft, RECORDS).map((each) => each.subject)).toEqual(['UNIT']);
  });

  it('is all new under a new code, though only what scores otherwise is previewed', () => {
    const draft = { ...fresh(), policy: '2027', validFrom: '2027-01-01' };
    expect(changed(draft, RECORDS)).toHaveLength(2);
    expect(rescored(draft, fresh())).toEqual([]);
    unit(draft).streetWeight = '0.6';
    expect(rescored(draft, fresh()).map((each) => each.subject)).toEqual(['UNIT']);
  });

  it('says what is wrong where it was typed', () => {
    const draft = fresh();
    draft.policy = ' ';
    draft.validFrom = 'soon';
    Object.assign(unit(draft), { streetWeight: '0.4', fewestRatings: '0', bonusMost: '', deductionsMost: '101' });
    unit(draft).parts.CLOSING = '21';
    unit(draft).marks.QUALITY = '-1';
    unit(draft).deductions.MISCONDUCT = 'one';
    const wrong = wrongIn(draft, 0.5);
    expect(Object.keys(wrong).sort()).toEqual([
      'UNIT.bonusMost',
      'UNIT.deductions.MISCONDUCT',
      'UNIT.deductionsMost',
      'UNIT.fewestRatings',
      'UNIT.marks',
      'UNIT.marks.QUALITY',
      'UNIT.parts',
      'UNIT.streetWeight',
      'policy',
      'validFrom',
    ]);
    expect(wrong['UNIT.parts']).toEqual({ key: 'admin.sumMore', values: { n: 1 } });
    expect(wrong['UNIT.streetWeight']).toEqual({ key: 'admin.minimum', values: { minimum: 0.5 } });
    expect(wrongIn(fresh(), 0.5)).toEqual({});
    expect(wrongIn(fresh(), undefined)).toEqual({});
  });

  it('keeps the first day of a code that is stored: its subjects are saved one by one', () => {
    const later = { ...fresh(), validFrom: '2027-01-01' };
    expect(wrongIn(later, 0.5, RECORDS).validFrom).toEqual({ key: 'admin.sameDay', values: { day: '2026-01-01' } });
    expect(wrongIn({ ...later, policy: '2027' }, 0.5, RECORDS)).toEqual({});
  });

  it("finds the place of a server's error", () => {
    const sent = fresh().subjects;
    const at = (pointer: string, drafts = sent) => placeOf({ pointer, code: 'X' }, drafts);
    expect(at('/policies/0/streetWeight')).toBe('UNIT.streetWeight');
    expect(at('/policies/0/parts/2')).toBe('UNIT.parts.CLOSING');
    expect(at('/policies/0/parts')).toBe('UNIT.parts');
    expect(at('/policies/1/parts/1')).toBe('GRID_WORKER.parts.CHECKS_ON_TIME');
    expect(at('/policies/0/parts/99')).toBe('UNIT.parts');
    expect(at('/streetWeight')).toBe('UNIT.streetWeight');
    expect(at('/validFrom')).toBe('validFrom');
    expect(at('/')).toBeUndefined();
    expect(at('/policies/9/parts')).toBeUndefined();
  });

  it('knows which policy is in force', () => {
    const later = { ...UNIT, policy: '2027', validFrom: '2027-01-01' };
    expect(inForceOn('2026-12-31', [later, UNIT])).toBe('2026');
    expect(inForceOn('2027-01-01', [later, UNIT])).toBe('2027');
    expect(inForceOn('2025-12-31', [later, UNIT])).toBeUndefined();
  });
});
