/** Photos shrunk in the browser before they are sent. */

const LONGEST = 1920;
const QUALITY = 0.85;

/** A JPEG of at most 1920 pixels a side; refused where the browser cannot decode the file. */
export async function shrink(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('photo: not encoded'))), 'image/jpeg', QUALITY),
  );
}
