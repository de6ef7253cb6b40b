/** Photos shrunk in the browser before they are sent. */
import { exifOf, HEAD, withExif } from './exif';

const LONGEST = 1920;
const QUALITY = 0.85;
/** More than a phone can decode safely; nobody's camera makes such a file. */
const MOST_BYTES = 80 * 1024 * 1024;

/** The size that a picture is drawn at: its shape kept, no side longer than 1920 pixels, never enlarged. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * A JPEG of at most 1920 pixels a side that still says when and where it was taken: intake reads that (docs/adr, honesty
 * flags) and keeps the picture without it. Refused where the browser cannot decode the file.
 */
export async function shrink(file: Blob): Promise<Blob> {
  if (!file.size || file.size > MOST_BYTES) throw new Error(`photo: ${file.size} bytes (expected: 1-${MOST_BYTES})`);
  const exif = exifOf(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  const small = await drawn(await decoded(file));
  return exif ? new Blob([withExif(new Uint8Array(await small.arrayBuffer()), exif)], { type: 'image/jpeg' }) : small;
}

/** A copy in memory; none where the browser can no longer read it, as Safari does with photos that are long kept. */
export async function readable(photo: Blob): Promise<Blob | undefined> {
  try {
    return new Blob([await photo.arrayBuffer()], { type: photo.type });
  } catch {
    return undefined;
  }
}

const HEIC = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** Whether a file is HEIC, which only some browsers decode. */
export async function isHeic(file: Blob): Promise<boolean> {
  const head = await readable(file.slice(4, 12));
  const text = head ? await head.text() : '';
  return text.startsWith('ftyp') && HEIC.includes(text.slice(4));
}

/** Turned upright as its EXIF block says. */
async function decoded(file: Blob): Promise<ImageBitmap | HTMLImageElement> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return pictured(file);
  }
}

/** What older browsers, and formats that only the system knows (HEIC on iOS), need. */
async function pictured(file: Blob): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  try {
    await picture.decode();
    return picture;
  } finally {
    URL.revokeObjectURL(picture.src);
  }
}

function drawn(picture: ImageBitmap | HTMLImageElement): Promise<Blob> {
  const natural = picture instanceof HTMLImageElement;
  const { width, height } = natural
    ? fitted(picture.naturalWidth, picture.naturalHeight)
    : fitted(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pencil = canvas.getContext('2d');
  if (!pencil) throw new Error('photo: no canvas');
  pencil.fillStyle = '#fff';
  pencil.fillRect(0, 0, width, height);
  pencil.drawImage(picture, 0, 0, width, height);
  if (!natural) picture.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('photo: not encoded'))), 'image/jpeg', QUALITY),
  );
}
