/** The longest edge that is worth sending. */
export const LONGEST_EDGE = 1600
const QUALITY = 0.82

/** Width and height with no edge longer than `longest`; never larger than it was. */
export function fitted(width: number, height: number, longest = LONGEST_EDGE): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * A picture as it is sent: a JPEG without anything else that the file held, upright.
 *
 * @throws Error when the browser cannot read it
 */
export async function compress(file: Blob): Promise<Blob> {
  const url = URL.createObjectURL(file)
  try {
    // An <img> turns the picture as its EXIF says, in every browser that this page is for; a bitmap does not.
    const image = new Image()
    image.src = url
    await image.decode()
    const { width, height } = fitted(image.naturalWidth, image.naturalHeight)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('no canvas')
    pen.fillStyle = 'white' // what is transparent would be black in a JPEG
    pen.fillRect(0, 0, width, height)
    pen.drawImage(image, 0, 0, width, height)
    return await new Promise((done, failed) =>
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no JPEG'))), 'image/jpeg', QUALITY),
    )
  } finally {
    URL.revokeObjectURL(url)
  }
}
