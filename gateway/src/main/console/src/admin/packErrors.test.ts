import { expect, it } from 'vitest';
import { packError, packErrors } from './packErrors';

it('an error stands at its file and line', () => {
  expect(packError({ pointer: '/units.csv/7', code: 'PACK_INVALID', message: 'units.csv:7: unit: empty' })).toEqual({
    file: 'units.csv',
    line: 7,
    message: 'unit: empty',
  });
});

it('an error of the whole pack has no line', () => {
  expect(packError({ pointer: '/', code: 'PACK_INVALID', message: 'not a zip' })).toEqual({
    file: '',
    message: 'not a zip',
  });
  expect(packError({ pointer: '/pack.yaml/0', code: 'X', message: 'pack.yaml:0: missing' }).line).toBeUndefined();
});

it('they come by file and by line as a number', () => {
  const errors = ['/b.csv/2', '/a.csv/10', '/a.csv/9'].map((pointer) => ({ pointer, code: 'X' }));
  expect(packErrors(errors).map((each) => `${each.file}:${each.line}`)).toEqual(['a.csv:9', 'a.csv:10', 'b.csv:2']);
});
