import { Fragment } from 'react'
import { channelColour } from './colours.ts'
import { letters, type Figure } from './reading.ts'
import styles from './plots.module.css'

/** "r 37 · R 1 204 · G 980 · B 411", each letter in its channel's colour. */
export const ReadingWords = ({ head, figures }: { head: string; figures: readonly Figure[] }) => (
  <>
    <span className={styles['tip-head']}>{head}</span>
    {figures.map(({ channel, text }) => (
      <Fragment key={channel}>
        {' '}
        <span className={styles['tip-figure']}>
          · <b style={{ color: channelColour[channel] }}>{letters[channel]}</b> {text}
        </span>
      </Fragment>
    ))}
  </>
)
