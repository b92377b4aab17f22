import type { Window } from '../../engine/protocol.ts'

const width = 260
const height = 146

/** The middle of a picture at the shape of a thumbnail, never enlarged. */
export function thumbnailWindow(pictureWidth: number, pictureHeight: number): Window {
  const scale = Math.min(pictureWidth / width, pictureHeight / height)
  const w = Math.min(pictureWidth, Math.max(1, Math.round(width * scale)))
  const h = Math.min(pictureHeight, Math.max(1, Math.round(height * scale)))
  return {
    x: Math.floor((pictureWidth - w) / 2),
    y: Math.floor((pictureHeight - h) / 2),
    width: w,
    height: h,
    outWidth: Math.min(w, width),
    outHeight: Math.min(h, height),
  }
}
