import 'react'

declare module 'react' {
  interface CSSProperties {
    /** Custom properties through React's style. */
    [name: `--${string}`]: string | number | undefined
  }
}
