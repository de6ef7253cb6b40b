/** The EXIF block of a JPEG: when and where a picture was taken. Canvases drop it, so it is carried over by hand. */

const SOI = 0xffd8;
const SOS = 0xda;
const APP1 = 0xe1;
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const ORIENTATION = 0x0112;
const SHORT = 3;
const UPRIGHT = 1;
const ENTRY = 12;

/** How much of a file is looked at: an EXIF block has at most 64 kB and stands near the beginning. */
export const HEAD = 256 * 1024;

/** The EXIF segment of a JPEG, marker and length included, as a copy that says "upright"; none where there is none. */
export function exifOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== SOI) return undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === SOS) return undefined;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length || end < at + 4) return undefined;
    if (marker === APP1 && EXIF.every((byte, index) => bytes[at + 4 + index] === byte)) {
      return upright(new Uint8Array(bytes.slice(at, end)));
    }
    at = end;
  }
  return undefined;
}

/** Sets the orientation of a segment to upright: whoever drew the picture has turned it already. */
function upright(segment: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const tiff = 4 + EXIF.length;
  const view = new DataView(segment.buffer);
  if (segment.length < tiff + 8) return undefined;
  const order = view.getUint16(tiff);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > segment.length) return undefined;
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * ENTRY;
    if (entry + ENTRY > segment.length) break;
    if (view.getUint16(entry, little) === ORIENTATION && view.getUint16(entry + 2, little) === SHORT) {
      view.setUint16(entry + 8, UPRIGHT, little);
    }
  }
  return segment;
}

/** A JPEG with that segment right after its beginning. */
export function withExif(jpeg: Uint8Array, segment: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(jpeg.length + segment.length);
  whole.set(jpeg.subarray(0, 2));
  whole.set(segment, 2);
  whole.set(jpeg.subarray(2), 2 + segment.length);
  return whole;
}
