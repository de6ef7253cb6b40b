import { describe, expect, it } from 'vitest';
import { isOn, switched, type Rule } from './notifications';

const rule: Rule = { role: 'DEPARTMENT', step: 'OFFERED', channels: ['IN_APP', 'EMAIL'], standard: true };

describe('a rule', () => {
  it('is switched one channel at a time and keeps the console', () => {
    expect(switched(rule, 'EMAIL')).toEqual(['IN_APP']);
    expect(switched(rule, 'ROBOT')).toEqual(['IN_APP', 'EMAIL', 'ROBOT']);
  });
});

describe('a channel', () => {
  it('is off where nobody configured it', () => {
    expect(isOn([{ channel: 'EMAIL', on: false }], 'EMAIL')).toBe(false);
    expect(isOn([{ channel: 'EMAIL', on: true }], 'EMAIL')).toBe(true);
    expect(isOn([], 'ROBOT')).toBe(false);
  });
});
