import type { ComponentProps } from 'react'
import styles from './handle.module.css'

interface HandleProps extends ComponentProps<'button'> {
  /** Tells what is moved, and that arrow keys move it. */
  readonly 'aria-label': string
  /** A ring stands on a point, a square on a corner, a bar along an edge. */
  readonly mark: 'ring' | 'square' | 'lying bar' | 'standing bar'
}

/** A place on the picture that a hand or arrow keys move. Its middle stands where `style` puts its upper left corner. */
export const Handle = ({ mark, className, ...rest }: HandleProps) => <button type="button" {...rest} className={className ? `${styles['handle']} ${className}` : styles['handle']} data-mark={mark} />
