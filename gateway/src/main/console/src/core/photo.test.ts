import { describe, expect, it } from 'vitest';
import { isHeic, readable } from './photo';

const ftyp = (brand: string) => new Blob([new Uint8Array([0, 0, 0, 24]), `ftyp${brand}`, new Uint8Array(12)]);

describe('a file', () => {
  it.each(['heic', 'mif1'])('is HEIC by its bytes (%s), whatever it is called', async (brand) => {
    expect(await isHeic(ftyp(brand))).toBe(true);
  });

  it.each([ftyp('mp42'), new Blob(['heic']), new Blob()])('is not HEIC otherwise', async (file) => {
    expect(await isHeic(file)).toBe(false);
  });

  it('is copied, or nothing where it cannot be read', async () => {
    const copy = await readable(new Blob(['photo'], { type: 'image/jpeg' }));
    expect(copy?.type).toBe('image/jpeg');
    expect(await copy?.text()).toBe('photo');
    const gone = { type: '', arrayBuffer: () => Promise.reject(new Error('gone')) } as Blob;
    expect(await readable(gone)).toBeUndefined();
  });
});
