import type { ReactNode } from 'react'
import { toScreen, type Point } from './camera.ts'
import type { Sight } from './sight.ts'
import styles from './tool-words.module.css'

/** From the top of the stage down to here the words stand on the picture. */
const wordsEnd = 120

/** Whether the words would lie on what is to be moved while there is more room for them below. */
function isHigh({ camera, viewport, picture }: Sight, points: readonly Point[]): boolean {
  const ys = points.map(({ x, y }) => toScreen(camera, viewport, { x: x * picture.width, y: y * picture.height }).y)
  return Math.min(...ys) < wordsEnd && viewport.height - Math.max(...ys) > Math.min(...ys)
}

interface ToolWordsProps {
  readonly sight: Sight
  /** What is moved, in shares of the picture. */
  readonly points: readonly Point[]
  readonly words: ReactNode
  /** Buttons. */
  readonly children: ReactNode
}

/** What a tool on the picture asks for, and what it can do, on the picture where nothing is to be moved. */
export const ToolWords = ({ sight, points, words, children }: ToolWordsProps) => (
  <div className={styles['tag']} role="status" data-low={isHigh(sight, points) || undefined}>
    <span className={styles['words']}>{words}</span>
    <span className={styles['ways']}>{children}</span>
  </div>
)
