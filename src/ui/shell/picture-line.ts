import type { PictureInfo } from '../../engine/protocol.ts'
import { colourChannels, hasAlpha } from '../../kernels/raster.ts'
import { extent } from '../format.ts'

/** "4096 × 4096 · 8-bit RGB · sRGB". */
export function pictureLine(picture: Pick<PictureInfo, 'width' | 'height' | 'channels' | 'depth' | 'bits' | 'encoding' | 'spectrum'>): string {
  const { width, height, channels, depth, bits, encoding, spectrum } = picture
  const size = extent(width, height)
  if (spectrum) return `${size} · |F|, floating point`
  const colours = `${colourChannels(channels) === 3 ? 'RGB' : 'grey'}${hasAlpha(channels) ? ' + alpha' : ''}`
  return `${size} · ${depth === 'f32' ? 'float' : `${bits}-bit`} ${colours} · ${encoding}`
}
