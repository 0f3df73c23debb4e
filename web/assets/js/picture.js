// Pictures made smaller on the phone, as the canvas sees them: turned, and without where they were
// taken.
const side_max = 1600, quality = 0.85, bytes_max = 12 * 1024 * 1024;

export async function drawn(file, longest) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return canvas;
}

// What it cannot read goes as it is, unless it is too large for any server.
export async function smaller(file) {
  try {
    const canvas = await drawn(file, side_max);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (blob) return blob;
  } catch { /* HEIC in most browsers: the server reads it. */ }
  return file.size <= bytes_max ? file : null;
}

export const fresh_key = () => [...crypto.getRandomValues(new Uint8Array(16))]
  .map((byte) => byte.toString(16).padStart(2, "0")).join("");
