export { png } from './png.ts'
export { jpeg } from './jpeg.ts'
export { webp } from './webp.ts'
export { avif } from './avif.ts'
