import type { ChannelName } from '../../kernels/histogram.ts'
import type { PlotChannel } from '../../state/view.ts'
import { useStores, useView } from '../lab-context.tsx'
import { channelColour, channelDash } from './colours.ts'
import { letters } from './reading.ts'
import styles from './legend.module.css'

const spoken: Record<ChannelName, string> = { r: 'Red', g: 'Green', b: 'Blue', grey: 'Grey', luma: 'Luma, Rec. 709' }

const Swatch = ({ channel, on }: { channel: ChannelName; on: boolean }) => (
  <svg width={12} height={12} className={styles['swatch']} aria-hidden>
    {on ? (
      <>
        <rect className={styles['bar']} x={0} y={4.5} width={12} height={3} rx={1} fill={channelColour[channel]} />
        <line className={styles['dashed']} x1={0} x2={12} y1={6} y2={6} stroke={channelColour[channel]} strokeWidth={2} strokeDasharray={channelDash[channel].join(' ')} />
      </>
    ) : (
      <rect x={0.5} y={4} width={11} height={4} rx={1} fill="none" stroke="var(--ctl)" />
    )}
  </svg>
)

/** Names the channels and shows or hides them. A grey picture has one, which stays. */
export const Legend = ({ channels }: { channels: readonly ChannelName[] }) => {
  const { view } = useStores()
  const shown = useView((state) => state.channels)
  const toggle = (channel: PlotChannel): void => {
    const now = view.getState().channels
    view.getState().set({ channels: { ...now, [channel]: !now[channel] } })
  }
  return (
    <div className={styles['legend']} role="group" aria-label="Channels">
      {channels.map((channel) =>
        channel === 'grey' ? (
          <span key={channel} className={styles['entry']} style={{ color: channelColour.grey }}>
            <Swatch channel={channel} on />
            {letters[channel]}
          </span>
        ) : (
          <button
            key={channel}
            type="button"
            className={styles['entry']}
            aria-pressed={shown[channel]}
            aria-label={spoken[channel]}
            style={{ color: shown[channel] ? channelColour[channel] : undefined }}
            onClick={() => toggle(channel)}
          >
            <Swatch channel={channel} on={shown[channel]} />
            {letters[channel]}
          </button>
        ),
      )}
    </div>
  )
}
