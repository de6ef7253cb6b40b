import { describe, expect, it } from 'vitest';
import { exifOf, withExif } from './exif';
import { fitted } from './photo';

/** An EXIF segment with an orientation and a pointer to where the picture was taken. */
function segment(little: boolean, orientation: number): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(8 + 2 + 2 * 12 + 4 + 6));
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, little);
  tiff.setUint32(4, 8, little);
  tiff.setUint16(8, 2, little);
  tiff.setUint16(10, 0x0112, little);
  tiff.setUint16(12, 3, little);
  tiff.setUint32(14, 1, little);
  tiff.setUint16(18, orientation, little);
  tiff.setUint16(22, 0x8825, little);
  tiff.setUint16(24, 4, little);
  tiff.setUint32(26, 1, little);
  tiff.setUint32(30, 38, little);
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...new Uint8Array(tiff.buffer)];
  const length = body.length + 2;
  return new Uint8Array([0xff, 0xe1, length >> 8, length & 0xff, ...body]);
}

const jfif = [0xff, 0xe0, 0, 4, 1, 2];
const scan = [0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9];
const jpeg = (...segments: ArrayLike<number>[]) =>
  new Uint8Array([0xff, 0xd8, ...segments.flatMap((each) => Array.from(each)), ...scan]);

describe('the EXIF block of a photo', () => {
  it.each([true, false])('is found behind other segments, and says upright (little endian: %s)', (little) => {
    const found = exifOf(jpeg(jfif, segment(little, 6)));
    expect(found).toEqual(segment(little, 1));
  });

  it('keeps the original as it was', () => {
    const original = jpeg(segment(true, 8));
    const before = original.slice();
    exifOf(original);
    expect(original).toEqual(before);
  });

  it('is not there in a picture without one', () => {
    expect(exifOf(jpeg(jfif))).toBeUndefined();
    expect(exifOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4]))).toBeUndefined();
    expect(exifOf(new Uint8Array())).toBeUndefined();
  });

  it('is not taken for one where it is cut off or nonsense', () => {
    const whole = jpeg(segment(true, 6));
    for (let length = 0; length < 50; length++) expect(exifOf(whole.slice(0, length))).toBeUndefined();
    const odd = segment(true, 6);
    odd[10] = 0x58;
    expect(exifOf(jpeg(odd))).toBeUndefined();
    const xmp = [0xff, 0xe1, 0, 8, 0x68, 0x74, 0x74, 0x70, 0x3a, 0x2f];
    expect(exifOf(jpeg(xmp))).toBeUndefined();
  });

  it('stands right after the beginning of the smaller picture, and is found there again', () => {
    const kept = segment(false, 1);
    const small = withExif(jpeg(jfif), kept);
    expect(Array.from(small.slice(0, 4))).toEqual([0xff, 0xd8, 0xff, 0xe1]);
    expect(exifOf(small)).toEqual(kept);
    expect(small.length).toBe(jpeg(jfif).length + kept.length);
  });
});

describe('a shrunk picture', () => {
  it('has no side over 1920 pixels and keeps its shape', () => {
    expect(fitted(12_000, 9_000)).toEqual({ width: 1920, height: 1440 });
    expect(fitted(3_000, 4_000)).toEqual({ width: 1440, height: 1920 });
  });

  it('is never enlarged, and never vanishes', () => {
    expect(fitted(640, 480)).toEqual({ width: 640, height: 480 });
    expect(fitted(40_000, 3)).toEqual({ width: 1920, height: 1 });
  });
});
